"""`ehcp-qa mark` as a person calls it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.cli.mark import mark
from qa_engine.errors import QaError
from tests.conftest import SAMPLES
from tests.marking import comments, covered, flat, same_package

PLAN = SAMPLES / "ri-year-8-autism.docx"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(PLAN, tmp_path / "draft.docx"))


def run(*args: object) -> str:
    done = CliRunner().invoke(mark, [str(a) for a in args], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_marked_copy_is_written_beside_the_plan_which_stays_as_it_is(plan: Path) -> None:
    said = run(plan)
    copy = plan.with_name("draft-marked.docx")
    assert plan.read_bytes() == PLAN.read_bytes()
    assert said.startswith(f"{copy}: {len(comments(copy.read_bytes())) - 1} comments in the text and one at the top")
    assert flat(copy.read_bytes()) == flat(PLAN.read_bytes())


def test_unmark_gives_the_plan_back(plan: Path) -> None:
    run(plan, "--all", "--strengths")
    run(plan.with_name("draft-marked.docx"), "--unmark")
    assert same_package(plan.with_name("draft-marked-unmarked.docx").read_bytes(), PLAN.read_bytes())


def test_options_choose_the_comments(plan: Path) -> None:
    counts = []
    for options in ([], ["--strengths"], ["--for", "social-care"]):
        run(plan, *options, "--out", plan.with_name("out.docx"))
        counts.append(len(covered(plan.with_name("out.docx").read_bytes())))
    usual, with_strengths, social_care = counts
    assert social_care < usual < with_strengths


def test_two_calls_give_the_same_bytes(plan: Path) -> None:
    run(plan, "--out", plan.with_name("one.docx"))
    run(plan, "--out", plan.with_name("two.docx"))
    assert plan.with_name("one.docx").read_bytes() == plan.with_name("two.docx").read_bytes()


@pytest.mark.parametrize("options", [[], ["--unmark"]])
def test_the_plan_is_never_written_over(plan: Path, options: list[str]) -> None:
    with pytest.raises(QaError, match="never written over"):
        run(plan, "--out", plan, *options)
    assert plan.read_bytes() == PLAN.read_bytes()


@pytest.mark.parametrize("options", [[], ["--unmark"]])
@pytest.mark.parametrize("name", ["good-year-5-deaf.docx", "unreadable/rich-text-renamed.docx"])
def test_another_plan_is_never_written_over_and_an_earlier_copy_is(name: str, options: list[str], plan: Path) -> None:
    other = Path(shutil.copy(SAMPLES / name, plan.with_name("other.docx")))
    with pytest.raises(QaError, match="has no comments of this check, so it is kept; give another name"):
        run(plan, "--out", other, *options)
    assert other.read_bytes() == (SAMPLES / name).read_bytes()
    for _ in range(2):
        run(plan, "--out", plan.with_name("copy.docx"), *options)


@pytest.mark.parametrize("options", [[], ["--unmark"]])
@pytest.mark.parametrize("bad", sorted((SAMPLES / "unreadable").iterdir()), ids=lambda p: p.name)
def test_an_unreadable_file_gets_one_line_with_its_name_and_nothing_is_written(bad: Path, options: list[str], tmp_path: Path) -> None:
    with pytest.raises(QaError) as error:
        run(bad, "--out", tmp_path / "out.docx", *options)
    assert str(error.value).startswith(bad.name) and "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []

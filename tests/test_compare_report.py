"""A comparison as text, HTML and JSON, and the command that makes them from two Word files."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from qa_engine.cli.compare import compare as command
from qa_engine.compare import compare, compare_schema
from qa_engine.compare.model import Comparison
from qa_engine.errors import QaError
from qa_engine.report.compare_html import render_compare_html
from qa_engine.report.compare_text import render_compare_text
from tests.conftest import ROOT, SAMPLES
from tests.edits import plan_in, reviews
from tests.plan_of import lexicon, plan_of
from tests.templates import render

SCHEMA = ROOT / "schemas" / "compare.schema.json"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A review with changes of every kind."""
    review, folder = reviews("tuned")[0], tmp_path_factory.mktemp("plans")
    old, new = plan_in(review.old, review.layouts[0], folder, "old"), plan_in(review.new, review.layouts[1], folder, "new")
    return compare(old, new, lexicon())


def test_the_published_schema_is_what_the_model_would_write(request: pytest.FixtureRequest) -> None:
    made = json.dumps(compare_schema(), indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        SCHEMA.write_text(made, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == made


def test_json_keeps_to_the_published_schema(result: Comparison) -> None:
    jsonschema.validate(json.loads(result.model_dump_json()), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert Comparison.model_validate_json(result.model_dump_json()) == result


def test_text_fits_eighty_columns_and_asks_first(result: Comparison) -> None:
    text = render_compare_text(result)
    assert max(map(len, text.splitlines())) <= 80
    order = [text.index(title) for title in ("WHAT AN ANNUAL REVIEW WOULD ASK FIRST", "SECTION BY SECTION", "WEAKENED", "KEPT")]
    assert order == sorted(order)


def test_the_page_shows_words_gone_and_new_and_says_so_in_words(result: Comparison) -> None:
    page = render_compare_html(result)
    assert '<del><span class="unseen">[gone: </span>one hour' in page
    assert '<ins><span class="unseen">[new: </span>40 minutes' in page
    assert "the amount was cut: 1 hour a week → 40 minutes a week" in page


class Outline(HTMLParser):
    """Headings, ids and links of a page, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("h1", "h2", "h3", "h4"):
            self.levels.append(int(tag[1]))
        self.ids += [named["id"] or ""] if "id" in named else []
        self.targets += [named["href"] or ""] if tag == "a" else []
        self.fetched += [named[a] or "" for a in ("src", "srcset") if a in named] + ([tag] if tag in ("script", "link") else [])


def test_the_page_asks_nothing_of_the_network_and_has_an_outline_without_gaps(result: Comparison) -> None:
    seen = Outline()
    seen.feed(render_compare_html(result))
    assert seen.fetched == []
    assert seen.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(seen.levels, seen.levels[1:], strict=False))
    assert len(seen.ids) == len(set(seen.ids))
    assert {t.removeprefix("#") for t in seen.targets} <= set(seen.ids)


def test_the_words_of_a_plan_are_escaped() -> None:
    evil = "<script>alert(1)</script> will help Mia for 10 minutes daily."
    page = render_compare_html(compare(plan_of(F=[("", evil)]).plan, plan_of(F=[("", evil + " Perhaps.")]).plan, lexicon()))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def _files(folder: Path) -> tuple[str, str]:
    review = reviews("tuned")[0]
    paths = folder / "old.docx", folder / "new.docx"
    for path, content, layout in zip(paths, (review.old, review.new), review.layouts, strict=True):
        path.write_bytes(render(content, layout)[0])
    return str(paths[0]), str(paths[1])


@pytest.mark.parametrize(("form", "opening"), [("text", "====="), ("json", "{"), ("html", "<!DOCTYPE html>")])
def test_the_command_prints_and_writes_each_format(form: str, opening: str, tmp_path: Path) -> None:
    plans, out = _files(tmp_path), tmp_path / "result"
    printed = CliRunner().invoke(command, [*plans, "--format", form], catch_exceptions=False)
    CliRunner().invoke(command, [*plans, "--format", form, "--out", str(out)], catch_exceptions=False)
    assert printed.exit_code == 0
    assert printed.output.startswith(opening)
    assert out.read_text(encoding="utf-8") == printed.output


def test_plans_of_two_children_are_refused_without_force() -> None:
    plans = [str(SAMPLES / "good-year-5-deaf.docx"), str(SAMPLES / "ri-amendment-year-9.docx")]
    with pytest.raises(QaError, match=r"different children \(the dates of birth differ\)") as refused:
        CliRunner().invoke(command, plans, catch_exceptions=False)
    assert not any(word in str(refused.value) for word in ("Oduya", "Ferrante", "2016"))
    assert CliRunner().invoke(command, [*plans, "--force"], catch_exceptions=False).exit_code == 0


def test_neither_plan_is_written_over(tmp_path: Path) -> None:
    plans = _files(tmp_path)
    before = [Path(plan).read_bytes() for plan in plans]
    for plan in plans:
        with pytest.raises(QaError, match="is one of the plans, which is never written over"):
            CliRunner().invoke(command, [*plans, "--out", plan], catch_exceptions=False)
    assert [Path(plan).read_bytes() for plan in plans] == before


def test_a_file_that_is_no_plan_is_one_clear_line(tmp_path: Path) -> None:
    old, _ = _files(tmp_path)
    with pytest.raises(QaError, match="only-a-picture.docx"):
        CliRunner().invoke(command, [old, str(SAMPLES / "unreadable" / "only-a-picture.docx")], catch_exceptions=False)

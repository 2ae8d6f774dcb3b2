"""Who may import whom: lower rooms never import higher ones, and each outside library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = """
cli
batch
report
board
across sampling
store workshop
rejudge advice mark moderation
audit
accept compare pseudonyms since
judge
find
inference rulebook observe structure read
vocabulary
language
model output statistics
errors
"""
PACKAGE = Path(__file__).parent.parent / "qa_engine"
HEIGHT = {name: -n for n, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()}
ALLOWED_ON_ONE_LAYER = {("rulebook", "inference")}
HOMES = {"durable": {"inference"}, "zipfile": {"read", "mark", "report"}, "click": {"cli"}, "sqlalchemy": {"store"}, "alembic": {"store"}}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"qa_engine.{a.name}" for a in node.names) if node.module == "qa_engine" else [node.module or ""]


def broken() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        here = room(path)
        for name in imports(path):
            root, _, rest = name.partition(".")
            there = rest.partition(".")[0]
            if root in HOMES and here not in HOMES[root]:
                yield f"{path.relative_to(PACKAGE)} imports {root}; only {', '.join(HOMES[root])} may"
            if root == "qa_engine" and there in HEIGHT and here in HEIGHT and here != there and (here, there) not in ALLOWED_ON_ONE_LAYER \
                    and HEIGHT[there] >= HEIGHT[here]:
                yield f"{path.relative_to(PACKAGE)} imports {there}, which is not below {here}"


def test_rooms_import_only_what_lies_below_them() -> None:
    assert list(broken()) == []


def test_every_room_has_a_place_in_the_layers() -> None:
    rooms = {room(p) for p in PACKAGE.rglob("*.py")} - {"__init__", "__main__", "__init__.py"}
    assert sorted(r for r in rooms if r not in HEIGHT and not r.startswith("_")) == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")) + sorted(Path(__file__).parent.rglob("*.py")), ids=lambda p: p.name)
def test_a_file_has_one_idea_in_under_400_lines_and_no_function_over_40(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    long = [f"{n.name} {n.end_lineno - n.lineno + 1}" for n in ast.walk(tree)
            if isinstance(n, ast.FunctionDef) and n.end_lineno and n.end_lineno - n.lineno >= 40]
    assert (len(text.splitlines()) <= 400, long) == (True, [])


@pytest.mark.parametrize("path", [p for p in sorted(PACKAGE.rglob("*.py")) if p.read_text().strip()], ids=lambda p: p.name)
def test_the_first_line_says_what_a_module_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

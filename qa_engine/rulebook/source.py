"""YAML as a rule writer means it: no key twice, no bare `no` or `off`, no number with a leading nought; with the line of a mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from qa_engine.errors import RuleError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# An `examples:` block of a rule with everything indented under it; it is left out, line for line, when only the rules are wanted.
_EXAMPLES = re.compile(r"^  examples:[ \t]*(?:#.*)?\n(?:(?:[ ]{3,}.*|[ \t]*)\n)*", re.MULTILINE)
_TRUTH = {"true": True, "True": True, "false": False, "False": False}
_INT = re.compile(r"-?(?:0|[1-9]\d*)")


def read_yaml(path: Path, *, examples: bool = True) -> Any:
    """The data of a YAML file. Raises RuleError naming file, line and cure. `examples=False` skips the examples of rules, for speed."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: could not be read ({type(error).__name__}); save it as a UTF-8 text file") from error
    if not examples:
        text = _EXAMPLES.sub(lambda block: "\n" * block.group().count("\n"), text + "\n")
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise RuleError(f"{path.name}, {_line(error)}: not readable as YAML; check quotes, colons and indentation") from error
    finally:
        loader.dispose()
    return None if node is None else _build(node, path.name)


def read_list(path: Path, *, examples: bool = True) -> list[Any]:
    """The entries of a file that is a list; none of a file that is empty or not there. Raises RuleError."""
    data = (read_yaml(path, examples=examples) if path.exists() else None) or []
    if not isinstance(data, list):
        raise RuleError(f"{path.name}: the file is no list; begin each rule with “- id:”")
    return data


def read_names(path: Path) -> dict[str, Any]:
    """The values of a file by name; none of a file that is empty or not there. Raises RuleError."""
    data = (read_yaml(path) if path.exists() else None) or {}
    if not isinstance(data, dict):
        raise RuleError(f"{path.name}: the file holds no names; begin each line with a name and a colon")
    return data


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "some line"


def _build(node: Any, name: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else _scalar(node, name)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, name) for child in node.value]
    return _mapping(node, name)


def _mapping(node: Any, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _refuse(key, name, "a key is not plain text; check the indentation")
        if key.value in made:
            raise _refuse(key, name, f"{key.value!r} is there twice; keep one")
        made[key.value] = _build(value, name)
    return made


def _scalar(node: Any, name: str) -> Any:
    kind, text = node.tag.rpartition(":")[2], node.value
    if kind == "bool":
        if text not in _TRUTH:
            raise _refuse(node, name, f'a bare {text!r} is read as true or false; write "{text}" in quotes, or true or false')
        return _TRUTH[text]
    if kind == "int" or (text.isdigit() and text.startswith("0") and text != "0"):
        if not _INT.fullmatch(text):
            raise _refuse(node, name, f'the number {text!r} is not plain; write it without a leading nought, or in quotes as text')
        return int(text)
    if kind == "float":
        return float(text)
    return None if kind == "null" else text


def _refuse(node: Any, name: str, why: str) -> RuleError:
    return RuleError(f"{name}, line {node.start_mark.line + 1}: {why}")

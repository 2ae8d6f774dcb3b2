"""Make any number of fictional plans for a batch, varied from the sample plans; the same seed gives the same files.

    python -m benchmarks.make_plans FOLDER [--count N] [--seed S]

Each plan is a sample under another name, council, date, school and set of items, in one of the templates: some items are left out and some
amounts changed, so that grades and findings differ. Files lie in folders of 500, as councils keep them by month.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.templates import FAMILIES, render

CONTENT = Path(__file__).parent.parent / "sample_plans" / "content"
FORENAMES = [
    "Abiola", "Aneurin", "Bethan", "Cosmo", "Dervla", "Elowen", "Fenwick", "Ghislaine", "Hamza", "Ines", "Jolyon", "Keziah", "Lowri",
    "Mattias", "Nadira", "Orlaith", "Piers", "Quilla", "Rosheen", "Stellan", "Tamsin", "Umar", "Verity", "Wystan", "Xanthe", "Yusra",
    "Zeno",
]
SURNAMES = [
    "Ashgrove", "Bellwether", "Cragside", "Dunmallow", "Eastlake", "Farrowdale", "Glasspool", "Hollinbank", "Ivemoor", "Jessamy",
    "Kettlethorn", "Larkspear", "Merewood", "Nettleby", "Oxenholt", "Pemberthy", "Quarrendon", "Ravelstone", "Saltonby",
    "Thistledown", "Umberslade", "Vellacourt", "Wychbold", "Yarrowby",
]
COUNCILS = ("Wexmoor County Council", "Harrowdene Borough Council", "Tidewell City Council", "Lanthorpe Metropolitan Council")
_ITEMS = ("needs", "outcomes", "items")
_KEPT = 0.85  # share of items that stay
_AMOUNT = re.compile(r"\b(10|15|20|30|40|45|60)(?= minutes)")


def plan(seed: int, number: int) -> tuple[str, bytes]:
    """File name and bytes of one plan."""
    chance = random.Random(f"{seed}-{number}")
    samples = sorted(CONTENT.glob("*.yaml"))
    raw = _varied(yaml.load(samples[number % len(samples)].read_text(encoding="utf-8"), Loader=_LOADER), chance)
    raw["subject"]["upn"] = f"T{number:012d}"
    data, _ = render(raw, chance.choice(FAMILIES))
    return f"EHC-{100_000 + number} {raw['subject']['name']}.docx", data


def _varied(raw: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    raw = copy.deepcopy(raw)
    subject = raw["subject"]
    forename, surname = chance.choice(FORENAMES), chance.choice(SURNAMES)
    old_first, _, old_last = subject["name"].partition(" ")
    names = {subject.get("known_as") or old_first: forename, old_first: forename, old_last: surname}
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    raw = _renamed(raw, re.compile(rf"\b(?:{known})\b"), names, chance)
    shift = timedelta(days=chance.randint(-200, 60))
    for key in ("issue_date", "review_due", "request_date"):
        if isinstance(raw["plan"].get(key), date):
            raw["plan"][key] += shift
    raw["plan"]["authority"] = chance.choice(COUNCILS)
    _thin(raw, chance)
    return raw


def _renamed(value: Any, pattern: re.Pattern[str], names: dict[str, str], chance: random.Random) -> Any:
    """Every text with other names and, now and then, another amount of minutes."""
    if isinstance(value, str):
        text = pattern.sub(lambda m: names[m.group()], value)
        return _AMOUNT.sub(lambda m: chance.choice(("10", "20", "30", "45")), text) if chance.random() < 0.3 else text
    if isinstance(value, dict):
        return {key: _renamed(inner, pattern, names, chance) for key, inner in value.items()}
    return [_renamed(inner, pattern, names, chance) for inner in value] if isinstance(value, list) else value


def _thin(raw: dict[str, Any], chance: random.Random) -> None:
    """Leave some items out of every list of three or more."""
    for value in (raw[letter] for letter in raw if letter in ("B", "C", "D", "E", "F", "G", "H1", "H2")):
        for block in value if isinstance(value, list) else [value]:
            for key in _ITEMS:
                if len(block.get(key) or []) > 2:
                    block[key] = [item for item in block[key] if chance.random() < _KEPT] or block[key][:1]


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def make(folder: Path, count: int, seed: int) -> None:
    """Write the plans; those that are there already, from the same call, are written again with the same bytes."""
    for number in range(count):
        name, data = plan(seed, number)
        path = folder / f"month-{number // 500 + 1:02d}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main() -> None:
    """Read the command line and make the plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    make(args.folder, args.count, args.seed)
    print(f"{args.count:,} plans in {args.folder}")


if __name__ == "__main__":
    main()

"""The parts of the pages that are made from the code: `python docs/generated.py` writes them, a test sees when they are stale."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from pydantic.fields import FieldInfo

from bot.settings import Settings
from dialogs.words import load_words
from knowledge.load import CITY, load_pack
from knowledge.planner.plan import planner_of
from statemachines.drawing import drawing
from statemachines.intake import compile_intake

ROOT = Path(__file__).parents[1]
DRAWN = "drinks_snacks"


class Part(NamedTuple):
    """A page and the part of it that is generated."""

    page: Path
    name: str


def settings_table() -> str:
    """Every setting with its default and meaning."""
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    lines += [
        f"| `YIZHENG_{name.upper()}` | {_default(field)} | {_cell(field.description or '')} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(lines) + "\n"


def machine_diagram() -> str:
    """The intake machine of one industry, as `yizheng diagram` prints it."""
    pack, _ = load_pack(CITY)
    words = load_words(files=("diagram.yaml",))
    machine = compile_intake(planner_of(pack).of(DRAWN))
    return f"```mermaid\n{drawing(machine, lambda key: words.say(key, 'en'))}```\n"


PARTS: Mapping[Part, Callable[[], str]] = {
    Part(ROOT / "docs" / "operator.md", "settings"): settings_table,
    Part(ROOT / "docs" / "architecture.md", "machine"): machine_diagram,
}


def written(part: Part) -> str:
    """What stands in the page now. Raises ValueError where the marks are missing."""
    found = _pattern(part.name).search(part.page.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{part.page.name} has no marks for {part.name!r}. Put them back.")
    return found[2].strip("\n") + "\n"


def write(part: Part, text: str) -> None:
    """Puts the text between the part's marks."""
    before = part.page.read_text(encoding="utf-8")
    after = _pattern(part.name).sub(lambda found: f"{found[1]}\n{text}\n{found[3]}", before)
    part.page.write_text(after, encoding="utf-8")


def main() -> None:
    """Writes every part anew, but for the table that docs/reduction.py measures."""
    for part, make in PARTS.items():
        write(part, make())


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- generated: {name} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def _default(field: FieldInfo) -> str:
    default = field.get_default()
    if isinstance(default, frozenset):
        return f"`{json.dumps(sorted(map(str, cast('frozenset[str]', default))))}`"
    return f"`{_cell(str(default))}`" if default not in (None, "") else "-"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()

"""Reading a pack from its folder of YAML files: safe, bounded, and every error with file, line and code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import ValidationError

from errors import PackError
from knowledge.pack import Pack

CITY = Path(__file__).resolve().parent / "city"
"""The pack that comes with the product."""

LISTS = ("departments", "facts", "materials", "permits", "industries", "faq", "notices")
SINGLES = ("commitment", "licence")
OPTIONAL = ("privacy", "places")
MAX_BYTES = 5_000_000
MAX_NODES = 400_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a pack's files: where, and in plain words."""

    file: str
    line: int
    code: str
    message: str


class PackProblems(PackError):
    """The pack can't be read; `problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.file}:{p.line} {p.code}: {p.message}" for p in problems))


# libyaml reads the same ten times as fast; a build of PyYAML without it does too, only slower
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where each code of the pack stands: (file, line) by ("facts", "premises_area") and the like."""

    lines: dict[tuple[str, str], tuple[str, int]]

    def of(self, kind: str, code: str) -> tuple[str, int]:
        return self.lines.get((kind, code), (f"{kind}.yaml", 1))


def load_pack(folder: Path) -> tuple[Pack, Sources]:
    """The pack in a folder and where its entries stand.

    Raises PackProblems with every mistake that reading alone can find.
    """
    problems: list[Problem] = []
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    content: dict[str, Any] = {}
    if not folder.is_dir():
        raise PackProblems(
            [Problem(str(folder), 0, "missing", "no such folder; name the folder that holds the YAML files")]
        )
    for name in (*LISTS, *SINGLES, *OPTIONAL):
        path = folder / f"{name}.yaml"
        if not path.is_file():
            if name not in OPTIONAL:
                problems.append(Problem(path.name, 0, "missing", "the file is missing; add it to the pack's folder"))
            continue
        try:
            node, plain = _read(path)
        except PackProblems as unreadable:
            problems.extend(unreadable.problems)
            continue
        if name in LISTS:
            content[name] = _by_code(name, node, plain, lines, problems)
        else:
            lines[(name, name)] = (path.name, 1)
            content[name] = plain
    if problems:
        raise PackProblems(problems)
    try:
        return Pack.model_validate(content), Sources(lines)
    except ValidationError as invalid:
        raise PackProblems(list(_schema_problems(invalid, content, lines))) from None


def _read(path: Path) -> tuple[yaml.Node, Any]:
    if path.stat().st_size > MAX_BYTES:
        raise PackProblems(
            [Problem(path.name, 0, "too_large", f"larger than {MAX_BYTES // 1_000_000} MB; split the pack")]
        )
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_aliases_and_depth(path.name, text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise PackProblems([Problem(path.name, 1, "empty", "the file is empty")])
            _refuse_duplicate_keys(path.name, node)
            return node, loader.construct_document(node)
        finally:
            loader.dispose()
    except UnicodeDecodeError as broken:
        raise PackProblems([Problem(path.name, 0, "encoding", "not UTF-8 text; save it as UTF-8")]) from broken
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 0
        raise PackProblems(
            [Problem(path.name, line, "syntax", f"not valid YAML: {broken.problem or broken}")]
        ) from None
    except (yaml.YAMLError, ValueError, OverflowError) as broken:
        raise PackProblems([Problem(path.name, 0, "syntax", f"not valid YAML: {broken}")]) from None


def _refuse_aliases_and_depth(file: str, text: str) -> None:
    depth = 0
    for count, event in enumerate(cast("Iterator[Any]", yaml.parse(text, Loader=_Loader))):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise PackProblems([Problem(file, line, "alias", "aliases (*name) are not allowed; write the value out")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or count > MAX_NODES:
            raise PackProblems([Problem(file, line, "too_deep", "nested too deeply or too long to be a pack")])


def _refuse_duplicate_keys(file: str, node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise PackProblems([Problem(file, line, "duplicate_key", f"the key {name!r} stands twice; keep one")])
            seen.add(name)
            _refuse_duplicate_keys(file, value)
    elif isinstance(node, yaml.SequenceNode):
        for child in cast("list[yaml.Node]", node.value):
            _refuse_duplicate_keys(file, child)


def _by_code(
    name: str, node: yaml.Node, plain: Any, lines: dict[tuple[str, str], tuple[str, int]], problems: list[Problem]
) -> dict[str, Any]:
    file = f"{name}.yaml"
    if not isinstance(node, yaml.SequenceNode):
        problems.append(Problem(file, 1, "shape", "must be a list of entries, each with a code"))
        return {}
    found: dict[str, Any] = {}
    for child, entry in zip(cast("list[yaml.Node]", node.value), cast("list[Any]", plain), strict=True):
        line = child.start_mark.line + 1
        fields = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
        code: Any = fields.get("code")
        if not isinstance(code, str):
            problems.append(
                Problem(file, line, "no_code", "an entry without a code; give it one (lower case, a-z, 0-9, _)")
            )
        elif code in found:
            problems.append(Problem(file, line, "duplicate_code", f"the code {code} is used twice; rename one of them"))
        else:
            found[code] = entry
            lines[(name, code)] = (file, line)
    return found


def _schema_problems(
    invalid: ValidationError, content: dict[str, Any], lines: dict[tuple[str, str], tuple[str, int]]
) -> Iterator[Problem]:
    for error in invalid.errors(include_url=False, include_input=False):
        place = [str(part) for part in error["loc"]]
        kind, code = place[0], place[1] if len(place) > 1 else place[0]
        file, line = lines.get((kind, code)) or lines.get((kind, kind)) or (f"{kind}.yaml", 1)
        yield Problem(file, line, "schema", f"{code}: {'.'.join(place[2:]) or 'entry'}: {error['msg']}")

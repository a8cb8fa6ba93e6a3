"""Mistakes in the catalogue of wordings (话术): a missing language, a template that does not render, placeholders that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import yaml
from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from knowledge.verifier.findings import Finding

LANGUAGES = frozenset({"zh", "en"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_PLACE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


class _Anything(str):
    """A value that stands for whatever a wording may be given: text, number, list or entry."""

    __slots__ = ()

    def __getattr__(self, name: str) -> _Anything:
        return self

    def __round__(self, places: int = 0) -> float:
        return 1.0

    def __float__(self) -> float:
        return 1.0

    def __int__(self) -> int:
        return 1

    def __gt__(self, other: object) -> bool:
        return True

    def __lt__(self, other: object) -> bool:
        return False

    def __ge__(self, other: object) -> bool:
        return True

    def __le__(self, other: object) -> bool:
        return True

    def __sub__(self, other: object) -> int:
        return 1

    def __rsub__(self, other: object) -> int:
        return 1


def faulty_wordings(folder: Path) -> Iterator[Finding]:
    """What is wrong in the *.yaml files of a folder of wordings."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    for path in sorted(folder.glob("*.yaml")):
        file = f"{folder.name}/{path.name}"
        text = path.read_text(encoding="utf-8")
        try:
            root = yaml.compose(text, Loader=_LOADER)
            plain: Any = yaml.load(text, Loader=_LOADER)
        except yaml.YAMLError as broken:
            yield Finding(file, 1, "syntax", f"not valid YAML: {broken}", file)
            continue
        if root is not None:
            yield from _within(file, "", root, plain, environment)


def _within(
    file: str, key: str, node: yaml.Node, value: Any, environment: ImmutableSandboxedEnvironment
) -> Iterator[Finding]:
    if not isinstance(node, yaml.MappingNode) or not isinstance(value, dict):
        return
    entry = cast("dict[str, Any]", value)
    if LANGUAGES & set(entry) and all(isinstance(inner, str) or inner is None for inner in entry.values()):
        yield from _entry(file, key, node.start_mark.line + 1, entry, environment)
        return
    for name, inner in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        yield from _within(file, f"{key}.{name.value}".lstrip("."), inner, entry.get(name.value), environment)


def _entry(
    file: str, key: str, line: int, entry: dict[str, Any], environment: ImmutableSandboxedEnvironment
) -> Iterator[Finding]:
    for language in sorted(LANGUAGES):
        if entry.get(language) is None:  # an empty text is said on purpose: nothing is shown in that language
            yield Finding(file, line, f"missing_{language}", f"{key} lacks {language}; add it", key)
    names: dict[str, frozenset[str]] = {}
    for language, text in entry.items():
        try:
            names[language] = _placeholders(str(text or ""), environment)
        except TemplateError as broken:
            yield Finding(file, line, "template", f"{key} in {language} does not render: {broken.message}", key)
        except (TypeError, ValueError, AttributeError) as broken:
            yield Finding(file, line, "template", f"{key} in {language} does not render: {broken}", key)
    if len(set(names.values())) > 1:
        shown = "; ".join(
            f"{language}: {', '.join(sorted(found)) or 'none'}" for language, found in sorted(names.items())
        )
        yield Finding(
            file, line, "placeholders_differ", f"{key} has other placeholders in each language ({shown})", key,
            severity="warning",
        )  # fmt: skip


def _placeholders(text: str, environment: ImmutableSandboxedEnvironment) -> frozenset[str]:
    """The names that a wording needs, after it was rendered once with something for each of them."""
    named = meta.find_undeclared_variables(environment.parse(text))
    values = {name: _Anything("1") for name in named}
    environment.from_string(text).render(values)
    return frozenset(named) | frozenset(_PLAIN_PLACE.findall(text))

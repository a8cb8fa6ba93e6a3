"""Where in its file the thing stands that a finding is about: the exact line, looked up only when there is a finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import yaml

from knowledge.load import LISTS, Sources
from knowledge.verifier.findings import Finding, Remark, plain

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lines:
    """The lines of one pack's folder; a file is read again only when something in it was found."""

    def __init__(self, folder: Path | None, sources: Sources | None) -> None:
        self._folder = folder
        self._sources = sources
        self._roots: dict[str, yaml.Node | None] = {}

    def finding(self, remark: Remark) -> Finding:
        """The remark with its file and line."""
        file, line = f"{remark.kind}.yaml", 1
        if self._sources is not None and remark.kind in LISTS and remark.entry:
            file, line = self._sources.of(remark.kind, remark.entry)
        shown = remark.counter_example
        return Finding(
            file=file,
            line=self._exact(remark, line),
            code=remark.code,
            message=remark.message,
            where=remark.where(),
            counter_example=None if shown is None else {fact: plain(value) for fact, value in shown.items()},
            severity=remark.severity,
        )

    def _exact(self, remark: Remark, line: int) -> int:
        node = self._root(remark.kind)
        if node is None:
            return line
        if remark.kind in LISTS:
            node = _step(node, remark.entry)
        for part in remark.path:
            inner = None if node is None else _step(node, part)
            if inner is None:
                break
            node, line = inner, inner.start_mark.line + 1
        return line

    def _root(self, kind: str) -> yaml.Node | None:
        if self._folder is None:
            return None
        if kind not in self._roots:
            path = self._folder / f"{kind}.yaml"
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            self._roots[kind] = yaml.compose(text, Loader=_LOADER)
        return self._roots[kind]


def _step(node: yaml.Node, part: str | int) -> yaml.Node | None:
    """Into a mapping by key; into a list by place, by the code of an entry, or by the text itself."""
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        return next((value for key, value in pairs if key.value == part), None)
    if isinstance(node, yaml.SequenceNode):
        items = cast("list[yaml.Node]", node.value)
        if isinstance(part, int):
            return items[part] if part < len(items) else None
        for item in items:
            if item.value == part:
                return item
            if isinstance(item, yaml.MappingNode):
                code = _step(item, "code")
                if code is not None and code.value == part:
                    return item
    return None

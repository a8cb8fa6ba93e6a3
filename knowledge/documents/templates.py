"""The texts that an administrator may change (文书模板): Jinja2, with so little of it that a text can only be a text.

A text is parsed, held against a list of what it may contain, and only then compiled, in Jinja2's immutable sandbox. No
calls, no arithmetic, no assignments, no inner loops, no attribute but the listed ones: what it takes to write it is
bounded by its length, and it reaches nothing but the words that it is given. `{name}` is short for `{{ name }}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from errors import PackError

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

Listed = Mapping[str, str]
Word = str | int | bool | tuple[Listed, ...]
Words = Mapping[str, Word]
"""What a text is filled with; a list can be gone through with `{% for one in items %}{{ one.name }}{% endfor %}`."""

LONGEST_SOURCE = 4_000
"""In characters: at this length the costliest text that is allowed takes half of 100 ms, its compiling included."""
LONGEST_RESULT = 64_000
DEEPEST = 24
"""How deep expressions and blocks may nest."""
ATTRIBUTES = frozenset({"name", "department", "text", "how", "due", "number", "basis", "first", "last", "index"})
"""What may follow a dot: the columns of lists, and whether a loop is at its first or last turn, with its number."""
FILTERS = frozenset({"length"})
_SHORT = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ALLOWED = frozenset({
    "Template", "Output", "TemplateData", "Name", "Const", "If", "For", "CondExpr", "Compare", "Operand", "And", "Or",
    "Not", "Getattr", "Filter",
})  # fmt: skip


class BrokenTemplate(PackError):
    """A text that can't be used: mend it where the message says."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """A text that contains nothing but what is allowed."""

    template: Template
    names: frozenset[str]


def render(text: str, words: Words) -> str:
    """The text filled with the words.

    Raises BrokenTemplate for one that is not allowed, names a word that there is not, or grows past LONGEST_RESULT.
    """
    if "{" not in text and "}" not in text:
        return text
    from jinja2 import TemplateError

    checked = _checked(text)
    pieces: list[str] = []
    length = 0
    try:
        for piece in checked.template.generate(words):
            length += len(piece)
            if length > LONGEST_RESULT:
                raise BrokenTemplate(f"a text grows past {LONGEST_RESULT} characters: shorten {text[:40]!r}")
            pieces.append(piece)
    except (TemplateError, TypeError, ValueError) as wrong:
        raise BrokenTemplate(f"a text can't be filled: {wrong}; mend {text[:40]!r}") from wrong
    return "".join(pieces)


def broken(text: str, known: frozenset[str]) -> str | None:
    """Why a text can't be used where these words are known; None when it can."""
    try:
        names = _checked(text).names
    except BrokenTemplate as wrong:
        return str(wrong)
    unknown = sorted(names - known)
    if unknown:
        return f"nothing fills {{{unknown[0]}}}; known are {', '.join(sorted(known))}"
    return None


@lru_cache(maxsize=1_000)
def _checked(text: str) -> _Checked:
    from jinja2 import TemplateError

    if len(text) > LONGEST_SOURCE:
        raise BrokenTemplate(f"a text of {len(text)} characters; it may have {LONGEST_SOURCE}")
    source = _SHORT.sub(r"{{ \1 }}", text)
    rest = _CODE.sub("", source)
    if "{" in rest or "}" in rest:
        raise BrokenTemplate(f"the braces do not match in {text[:40]!r}: write {{name}} or {{{{ name }}}}")
    environment = _environment()
    try:
        names = frozenset(_names(environment.parse(source), frozenset(), 0))
        return _Checked(environment.from_string(source), names)
    except (TemplateError, SyntaxError) as wrong:
        raise BrokenTemplate(f"a text can't be read: {wrong}; mend {text[:40]!r}") from wrong
    except RecursionError as wrong:
        raise BrokenTemplate(f"a text nests too deep: simplify {text[:40]!r}") from wrong


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_shown, cache_size=0)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    return environment


def _shown(value: object) -> str:
    """Only words and whole numbers can be written; a list is gone through."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError("only words and numbers can be written; go through a list with {% for one in … %}")
    return str(value)


def _names(node: nodes.Node, bound: frozenset[str], depth: int) -> Iterator[str]:
    """The words that a text needs. Raises BrokenTemplate for anything that it may not contain."""
    from jinja2 import nodes as kinds

    kind = type(node).__name__
    if kind not in _ALLOWED:
        raise BrokenTemplate(f"line {node.lineno}: {_said(kind)} is not allowed in a text")
    if depth > DEEPEST:
        raise BrokenTemplate(f"line {node.lineno}: a text may nest {DEEPEST} deep")
    match node:
        case kinds.Name(name=name, ctx=ctx):
            if ctx == "load" and name not in bound:
                yield str(name)
        case kinds.Getattr(attr=attribute, node=owner):
            if attribute not in ATTRIBUTES or not isinstance(owner, kinds.Name) or owner.name not in bound:
                raise BrokenTemplate(f"line {node.lineno}: .{attribute} is not allowed; after a dot may stand "
                                     f"{', '.join(sorted(ATTRIBUTES))}, of what a loop goes through")  # fmt: skip
        case kinds.Filter():
            _check_filter(node)
        case kinds.For():
            yield from _loop_names(node, bound, depth)
            return
        case _:
            pass
    for child in node.iter_child_nodes():
        yield from _names(child, bound, depth + 1)


def _check_filter(node: nodes.Filter) -> None:
    if node.name not in FILTERS or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
        raise BrokenTemplate(f"line {node.lineno}: |{node.name} is not allowed; a text may use "
                             f"{', '.join(sorted(FILTERS))}")  # fmt: skip


def _loop_names(node: nodes.For, bound: frozenset[str], depth: int) -> Iterator[str]:
    from jinja2 import nodes as kinds

    if bound:
        raise BrokenTemplate(f"line {node.lineno}: a loop within a loop is not allowed")
    if not isinstance(node.target, kinds.Name) or not isinstance(node.iter, kinds.Name) or node.recursive or node.test:
        raise BrokenTemplate(f"line {node.lineno}: a loop is written {{% for one in items %}} … {{% endfor %}}")
    yield str(node.iter.name)
    inner = frozenset({str(node.target.name), "loop"})
    for child in node.body:
        yield from _names(child, inner, depth + 1)
    for child in node.else_:
        yield from _names(child, bound, depth + 1)


def _said(kind: str) -> str:
    return {"Call": "a call", "Getitem": "[…]", "Assign": "set", "Test": "is"}.get(kind, kind)

"""A pack grown to many industries (行业扩容): clones under new codes, names and aliases, beside the one that is measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.pack import Industry, Pack, Text

_DIGITS = "零一二三四五六七八九"


def with_industries(pack: Pack, kept: Iterable[str], number: int) -> Pack:
    """The pack with so many industries: those that are kept, then clones of all in turn."""
    originals = list(pack.industries.values())
    industries = {code: pack.industries[code] for code in kept}
    for serial in range(number - len(industries)):
        clone = _clone(originals[serial % len(originals)], serial)
        industries[clone.code] = clone
    return pack.model_copy(update={"industries": industries})


def _clone(industry: Industry, serial: int) -> Industry:
    mark = "".join(_DIGITS[int(digit)] for digit in str(serial))
    name = Text(zh=f"{mark}号{industry.name.zh}", en=f"{industry.name.en or industry.code} No. {serial}")
    return industry.model_copy(
        update={"code": f"{industry.code}_{serial}", "name": name, "aliases": _aliases(industry.aliases, mark)}
    )


def _aliases(aliases: Sequence[str], mark: str) -> tuple[str, ...]:
    return tuple(f"{mark}号{alias}" for alias in aliases)

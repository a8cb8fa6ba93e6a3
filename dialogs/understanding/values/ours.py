"""What is ours (自家的) among what is told of others or of before: "隔壁叫好又多，我们叫家家福", "以前叫老吴面馆，现在叫…"."""

from __future__ import annotations

import re

from dialogs.understanding.values.folding import clauses
from dialogs.understanding.values.said import Said, asides

_OURS = re.compile(
    r"\s*(?:但是?|不过|而)?(?:我|咱|俺|自家|这边|店里|现在|如今|后来|今年|改|换|but |now |(?:and )?ours? |we |mine )",
    re.IGNORECASE,
)
"""What begins a clause that tells of this place and of now."""
_OTHERS = re.compile(r"^(?:我们?)?(?:房东|(?:楼[上下]|对门|边上|斜对面|同事|朋友|亲戚)[^，。；]{0,6}[家店铺户])")
_NOW = re.compile(r"现在|如今|后来|\bnow\b")
_BEFORE = re.compile(r"\b(?:before|used|formerly|previously|first|had)\b|之前|以前|原来|原先|本来|起初")
_ENGLISH_LEAD = 10
"""Characters before "next door" and the like: "the shop next door"."""
_OUR_OWN = re.compile(
    r"^(?:但是?|不过|而)?(?=[我咱俺现如后])(?:(?:我们?|咱们?|俺们?)(?:家|店|这边|这里|这)?的?)?(?:现在|如今|后来)?(?=[叫是用写做改换])|"
    r"^(?:ours? (?:is|are|says|reads)|we(?:'re| are) (?:called|with|on)) "
)


def ours(said: Said) -> str | None:
    """What is left of a message without clauses about others or before; None where there are none, or nothing is left."""
    spans = clauses(said.folded)
    if len(spans) < 2:
        return None
    others = {span for span in spans if _is_aside(span, said)}
    left = [span for span in spans if span not in others]
    if not others or not left or _OURS.match(said.folded, left[0][0]) is None:
        return None
    start, end = left[0][0], left[-1][1]
    lead = _OUR_OWN.match(said.folded[start:end])
    return said.text[start + (lead.end() if lead is not None else 0) : end].strip()


def _is_aside(span: tuple[int, int], said: Said) -> bool:
    words = said.folded[slice(*span)]
    if _OTHERS.match(words) is not None:
        return True
    if _BEFORE.search(words) is not None and _NOW.search(words) is None:
        return True
    return any(
        start <= span[0] + (_ENGLISH_LEAD if words.isascii() else 2) and span[1] <= end
        for start, end in asides(said.folded)
        if start >= span[0]
    )

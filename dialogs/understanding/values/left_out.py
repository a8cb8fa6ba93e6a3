"""What a scope leaves out (不做的): where a list of what is made, sold or treated ends, and a clause says what is none of it."""

from __future__ import annotations

import re

_DOES = r"(?:看|做|卖|供|批发?|收|接|碰|搞|弄|开展?|设|送|带|教|进|治|印|经营|提供|对外|往外)"
_NOT = r"(?:不|没有?|冇|莫)(?!含|包括|包含|涉及|锈|干胶|得|动产)"
_LEFT_OUT = re.compile(
    rf"[^、]{{0,12}}?(?:就|都|也|我们?|暂时|目前|还|是)*{_NOT}(?:敢|想|会|能|让|往外|对外|再)*{_DOES}[^、]{{0,8}}|"
    r"没有[^、]{2,8}|[^、]{1,10}(?:没有|没得|冇得|不行)(?:的|了)?|[^、]{1,10}?(?:就|都)?只(?:在|是|供|能)?(?:店里|门店|本店|店内|堂食|自己)[^、]{0,4}|"
    r"(?:but )?(?:no|not|without|nothing)\b.{2,40}|(?:but )?we (?:don'?t|do not|won'?t) .{2,40}|"
    r"[a-z ]{2,30} (?:we (?:don'?t|do not)(?: \w+)?|not)",
    re.IGNORECASE,
)
"""A clause about what is not made, sold or treated ("外科不敢看", "面包只在店里卖", "no lenses")."""
_CLAUSE = re.compile(r"[，；;。]\s*|,\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\s(?=but (?:no|not|we)\b)")
_SHORTEST = 2


def without_left_out(text: str) -> str | None:
    """The scope before the clauses that leave something out; None where there are none, or nothing stands before them."""
    words = text.rstrip(" 。.!！，,")
    marks = list(_CLAUSE.finditer(words))
    end, until = len(words), len(words)
    for mark in reversed(marks):
        if _LEFT_OUT.fullmatch(words[mark.end() : until].strip()) is None:
            break
        end = until = mark.start()
    scope = words[:end].strip()
    return scope if end < len(words) and len(scope) >= _SHORTEST and _LEFT_OUT.fullmatch(scope) is None else None

"""Changes asked for politely (客气的改口): corrections in the form of a question ("能不能改成邮寄", "反悔行不，还是走普通程序")."""

from __future__ import annotations

import re

from dialogs.understanding.heard import Context, Heard

_ASKED_FOR = re.compile(
    r"(?:能不能|能否|可不可以|可以|可否|能|麻烦|帮我)[^，。；如]{0,8}?(?:改|换)(?:成|为|到|回)(?!.{0,20}(?:多久|多少|要钱|收费|影响|怎|罚|晚))|"
    r"\b(?:can|could|may) (?:you|i|we) (?:please |just )?(?:change|switch)\b[^?]{1,40} to "
)
"""That the value which follows is to hold from now on."""
_SETTLED = re.compile(r"还是(?=[不走选按用寄邮办自改去][一-鿿])|\b(?:i'?d|we'?d|i would|we would) rather\b")
"""What is decided on, whatever the clauses beside it ask."""


def is_polite_change(amended: Heard, said: Context) -> bool:
    """Whether a correction that sounds like a question says what is to hold instead of something known."""
    if not any(code in said.known and said.known[code] != value for code, value in amended.facts.items()):
        return False
    if _ASKED_FOR.search(said.folded) is not None:
        return True
    return any(_SETTLED.search(clause.words) for clause in said.clauses if not clause.asks)

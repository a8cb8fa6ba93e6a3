"""What the numbers of a message come to (数里算出来的): what is left of a sum, so many times one, or those who were added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dialogs.understanding.values.amount_cues import TOTAL
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import clause_at
from dialogs.understanding.values.quantities import Measure, Quantity
from dialogs.understanding.values.standing import MOST_NUMBERS, ahead_of

_TAKEN_OUT = re.compile(
    r"[拆砍减删撤坏停关封占当留拿改走辞]|过期|失效|作废|吊销|没(?:过|年)审|做成|用来|除[去掉了]|不算|不[能租对]|自[己家用住]|员工(?:住|自?用|宿舍)|"
    r"\b(?:took|taken|out|less|minus|closed|except|left|use|live|for (?:staff|us|ourselves|storage))\b"
)

_OF_ONE = re.compile(r"(?:每|一|1)\s?[个间层桌张台班排罐只楼]|\b(?:each|per|every)\b")
_CAN = re.compile(r"(?:能|可以|对外|剩下?|实际|有效)[^，。；\d]{0,6}$")
_BEFORE = re.compile(
    r"以前|原来|原先|原本|本来|之前|从前|当初|去年|开始|\b(?:had|before|originally|used to|last year)\b"
)
_JOINED = re.compile(
    r"(?:招|请|聘|雇|来|加|添|买|进|装|隔|租)了?\s?$|\b(?:hired|added|took on|bought|got|another|more)(?: another)?\s?$"
)
"""以前3个，又招了2个"""
_ONLY_ME = re.compile(r"(?:就|只有|只)(?:是|有)?我|\b(?:just|only) me\b")
_FEWEST = 2
"""Parts that a sum has at least."""
_COUNTED = frozenset({Measure.COUNT, Measure.NONE, Measure.OTHER})


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that is said to be what those before it come to."""

    whole: Quantity
    parts: tuple[Quantity, ...]


def added_up(folded: str) -> Sum | None:
    """The number that words say is what all counts before it come to, where it is ("技师18个，搓澡师傅4个，加起来22个")."""
    counted = [q for q in joined(folded) if q.measure in (Measure.COUNT, Measure.NONE)]
    for at, whole in enumerate(counted[:MOST_NUMBERS]):
        parts = counted[:at]
        if at < _FEWEST or any(q.low != q.high for q in (*parts, whole)) or not TOTAL.search(folded[: whole.start]):
            continue
        if sum(q.low for q in parts) == whole.low:
            return Sum(whole, tuple(parts))
    return None


def what_is_left(fitting: Sequence[Quantity], folded: str) -> Quantity | None:
    """The last number, where it is the first without those taken from it ("12间，一间改成布草房了，能住人的11间")."""
    last, known = fitting[-1], joined(folded)
    if known[-1] is not last or last.low != last.high or not 2 < len(known) <= MOST_NUMBERS:
        return None
    ahead = [q for q in known[:-1] if q.low == q.high]
    for at, part in enumerate(ahead[1:], start=1):
        alike = [q for q in ahead[:at] if q.measure in (last.measure, Measure.NONE) or last.measure is Measure.NONE]
        wholes = {*(q.low for q in alike), sum(q.low for q in alike)}  # "二楼6间三楼6间，有一间堆东西，能住的11间"
        if part.low > 0 and last.low + part.low in wholes and _says_so(last, folded):
            return last
    return None


def _says_so(last: Quantity, folded: str) -> bool:
    """Whether words take a part away, or lead to what is left."""
    return _TAKEN_OUT.search(folded[: last.start]) is not None or _CAN.search(ahead_of(last, folded)) is not None


def what_it_makes(fitting: Sequence[Quantity], folded: str) -> Quantity | None:
    """The last number, where it is so many times what one of them has ("一个班15个，开两个班，30个托位")."""
    last, known = fitting[-1], joined(folded)
    if known[-1] is not last or last.low != last.high or not 2 < len(known) <= MOST_NUMBERS:
        return None
    ones = [q for q in known[:-1] if q.low == q.high > 1]
    makes = any(one.low * other.low == last.low for one, other in pairwise(ones))
    return last if makes and _OF_ONE.search(folded[: last.start]) else None


def with_those_added(folded: str, *, counts_people: bool) -> float | None:
    """The former ones and those who came since, or what is said to be their sum ("兽医原来就我，今年招了一个，两个")."""
    known = [q for q in joined(folded) if q.measure in _COUNTED]
    if not known or len(known) > 3 or any(q.low != q.high for q in known):
        return None
    start, _ = clause_at(folded, known[0].start)
    if counts_people and (me := _ONLY_ME.search(folded, 0, known[0].start)) is not None:
        former, start, since = 1.0, clause_at(folded, me.start())[0], known
    else:
        former, since = known[0].low, known[1:]
    if not since or _BEFORE.search(folded, start, known[0].start) is None:
        return None
    if _JOINED.search(ahead_of(since[0], folded)) is None:
        return None
    total = former + since[0].low
    return total if len(since) == 1 or (len(since) == 2 and since[1].low == total) else None

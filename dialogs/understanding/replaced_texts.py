"""Texts that replace a known one (改名), which is said not to hold: "不叫小林奶茶了，改叫林间茶铺"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.understanding.announced_values import ASKS_TO_CHANGE, without_since
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.values.folding import fold
from knowledge.pack import Fact
from knowledge.values import Value

_SHORTEST = 2
_NO_LONGER = re.compile(
    r"(?:不(?:再)?(?:是|叫|用|写|挂|印|卖|做|进)(?:的是|的|叫)?|别(?:写|用|叫)|没叫|原来(?:是|叫|写)?|以前(?:是|叫|写)?|"
    r"\bnot|\bno longer|\bno more|\binstead of|\brather than)"
    r"\s?[“\"'「《]?$"
)
"""What stands before the text that does not hold."""
_IS_GONE = re.compile(
    r"[”\"'」》\s]*(?:都|就|也|现在|以后)?(?:不(?:再)?|没(?:再)?)(?:进|卖|做|要|用|叫|经营|销售|代理|供)[了啦]"
)
"""What stands behind it ("助听器不进了")."""
_LEAD = re.compile(
    r".*?(?:改|换|现在|以后|主要|打算|准备)(?:成|为|做)?(?:主要)?(?:卖|做|进|经营|销售|代理|上)(?:的是)?(?=\S{2})|"
    r".*?\b(?:will|'ll|going to|now|only) (?:sell|stock|carry|offer)\b\s*|"
    r".*?(?:改|换|现在|应该|应当|要|就|而)*(?:叫做?|[写用印签装拉办定]|是|成|为)(?:成|为|的是|做|[的了](?!是))?[:：\s]*(?=\S{2})|"
    r".*?\b(?:(?:should|will|must|to) )?(?:says?|reads?|be|is|it['’]s|called|named|to)\b[:\s]+",
    re.IGNORECASE,
)
"""What leads to the one that holds."""
_CLAUSE = re.compile(
    r"[，,。；;！!\n]|\s(?:but|and)\s|(?<=了)\s|(?<=[一-鿿])\s(?=(?:不|别|没|而|原来|以前)[是叫用写要]?[一-鿿])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[”\"'」》\s]*(?:而?是|改|应|but|it's)")
_EDGES = " ，,。.；;！!“”\"'「」《》"


def replaced(
    text: str, facts: Mapping[str, Fact], known: Mapping[str, Value], around: Surroundings
) -> tuple[str, Reading] | None:
    """The known text that is said to be wrong, with what stands in its place; to be confirmed."""
    folded = fold(text)
    for code, value in known.items():
        fact = facts.get(code)
        if fact is None or fact.type != "text" or not isinstance(value, str) or len(value) < _SHORTEST:
            continue
        at = folded.find(fold(value))
        gone = at >= 0 and _IS_GONE.match(folded, at + len(value)) is not None
        if at < 0 or not (gone or _NO_LONGER.search(folded[:at])):
            continue
        if _GOES_ON.match(folded, at + len(value)) is not None:
            continue  # "不是张伟是章玮" says both in one clause
        clauses = [part.strip(_EDGES) for part in _CLAUSE.split(text) if fold(value) not in fold(part)]
        clauses = [part for part in clauses if ASKS_TO_CHANGE.fullmatch(part.lower()) is None]
        led = [(part, lead) for part in clauses if (lead := _LEAD.match(part)) is not None]
        new = [part[lead.end() :].strip(_EDGES) for part, lead in led] or [part for part in clauses if part]
        readings = [one for words in new if isinstance(one := read(fact, without_since(words), around), Reading)]
        if len(readings) == 1 and readings[0].value != value:
            return code, Reading(readings[0].value, certain=False)
    return None

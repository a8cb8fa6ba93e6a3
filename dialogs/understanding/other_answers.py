"""The other answer (改口): a yes or no that is repeated only to say that it does not hold ("之前说不卖烟，现在想卖了")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.said import said as as_said
from dialogs.understanding.values.words import words_of
from dialogs.understanding.values.yes_no_facts import yes_no_reader
from knowledge.pack import Fact
from knowledge.values import Value

_SAID = re.compile(
    r"(?:刚才?|刚刚|前面|上面|之前|先前|前头|开头|开始)我?(?:是|就)?(?:说过?|讲过?|填|写|选|答|报|点)(?:的(?:是)?|了)?|^(?:我)?说过|"
    r"\b(?:earlier |before |first )?i (?:said|told you|wrote|put|answered|ticked)(?: that| earlier| before)?\b"
)
_BECOMES = re.compile(r"^.*?(?:[改换](?:成|为|回)|应该是|其实|实际上?|还是|现在|actually|in fact)\s*")
_LAST_ONE = re.compile(
    r"(?:刚才|刚刚|刚|前面|上面|上)一?(?:那?[个题道项条]|的)?(?:问题)?我?(?:应该|应当|其实|要|该)(?:是|选|答|填|说|改成?)*"
    r"(?:(?P<yes>有的?|是的?|对的?|要的?)|没有?|没得|不是的?|不|否|无|不要)[吧的啊哈哦呢了]*[。!]?"
)
_NOT_ONLY = re.compile(r"不(?:仅仅?|[光只止单])(?:是|卖|有|做|进)")
_WRONG = re.compile(r"错了|不对|\b(?:wrong|mistake|not true|not right|incorrect)\b")


def other_answer(said: Context, facts: Mapping[str, Fact]) -> Heard | None:
    """The opposite of a known yes or no which the message repeats and takes back; to be confirmed."""
    for clause, later in zip(said.clauses, _later(said.clauses), strict=True):
        cue = _SAID.search(clause.words)
        if cue is None or not later or any(one.asks for one in later):
            continue
        repeated = (clause.words[: cue.start()] + clause.words[cue.end() :]).strip()
        for code, value in said.known.items():
            fact = facts.get(code)
            if fact is None or not isinstance(value, bool) or code == said.asked_code:
                continue
            if _finds(fact, repeated, said.around) == value and _holds(fact, later, said.around, not value):
                return Heard(Intent.CORRECTION, {code: not value}, confirm=frozenset({code}))
    return None


def last_one(said: Context, facts: Mapping[str, Fact]) -> Heard | None:
    """The other one of the only known yes or no, where a message says so of the answer before ("刚刚那个应该是没有")."""
    found = _LAST_ONE.fullmatch(said.folded)
    known = {code: value for code, value in said.known.items() if isinstance(value, bool) and code in facts}
    if found is None or len(known) != 1 or said.asked_code in known:
        return None
    code, value = known.popitem()
    holds = found["yes"] is not None
    return None if holds is value else Heard(Intent.CORRECTION, {code: holds}, confirm=frozenset({code}))


def not_only(said: Context, facts: Mapping[str, Fact]) -> Heard | None:
    """The no to a known "only" which the message denies ("还要进点散称的，不光卖包装的")."""
    denying = [clause.words for clause in said.clauses if _NOT_ONLY.search(clause.words) and not clause.asks]
    for code, value in said.known.items() if denying else ():
        fact = facts.get(code)
        if fact is None or value is not True or code == said.asked_code:
            continue
        only = words_of(code).where_only.items()
        if any(_lists(facts[listed], words, said.around) <= {*some} for listed, some in only for words in denying):
            return Heard(Intent.CORRECTION, {code: False}, confirm=frozenset({code}))
    return None


def _lists(fact: Fact, words: str, around: Surroundings) -> set[str]:
    """The choices that words name; one that is none where they name none."""
    reading = read(fact, _NOT_ONLY.sub("", words), around)
    value = reading.value if isinstance(reading, Reading) else None
    return {str(choice) for choice in value} if isinstance(value, tuple) and value else {""}


def _later(clauses: Sequence[Segment]) -> list[Sequence[Segment]]:
    return [clauses[index + 1 :] for index in range(len(clauses))]


def _finds(fact: Fact, words: str, around: Surroundings) -> Value | None:
    """What words that name the fact say of it."""
    found = yes_no_reader(fact).find(as_said(words), around)
    return found[0].value if found else None


def _holds(fact: Fact, later: Sequence[Segment], around: Surroundings, value: Value) -> bool:
    """Whether what follows says the other one, or that the old one is wrong."""
    words = [_BECOMES.sub("", one.words) for one in later]
    readings = [read(fact, one, around) for one in words if one]
    values = {one.value for one in readings if isinstance(one, Reading)}
    return values == {value} or (not values and any(_WRONG.search(one.words) for one in later))

"""What is told otherwise than before (改口), without words of correction; all of it is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import MOST_BESIDES, TOLD_AGAIN, TOLD_PERHAPS, is_clear, told_value
from dialogs.understanding.message_cues import BESIDE_A_NUMBER
from dialogs.understanding.numbers_asked import is_rather_asked
from dialogs.understanding.reading import Reading, read, ruled_out
from dialogs.understanding.tellings import Tellings
from dialogs.understanding.values.name_places import SENDS_ME
from knowledge.pack import CHOSEN, NUMERIC, Fact
from knowledge.values import Value

SHORTEST_NAMING = 2
"""Characters beside a number that say what it counts."""
_SAID_WRONG = re.compile(
    r"^[^:：]*(?:mistake|wrong|correction|sorry|错|不对|更正)[^:：]{0,12}[:：]\s*(?=\S)", re.IGNORECASE
)
"""What leads to what holds instead ("I made a mistake: we do sell online")."""
_ADMITTING = re.compile(
    r"(?:哎呀?|啊|等下|不好意思|sorry)?[，, ]*(?:我|刚才|刚刚|刚|前面|之前|先前|上面|那个|可能|都|又)*"
    r"(?:说|讲|搞|弄|填|写|选|答|点|记|报|看)(?:的)?"
    r"(?:错|混|反|岔|漏)[了啦喽咯哈]*",
    re.IGNORECASE,
)
"""A clause that only says that something was said amiss."""
_ON_SECOND_THOUGHT = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,4}说)?(?:那|我|我们)?(?:还是|要不|干脆|算了)(?=[\u4e00-\u9fff]{2})"
)
"""What stands before a change of mind ("老板说还是寄过来")."""
_PUTS_OFF = re.compile(
    r"先(?:停|歇|放|到这|这样)|暂停|(?:晚[上点]|明天|后天|下午|回头|改天|等下|等会儿?|过会儿?|待会儿?|一会儿?|有空)我?再?(?:接着|继续|来|弄|搞|填|说|办)+(?:吧|哈|啊|了)?$|"
    r"\b(?:pause|(?:come|be|get) back|carry on|continue|finish|do) (?:\w+ ){0,2}(?:later|tonight|tomorrow|afterwards)\b"
)
"""That it goes on later ("现在忙，晚上再弄"): who stops now tells nothing otherwise."""
_BESIDES = re.compile(r"[也还加补添增]|另外|\b(?:also|too|as well|add)\b")
"""What is said of choices is said beside the known ones."""


def retold(heard: Heard, said: Context, known: Tellings, facts: Mapping[str, Fact], used: frozenset[str]) -> Heard:
    """A correction that gives nothing known another value, with what its clauses tell of something known; to be confirmed."""
    changed = [code for code, value in heard.facts.items() if code in said.known and said.known[code] != value]
    if not changed and (other := exchanged(said, facts)) is not None:
        return other
    if changed or heard.industry is not None or not said.known:
        return heard
    clauses = [said.text[clause.start : clause.end] for clause in said.clauses[:MOST_BESIDES] if not clause.asks]
    clauses = [_SAID_WRONG.sub("", clause) for clause in clauses]
    stating = [clause for clause in clauses if not _ADMITTING.fullmatch(clause)]
    clauses = stating or clauses
    about_it = clauses[:1] if heard.facts else clauses  # the value is heard already
    told = [
        one.fact for one in known.facts_told(about_it, used.union(said.known)) if one and is_clear(one, TOLD_PERHAPS)
    ]
    if said.known.keys().isdisjoint(told) and len(clauses) > 1 and not heard.facts:
        joined = known.facts_told(["".join(clauses)], used.union(said.known))
        told += [one.fact for one in joined if one and is_clear(one, TOLD_PERHAPS)]
    same = next((code for code in heard.facts if code in said.known), None)
    if same is None and not heard.facts.keys().isdisjoint(told):
        return _doubtful(heard, said, facts)  # of something that was never said before
    about = next((code for code in told if code in said.known), None)
    together = "".join(clauses) if len(clauses) > 1 else None  # "那个书，我们不卖了，之前讲错"
    parts = clauses if together is None else [*clauses, together]
    # what is heard as it was before is perhaps only beside what is told: "供的品种写错了，是蛋挞" where pastry is known
    for code in [heard.target] if heard.target in said.known else [same, about]:
        values = [] if code is None else [told_value(facts[code], words, known, said.around) for words in parts]
        value = next((one for one in values if one is not None and code is not None and one != said.known[code]), None)
        if code is not None and value is not None:
            value = _beside_known(value, said.known[code], facts[code], said)
            return replace(heard, facts={code: value}, confirm=frozenset({code}), target=None)
    return _doubtful(heard, said, facts)


def _doubtful(heard: Heard, said: Context, facts: Mapping[str, Fact]) -> Heard:
    """A correction of what was never said is rather one of something else, unless it is a number that names its fact."""
    strays = {
        code for code in heard.facts if code not in said.known and facts[code].type in ("text", "boolean", "choice")
    }
    return replace(heard, confirm=heard.confirm | strays) if strays else heard


def _beside_known(value: Value, before: Value, fact: Fact, said: Context) -> Value:
    """Choices that are told beside those known already ("托育也做")."""
    if not isinstance(value, tuple) or not isinstance(before, tuple) or not _BESIDES.search(said.folded):
        return value
    return tuple(choice.code for choice in fact.choices if choice.code in {*value, *before} and choice.code != "none")


def told_again(said: Context, known: Tellings, facts: Mapping[str, Fact]) -> Heard | None:
    """A message that tells something known otherwise, and nothing of what was asked ("邮寄算了，我自己去窗口拿"); to be confirmed."""
    others = frozenset(said.known).intersection(facts).difference(() if said.asked is None else (said.asked.code,))
    clauses = said.clauses[:MOST_BESIDES]
    if not others or said.industry is None or any(clause.asks or _PUTS_OFF.search(clause.words) for clause in clauses):
        return None
    asked = frozenset[str]() if said.asked is None else frozenset({said.asked.code})
    words = [_ON_SECOND_THOUGHT.sub("", said.text[clause.start : clause.end]) for clause in clauses]
    told = known.facts_told(words, others | asked)
    if any(one is not None and one.fact in asked for one in told):
        return None
    for at, one in enumerate(told):
        if one is None or not is_clear(one, TOLD_AGAIN):
            continue
        fact = facts[one.fact]
        if fact.type in NUMERIC and len(BESIDE_A_NUMBER.sub("", words[at])) < SHORTEST_NAMING:
            continue  # a bare "一百二十平" names nothing
        if is_rather_asked(fact, words[at], said.asked, said.around):
            continue
        if fact.type == "text" and SENDS_ME.search(words[at].lower()):
            continue  # "老板喊我来填，我叫…" tells nothing of the 老板
        for part in words[at:]:
            value = told_value(fact, part, known, said.around)
            if value is not None and value != said.known[one.fact]:
                value = _beside_known(value, said.known[one.fact], fact, said)
                return Heard(Intent.CORRECTION, {one.fact: value}, confirm=frozenset({one.fact}))
    return None


def exchanged(said: Context, facts: Mapping[str, Fact]) -> Heard | None:
    """A message that rules out a known choice and names what there is instead ("不做动物医院了 就做诊所"); to be confirmed."""
    if any(clause.asks for clause in said.clauses):
        return None
    found: dict[str, Value] = {}
    for code, before in said.known.items():
        fact = facts.get(code)
        if fact is None or fact is said.asked or fact.type not in CHOSEN or not fact.choices:
            continue
        gone = ruled_out(fact, said.text) & {*(before if isinstance(before, tuple) else (before,))}
        reading = read(fact, said.text, said.around) if gone else None
        if not isinstance(reading, Reading) or not reading.certain or reading.value == before:
            continue
        value = reading.value
        if isinstance(value, tuple) and isinstance(before, tuple):
            value = tuple(one.code for one in fact.choices if one.code in {*value, *before} - gone)
        found[code] = value
    if len(found) != 1:
        return None
    return Heard(Intent.CORRECTION, found, confirm=frozenset(found))

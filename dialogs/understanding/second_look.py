"""A second look (复核): what was heard of a message, against which facts it speaks of.

Something known that is said otherwise, of which nothing was heard, becomes a correction; what is told beside other facts is
filled in; a value of a fact that the message hardly speaks of is doubted. All of it is to be confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from dialogs.understanding.correction_cues import speaks_of_error
from dialogs.understanding.doubts import doubted, without_numbers_of_names
from dialogs.understanding.filled_in import filled_in, yes_or_no
from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import told_value
from dialogs.understanding.segments import segments
from dialogs.understanding.spoken import Spoken
from dialogs.understanding.tellings import Tellings
from knowledge.pack import Fact
from knowledge.values import Value

OF_KNOWN = 0.3
"""How plainly a message must speak of something known to be a correction of it."""
OF_KNOWN_ALONE = 0.15
"""The same of a yes or no where nothing else was heard."""
MOST_ABOUT = 2
RATHER = 0.2
"""How much more than of what was asked."""
SURELY = 0.4
"""The same where it sounds like a wish or a question."""
OF_NOTHING_ELSE = 0.6
"""How plainly it must speak of a yes or no that is only said to be wrong."""
PLAINER = 0.15
"""How much more plainly than of what seemed to be corrected."""
CLEARLY = 0.12
"""How much likelier than the other one, and than neither, a yes or no must be that takes the place of a known one."""
_HEARD_LITTLE = frozenset({Intent.ANSWER, Intent.UNKNOWN, Intent.CORRECTION, Intent.YES, Intent.NO})
_SOUNDS_LIKE = frozenset(
    {Intent.QUESTION, Intent.WITHDRAW, Intent.PAUSE, Intent.COMPLAINT, Intent.SKIP, Intent.BACK, Intent.RESTART}
)


def looked_over(heard: Heard, spoken: Spoken, facts: Mapping[str, Fact], tellings: Tellings) -> Heard:
    """What was heard, with what is known said otherwise, and with doubts."""
    if not spoken.of or heard.permit is not None:
        return heard
    heard = _as_correction(heard, spoken)
    otherwise = _said_otherwise(heard, spoken, facts, tellings) or _of_the_plainer(heard, spoken, facts, tellings)
    if otherwise is not None:
        return otherwise
    filled = filled_in(doubted(heard, spoken, facts, tellings), spoken, facts, tellings)
    return without_numbers_of_names(filled, spoken, facts)


def _said_otherwise(heard: Heard, spoken: Spoken, facts: Mapping[str, Fact], tellings: Tellings) -> Heard | None:
    """A correction of what is known, where nothing of that kind was heard ("攀岩墙老板说不上了" while the storey is asked)."""
    asked = spoken.asked_code
    if _changed(heard, spoken):
        return None
    told = {code for code, value in heard.facts.items() if code != asked and spoken.known.get(code) != value}
    if not told <= heard.confirm:
        return None  # "后厨面积改成45平" tells that, whatever else is known
    about = _known_spoken_of(heard, spoken, told)
    if not about:
        return None
    parts = segments(spoken.folded)
    sounds_like = heard.intent in _SOUNDS_LIKE and not any(part.asks for part in parts)
    if heard.intent not in _HEARD_LITTLE and not (sounds_like and spoken.plainly(about[0]) > SURELY):
        return None
    for fact in (facts[code] for code in about if code in facts):
        if fact.type != "boolean" and spoken.plainly(fact.code) < OF_KNOWN:
            continue  # in "上一个不对" there is a number too
        value = _otherwise(fact, spoken, tellings)
        if value is not None:
            return Heard(Intent.CORRECTION, {fact.code: value}, confirm=frozenset({fact.code}))
    plainly = spoken.plainly(about[0]) >= OF_KNOWN  # "上一个不对" is of anything
    if heard.facts or heard.target is not None or not plainly or not speaks_of_error(spoken.folded):
        return None
    return Heard(Intent.CORRECTION, target=about[0])  # "信用代码发成另一家店的了，等下重新发"


def _as_correction(heard: Heard, spoken: Spoken) -> Heard:
    """What sounds like a question but tells something known otherwise ("could you fix two numbers? doctors 4, nurses 5")."""
    changed = _changed(heard, spoken)
    if heard.intent is not Intent.QUESTION or (heard.faq is not None and heard.faq.sure) or not changed:
        return heard
    if max(map(spoken.plainly, changed)) <= SURELY:
        return heard
    return replace(heard, intent=Intent.CORRECTION, faq=None, confirm=heard.confirm | changed)


def _of_the_plainer(heard: Heard, spoken: Spoken, facts: Mapping[str, Fact], tellings: Tellings) -> Heard | None:
    """What is corrected, where the message speaks more plainly of it than of what seemed to be ("不是只卖预包装": food is sold)."""
    changed = _changed(heard, spoken)
    if not changed or not changed <= heard.confirm:
        return None
    least = max(SURELY, max(map(spoken.plainly, changed)) + PLAINER)
    closed = {spoken.asked_code, *heard.facts}
    for code in sorted(spoken.known.keys() - closed, key=spoken.plainly, reverse=True)[:MOST_ABOUT]:
        if spoken.plainly(code) < least or code not in facts:
            break
        value = _otherwise(facts[code], spoken, tellings)
        if value is not None:
            kept = {one: told for one, told in heard.facts.items() if one not in changed}
            confirm = heard.confirm - changed | {code}
            return replace(heard, intent=Intent.CORRECTION, facts={**kept, code: value}, confirm=confirm)
    return None


def _changed(heard: Heard, spoken: Spoken) -> frozenset[str]:
    """What was heard of known facts that was said otherwise before."""
    known = spoken.known
    return frozenset(code for code, value in heard.facts.items() if code in known and known[code] != value)


def _known_spoken_of(heard: Heard, spoken: Spoken, told: Collection[str]) -> list[str]:
    """What is known and more plainly spoken of than what was asked or heard, the most plainly first; two at most."""
    least = max([OF_KNOWN if heard.facts else OF_KNOWN_ALONE, *(spoken.plainly(code) for code in told)])
    asked = spoken.asked_code
    least = least if asked is None else max(least, spoken.plainly(asked) + RATHER)
    others = [code for code in spoken.known if code != asked and spoken.plainly(code) >= least]
    return sorted(others, key=spoken.plainly, reverse=True)[:MOST_ABOUT]


def _otherwise(fact: Fact, spoken: Spoken, tellings: Tellings) -> Value | None:
    """What a message that speaks of something known says of it that was not said before, as a whole or in one of its clauses."""
    before = spoken.known[fact.code]
    if fact.type == "boolean":
        value = yes_or_no(fact.code, spoken.text, tellings, CLEARLY)
        if value is None and spoken.plainly(fact.code) > OF_NOTHING_ELSE and speaks_of_error(spoken.folded):
            return not before  # "前面答反了": there is only one other answer
        return None if value == before else value
    parts = (spoken.text[part.start : part.end] for part in segments(spoken.folded))
    values = (told_value(fact, words, tellings, spoken.around) for words in dict.fromkeys((spoken.text, *parts)))
    return next((value for value in values if value not in (None, before)), None)

"""Known answers (常见答法) beside what was read: they fill what nothing was heard in, and doubt what they contradict.

Whatever they say is to be confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dialogs.understanding.correction_cues import speaks_of_error, without_old
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.message_cues import NAME
from dialogs.understanding.reading import Reading, Surroundings, Unclear, denied, is_settled, read, ruled_out
from dialogs.understanding.tellings import Meant, Tellings, Told, named
from dialogs.understanding.values.folding import fold, says_dont_know
from dialogs.understanding.values.names import name_beside
from dialogs.understanding.values.quantities import Measure, quantities
from dialogs.understanding.values.ruled_out import is_no_choice
from dialogs.understanding.values.said import any_of, without_asides
from dialogs.understanding.values.words import words_of
from dialogs.understanding.values.yes_no_cues import (
    ENDS_WITH_NO,
    GONE_SINCE,
    MUST,
    NEVER,
    NOT_AFTER_ALL,
    NOT_ALL_OF_IT,
    PART_OF_IT,
    UNWILLING,
)
from dialogs.understanding.values.yes_no_turns import BOTH_WAYS
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

LONGEST_YES = 5
"""Characters of a yes or no that does not name what it is about; longer clauses say something else."""
LONGER_IN_ENGLISH = 5
"""How many times as many characters as Chinese needs."""
Enough = tuple[float, float]
"""The score from which something is like what is known, and the lead from which it is like one thing only."""

MEANT: Enough = (0.33, 0.18)
"""An answer in which nothing was heard, to be taken for what it is most like."""
MEANT_LISTED: Enough = (0.36, 0.2)
"""One part of a list."""
MEANT_RATHER: Enough = (0.45, 0.3)
"""An answer that seemed to be something else."""
MEANT_AGAINST: Enough = (0.45, 0.45)
"""An answer that was read with certainty as the other one of yes and no."""
TIED = 0.01
"""A lead below which words are as much like one choice as like another, so that neither contradicts what was read."""
MEANT_PLAINLY: Enough = (0.55, 0.35)
"""An answer that nothing but this question can have."""
TOLD_PERHAPS: Enough = (0.2, 0.08)
"""A clause that plainly answers the question about the fact, to tell that fact."""
TOLD_ELSEWHERE: Enough = (0.65, 0.5)
"""A part of a list, to be none of it."""
TOLD_AGAIN: Enough = (0.4, 0.3)
"""A clause that tells something that was said before."""
TOLD_SURELY: Enough = (0.5, 0.3)
"""A clause that could be a question or a wish."""
MOST_BESIDES = 8
"""Clauses that are compared with what tells facts."""
MOST_NUMBERS = 8
_OF_ANY_FACT = 2
"""Characters of a yes or no that any question may have."""
_BY_LIKENESS = frozenset({"boolean", "choice", "text", "list", "address"})
_ONCE = re.compile(r"一(?:[下哈遍]|次(?!性))")
"""In "重新说一下" there is no number."""
_LISTED = re.compile(r"[，,、；;：:]|\band\b|\bplus\b|和|还有|跟|以及")
_COMES_TO = re.compile(
    r"(?:写|填|算|一共|总共|合计|加起来|就是|总的)(?:成|是|有|作)?\s*$|\b(?:total|altogether|so|say|makes)(?: of| is)?\s*$"
)
"""What stands before the number that all others come to."""
_EACH = re.compile(r"\d.{0,24}\b(?:each|apiece)\b")
NO = re.compile(r"没|无|冇|莫得|不|未|零|(?<!\d)0(?!\d)|空|\b(?:no|none|nobody|nothing|without|zero|not)\b|n't")
_SETTLED = (NEVER, MUST, NOT_ALL_OF_IT, PART_OF_IT, GONE_SINCE, NOT_AFTER_ALL, BOTH_WAYS)
_A_NAME_ONLY = re.compile(
    r"(?:也|还|都|另外|就|有|做|卖|带|是)*[\u4e00-\u9fff]{1,4}(?:的|类|为主)?|"
    r"(?:(?:only|just|also) )?[a-z]+(?: [a-z\d]+)?(?: (?:only|too|as well))?"
)
"""A part of a list with room for nothing but a name: "洗澡能过夜的" says more."""
_NOT_SUCH = re.compile(
    rf"(?:不是|并非|不想|不算|算不上|不属于|不叫|{UNWILLING})(?:什么|那种|这种|开|一家|一?个|普通|正规)?$"
)
_DENIES = re.compile(r"没|无|冇|莫得|不|\b(?:no|none|nothing|without|not)\b|n't")
_NOTHING_HEARD = frozenset({Intent.ANSWER, Intent.UNKNOWN, Intent.QUESTION, Intent.YES, Intent.NO, Intent.COMPLAINT})
_SOUNDS_LIKE = frozenset(
    {Intent.CORRECTION, Intent.HUMAN, Intent.THANKS, Intent.GREETING, Intent.PAUSE, Intent.BACK, Intent.SKIP}
)
"""What an answer may sound like ("我各人来办" like the wish for a person)."""


def indirectly(heard: Heard, said: Context, known: Tellings) -> Heard:
    """With what is like known answers to the question, where nothing certain was heard; it is to be confirmed."""
    asked = said.asked
    heard_none = heard.intent in _NOTHING_HEARD or heard.intent in _SOUNDS_LIKE
    if asked is None or said.industry is None or not heard_none or heard.permit is not None:
        return heard
    plainly = heard.intent in _SOUNDS_LIKE
    seems = heard.intent is not Intent.ANSWER or bool(heard.facts)  # like a question, or perhaps the other answer
    if seems and not heard.facts.keys() <= heard.confirm:
        return heard
    if any(segment.asks for segment in said.clauses) or says_dont_know(said.folded):
        return heard
    if not heard.facts.keys() <= {asked.code}:
        return _as_a_whole(heard, asked, said, known)
    if any(cue.search(said.folded) for cue in _SETTLED) or is_settled(asked, said.text, said.around):
        # what a rhetorical question denies, or what is done in part, is like what it says
        return heard if asked.code in heard.facts else _by_itself(heard, asked, said)
    if asked.code in heard.facts and asked.type in NUMERIC:
        return heard  # "全职4个，兼职的不算吧": likeness to a no does not outweigh a number
    meant = _meant(asked, said, known, MEANT_PLAINLY if plainly else MEANT_RATHER if seems else MEANT)
    if denies_the_no(asked, said.text) and heard.facts.get(asked.code) is True:
        return heard
    if meant is True and heard.facts.get(asked.code) is False and ENDS_WITH_NO.search(said.folded):
        return heard  # "感冒药之类的不卖" is like what it denies
    if meant is None and asked.type in NUMERIC and heard.intent is Intent.ANSWER and not heard.facts:
        meant = _one_number(asked, said)
    if meant is None:
        return heard
    before = heard.facts.get(asked.code)
    if (
        isinstance(meant, tuple)
        and isinstance(before, tuple)
        and len(meant) < len(before)
        and "none" not in before + meant
    ):
        meant = tuple(choice.code for choice in asked.choices if choice.code in before + meant)
    if isinstance(meant, tuple) and isinstance(before, tuple):
        noes = denied(asked, said.text)  # what is like "电子烟手续烦" is denied by the clause behind it
        meant = tuple(one for one in meant if one not in noes) or before
    return Heard(Intent.ANSWER, {asked.code: meant}, confirm=frozenset({asked.code}))


def _as_a_whole(heard: Heard, asked: Fact, said: Context, known: Tellings) -> Heard:
    """With the yes or no that a message is like as a whole, beside what its parts may tell ("祖屋翻修的，拿来接待客人").

    Or with nothing at all of what was to be counted ("不现做也不堂食，只有散装的").
    """
    if asked.type in NUMERIC and asked.code not in heard.facts and not quantities(said.folded):
        nothing = _meant(asked, said, known, MEANT_PLAINLY) if heard.intent is Intent.ANSWER else None
        if nothing is None:
            return heard
        return replace(heard.supposing({asked.code: nothing}), intent=Intent.ANSWER)
    if asked.type != "boolean" or asked.code not in heard.unclear:
        return heard
    meant = known.meant(asked.code, _own_part(asked, said, known))
    if meant is None or meant.value is None or not is_clear(meant, MEANT_PLAINLY):
        return heard
    return replace(heard.supposing({asked.code: meant.value}), intent=Intent.ANSWER)


def _own_part(asked: Fact, said: Context, known: Tellings) -> str:
    """A message without the clauses that surely tell another yes or no ("cameras work, the registration terminal doesn't yet")."""
    parts = [said.text[clause.start : clause.end] for clause in said.clauses[:MOST_BESIDES]]
    if len(parts) < 2 or len(said.clauses) > MOST_BESIDES:
        return said.text
    told = known.facts_told(parts, known.codes)
    own = [
        part
        for part, one in zip(parts, told, strict=True)
        if one is None or one.fact == asked.code or not is_clear(one, TOLD_SURELY) or not known.is_yes_or_no(one.fact)
    ]
    return ", ".join(own) if own and len(own) < len(parts) else said.text


def _by_itself(heard: Heard, asked: Fact, said: Context) -> Heard:
    """The yes or no that its own reader makes of a message that seemed to be something else."""
    own = read(asked, said.text, said.around) if asked.type == "boolean" else None
    if not isinstance(own, Reading):
        return heard
    return Heard(Intent.ANSWER, {asked.code: own.value}, confirm=frozenset({asked.code}))


def _meant(asked: Fact, said: Context, known: Tellings, enough: Enough) -> Value | None:
    parts = [said.text, *(said.text[clause.start : clause.end] for clause in said.clauses)]
    if asked.type == "multi_choice":
        return _all_meant(asked, parts, known, enough)
    found = [meant for part in dict.fromkeys(parts) if (meant := known.meant(asked.code, part)) is not None]
    clear = [one for one in found if is_clear(one, enough)]
    if not clear or clear[0].value is None:
        return None
    if asked.type in NUMERIC and not NO.search(said.folded):
        return None
    return max(clear, key=lambda one: one.lead).value


def _all_meant(asked: Fact, parts: list[str], known: Tellings, enough: Enough) -> Value | None:
    """The choices that the parts of an answer are like, of which the first is all of it; those with a no are like what they deny."""
    whole = parts[0]
    parts = [part for part in dict.fromkeys(parts) if not is_no_choice(fold(part))]
    told = {part: known.meant(asked.code, part) for part in parts}
    clear = {part: one.value for part, one in told.items() if one is not None and one.value and is_clear(one, enough)}
    named = {value for part, value in clear.items() if value == "none" or not _DENIES.search(part.lower())}
    beside = {value for part, value in clear.items() if part != whole and value in named}
    return tuple(choice.code for choice in asked.choices if choice.code in (beside or named)) or None


def _one_number(asked: Fact, said: Context) -> Value | None:
    """The only number in an answer that is otherwise not understood, or the one it comes to ("7个平方多点，写7.5吧")."""
    numbers = quantities(said.folded)[:MOST_NUMBERS]
    if not numbers:
        return None
    last = numbers[-1]
    comes_to = _COMES_TO.search(said.folded[: last.start]) is not None
    if len({(one.low, one.high) for one in numbers}) > 1 and not comes_to:
        return None
    reading = read(asked, said.text[last.start : last.end], said.around)
    return reading.value if isinstance(reading, Reading) else None


def denies_the_no(fact: Fact, words: str) -> bool:
    """Whether words say that it is not what would be a no ("不是酒店" of a homestay), which is like that no."""
    denies = any_of(words_of(fact.code).denies) if fact.type == "boolean" else None
    folded = fold(words)
    found = list(denies.finditer(folded)) if denies is not None else []
    before = [folded[: one.start()] + ("是" if one.group().startswith("是") else "") for one in found]
    return bool(found) and all(_NOT_SUCH.search(words) for words in before)


def is_surely(told: Told | None, said: Context) -> bool:
    """Whether a clause surely tells something of the business that nobody knows yet."""
    return told is not None and told.fact not in said.known and is_clear(told, TOLD_SURELY)


def is_clear(meant: Meant | Told, enough: Enough) -> bool:
    """Whether it is like known answers, and like those of one value only."""
    return meant.score >= enough[0] and meant.lead >= enough[1]


def contradicted(heard: Heard, asked: Fact, text: str, known: Tellings, around: Surroundings) -> Heard:
    """Where known answers like this one mean another value than what was read with certainty, it is to be confirmed.

    Of 2,400 labelled answers six come to this, and four of these were read amiss.
    """
    certain = asked.code in heard.facts and asked.code not in heard.confirm
    if asked.code in heard.facts and asked.type == "multi_choice":
        return _with_more(heard, asked, text, known, around)
    if certain and asked.type in NUMERIC and _EACH.search(text.lower()):
        return replace(heard, confirm=heard.confirm | {asked.code})  # "two tanks, 10 cubic metres each"
    if (
        not certain
        or len(heard.facts) > 1
        or heard.confirm
        or asked.type not in ("boolean", "choice")
        or len(text) <= LONGEST_YES
        or (heard.facts[asked.code] is True and _begins_with_yes(asked, text, around))
    ):
        return heard
    meant = known.meant(asked.code, without_asides(text.lower()) or text)
    if denies_the_no(asked, text) and heard.facts[asked.code] is True:
        return heard
    if meant is None or meant.value is None or meant.value == heard.facts[asked.code] or meant.lead < TIED:
        return heard
    if asked.type == "choice" and meant.value in ruled_out(asked, text):
        return heard  # "不是买的，一年一租" is like what it denies
    if asked.type == "choice" and _is_of_a_part(heard.facts[asked.code], meant.value, asked, text, known):
        return heard
    against = asked.type == "choice" or is_clear(meant, MEANT_AGAINST)
    if not against and not is_clear(meant, MEANT):
        return heard
    value = meant.value if against else heard.facts[asked.code]
    return replace(heard, facts={**heard.facts, asked.code: value}, confirm=heard.confirm | {asked.code})


def _is_of_a_part(value: Value, against: Value, asked: Fact, text: str, known: Tellings) -> bool:
    """Whether a part without a no plainly means a value, and those with one are like another only since they name it.

    "不是打游戏机那种，就是唱歌的" is like what somebody with amusement machines says; "公公名下的，没收我们租金" says two things.
    """
    parts = text.split("，")  # as its clauses were joined
    told = [(part, known.meant(asked.code, part)) for part in parts] if len(parts) > 1 else []
    clear = [(part, one.value) for part, one in told if one is not None and is_clear(one, MEANT_LISTED)]
    clear = [(part, meant) for part, meant in clear if not is_no_choice(fold(part))]
    if any(meant == against and against not in ruled_out(asked, part) for part, meant in clear):
        return False
    return any(meant == value and not NO.search(part.lower()) for part, meant in clear)


def _begins_with_yes(asked: Fact, text: str, around: Surroundings) -> bool:
    """Whether the first of several clauses is the yes by itself ("卖烟，电子烟不卖"): what follows goes into detail."""
    first, found, _ = text.partition("，")
    reading = read(asked, first, around) if found and asked.type == "boolean" else None
    return isinstance(reading, Reading) and reading.certain and reading.value is True


def _with_more(heard: Heard, asked: Fact, text: str, known: Tellings, around: Surroundings) -> Heard:
    """With choices that other parts of a list are like ("唱歌跳舞为主，另外摆了几台游艺机"); then all of it is to be confirmed."""
    parts = [part for part in _LISTED.split(text) if part.strip() and not NO.search(part.lower())]
    heard_ones = heard.facts[asked.code]
    if not parts or parts == [text] or not isinstance(heard_ones, tuple) or "none" in heard_ones:
        return heard
    parts = [part for part in parts if not _counts(part) and not is_no_choice(fold(part))]
    parts = [part for part in parts if not _is_named(part, heard_ones, asked, around)]
    told = known.facts_told(parts, known.codes)
    parts = [part for part, one in zip(parts, told, strict=True) if not _is_elsewhere(one, asked, known)]
    meant = [known.meant(asked.code, part) for part in parts]
    more = {one.value for one in meant if one is not None and one.value and is_clear(one, MEANT_LISTED)} - {"none"}
    more -= ruled_out(asked, text)  # "除了防排烟，其他的都有" names what there is not
    if more <= {*heard_ones}:
        return heard
    chosen = tuple(choice.code for choice in asked.choices if choice.code in more.union(heard_ones))
    return replace(heard, facts={**heard.facts, asked.code: chosen}, confirm=heard.confirm | {asked.code})


def _is_named(part: str, heard: Collection[str], asked: Fact, around: Surroundings) -> bool:
    """Whether a part of a list names what was heard, so that it is not something else that it is like ("也有烤物")."""
    named = read(asked, part, around) if _A_NAME_ONLY.fullmatch(fold(part).strip()) else None
    return (
        isinstance(named, Reading) and named.certain and isinstance(named.value, tuple) and {*named.value} <= {*heard}
    )


def _counts(part: str) -> bool:
    """Whether a part of a list says how many, so that it is no choice."""
    counted = [one for one in quantities(fold(part)) if one.measure in (Measure.COUNT, Measure.AREA, Measure.VOLUME)]
    return any(one.low == one.high for one in counted)


def _is_elsewhere(told: Told | None, asked: Fact, known: Tellings) -> bool:
    """Whether a part of an answer plainly tells something else than what was asked ("…，专职老师六个")."""
    if told is None or told.fact == asked.code or known.are_related(told.fact, asked.code):
        return False
    return is_clear(told, TOLD_ELSEWHERE)


def is_of_person(fact: Fact) -> bool:
    """Whether a fact is the name of somebody."""
    return fact.type == "text" and (fact.sent_as == "name" or NAME in fact.label.zh)


def _in_own_words(fact: Fact, words: str, around: Surroundings) -> bool | None:
    """The yes or no that a clause says in words of this fact alone ("不做现做的")."""
    own = words_of(fact.code)
    named = any_of((*own.nouns, *(word for word in (*own.affirms, *own.denies) if len(word) > _OF_ANY_FACT)))
    reading = read(fact, words, around) if named is not None and named.search(fold(words)) else None
    return bool(reading.value) if isinstance(reading, Reading) and reading.certain else None


def told_value(fact: Fact, words: str, known: Tellings, around: Surroundings) -> Value | None:
    """What a clause that tells a fact says of it."""
    words = " ".join(_ONCE.sub("", without_old(words)).split())
    perhaps = read(fact, words, around) if fact.type not in ("text", "list", "boolean") else None
    if isinstance(perhaps, Reading) and (fact.type not in _BY_LIKENESS or perhaps.certain):
        return perhaps.value
    if isinstance(perhaps, Unclear) and perhaps.hint == "hint_number_one":
        return None  # "a 3 storey house" is on no storey
    if fact.type in NUMERIC and len(numbers := quantities(fold(words))) == 1:
        alone = read(fact, words[numbers[0].start : numbers[0].end], around)
        return alone.value if isinstance(alone, Reading) else None
    meant = known.meant(fact.code, words)
    if fact.type == "boolean" and (own := _in_own_words(fact, words, around)) is not None:
        return own
    if denies_the_no(fact, words):
        own = read(fact, words, around)
        return own.value if isinstance(own, Reading) else None
    none = fact.type not in NUMERIC or NO.search(words.lower()) is not None
    is_denied = fact.type == "choice" and meant is not None and meant.value in ruled_out(fact, words)
    if none and meant is not None and meant.value is not None and is_clear(meant, MEANT) and not is_denied:
        if fact.type == "multi_choice":
            return (str(meant.value),) if meant.value == "none" or not NO.search(words.lower()) else None
        return False if meant.value is True and ENDS_WITH_NO.search(words) else meant.value  # "文件不印"
    if fact.type in ("choice", "address"):
        return perhaps.value if isinstance(perhaps, Reading) else None
    if is_of_person(fact):
        return name_beside(words)
    if fact.type == "text":
        value = named(words)
        reading = read(fact, value, around) if value and not speaks_of_error(value.lower()) else None
        return reading.value if isinstance(reading, Reading) else None
    return None

"""Answers (答复) in a message: to the question that was asked, and to others that were not asked yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dialogs.understanding.claims import Claim, claims_in, without_conflicts
from dialogs.understanding.fitting import Wording, counts_alike, fitting, reads_no, supposes
from dialogs.understanding.led_texts import GIVEN_TO, text_led_to
from dialogs.understanding.message_cues import ANY_VERB, INTRODUCES, NAME
from dialogs.understanding.prose import chosen_again, end_of_prose
from dialogs.understanding.reading import Found, Reading, Surroundings, Unclear, read
from dialogs.understanding.segments import Segment, blanked
from dialogs.understanding.values.amount_cues import ON_A_STOREY
from dialogs.understanding.values.bare_yes_no import bare_words
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.name_places import only_person
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.values.reckoned import with_those_added
from dialogs.understanding.values.words import is_role, words_of
from dialogs.understanding.values.yes_no_turns import BOTH_WAYS
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

FOLLOWED = frozenset({"boolean", "choice"})
"""Types of facts on which others depend."""
LONG_TEXT = 200
"""A text that may be this long is prose: what it mentions are not answers to other questions."""
_PHONE_WORDS = re.compile(r"(?:电话|手机号?码?|号码|微信(?:同号|一样|同步)?|座机|联系方式|是|[:：,，])+")
_LEADS_TO_A_NAME = re.compile(r"(?:找|叫|我叫|我是|联系人|联系|姓名|名字|我?(?:免贵)?姓.{1,2}[，, ]?(?:名|叫))")
_NEAR = 6
_OF_THE_SHOP = re.compile(r"店|铺|门面|房|营业|经营|场地|使用|\b(?:shop|premises|place|store|floor)\b", re.IGNORECASE)
_ENDS_A_CLAUSE = re.compile(r"[，。；,;”」』\n]")
_OF_DEVICES = re.compile(r"处理|设施|设备")
_SEVERAL = frozenset({"hint_number_one", "hint_number_total", "hint_date_one", "hint_choice_one", "hint_yes_no_hedged"})
"""Why a message as a whole leaves the asked fact open although a part of it tells a value."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was understood, by fact, and why the asked fact was not, if so."""

    readings: Mapping[str, Reading] = field(default_factory=dict[str, Reading])
    unclear: Mapping[str, Unclear] = field(default_factory=dict[str, Unclear])
    rest: tuple[Segment, ...] = ()
    """Clauses that nothing of a fact was heard in but the asked one."""


def answers(
    facts: Sequence[Fact], text: str, clauses: Sequence[Segment], asked: Fact | None, around: Surroundings
) -> Answers:
    """The answers in a message; `text` has questions blanked out, `facts` stand in the order in which they are meant."""
    whole = " ".join(text.split()) if "\n" in text else text.strip()
    if not whole:
        return Answers()
    if asked is not None and is_prose(asked):
        end, talks = end_of_prose(facts, text, clauses, asked, around)
        prose = " ".join(text[:end].split()).rstrip("，,；;。. ") if end < len(text) else whole
        own = _of_asked(asked, [prose], around)
        if talks:
            own = Answers({code: replace(one, certain=False) for code, one in own.readings.items()}, own.unclear)
        if end == len(text):
            return own
        behind = [clause for clause in clauses if clause.start >= end]
        others = answers(facts, blanked(text, [(0, end)]), behind, None, around)
        again = chosen_again(facts, behind, asked, around)
        return Answers({**others.readings, **again, **own.readings}, own.unclear, others.rest)
    denied = asked is not None and _begins_with_no(asked, text, clauses, around)
    said = Wording(text, whole, clauses, around)
    claims = fitting(claims_in(facts, text, around), asked, said, denied=denied)
    led = [fact for fact in facts if not (denied and asked is not None and supposes(fact, asked))]
    kept = [_of_what_follows(led, asked, claim, text, around) for claim in without_conflicts(claims, asked)]
    if asked is not None and asked.sent_as == "phone":
        kept += _who_answers(facts, text, clauses, kept, around)
    if asked is not None and not denied and (asked.type in FOLLOWED or (asked.type == "text" and asked.when)):
        kept += _following(facts, asked, text, clauses, kept, around)
    rest = tuple(
        clause
        for clause in clauses
        if not clause.asks and not any(c.found.start < clause.end and clause.start < c.found.end for c in kept)
    )
    by_its_turn = read(asked, whole, around) if asked is not None and asked.type == "boolean" else None
    if asked is not None and isinstance(by_its_turn, Unclear) and BOTH_WAYS.search(whole):
        return Answers(unclear={asked.code: by_its_turn}, rest=rest)
    if asked is not None and isinstance(by_its_turn, Reading) and by_its_turn.settled:
        others = [claim for claim in kept if claim.fact is not asked]
        if by_its_turn.value is False:  # "场子就八十平，哪放得下泳池": what only perhaps is of it is not
            others = [claim for claim in others if claim.found.certain or not supposes(claim.fact, asked)]
        if not any(supposes(claim.fact, asked) for claim in others):
            beside = {
                c.fact.code: Reading(c.found.value, c.found.certain and not _only_in_passing(c, asked)) for c in others
            }
            return Answers({**beside, asked.code: by_its_turn}, rest=rest)
    if asked is not None and {claim.fact.code for claim in kept} == {asked.code}:
        return Answers({asked.code: _by_the_whole(asked, kept[0].found, whole, around)}, rest=rest)
    leaves_more = asked is not None and asked.type in NUMERIC and _has_more_numbers(asked, text, whole, kept, around)
    readings = {
        claim.fact.code: Reading(
            claim.found.value,
            claim.found.certain and not _only_in_passing(claim, asked) and not (leaves_more and claim.fact is asked),
        )
        for claim in kept
    }
    if asked is not None and asked.code in readings and not leaves_more:
        readings[asked.code] = _by_its_clause(asked, readings[asked.code], text, clauses, kept, around)
    if asked is None or asked.code in readings:
        return Answers(readings, rest=rest)
    if asked.type == "boolean" and any(
        supposes(claim.fact, asked) and not _is_nothing(claim.found.value) for claim in kept
    ):
        # who says which medicines are sold says that some are ("卖乙类的药")
        first = read(asked, text[clauses[0].start : clauses[0].end].strip(), around)
        plain = len(clauses) > 1 and isinstance(first, Reading) and first.certain and first.value is True
        if not plain:  # "有三个包房可以唱K": what hangs on a doubtful yes is as doubtful
            numbers = {c.fact.code for c in kept if c.fact.type in NUMERIC and supposes(c.fact, asked)}
            readings |= {code: replace(readings[code], certain=False) for code in numbers}
        return Answers({**readings, asked.code: Reading(True, certain=plain)})
    own = _of_asked(asked, _left_for(asked, text, whole, clauses, kept), around)
    apart = asked.type in NUMERIC and not any(counts_alike(claim.fact, asked) for claim in kept)
    if asked.type in NUMERIC and isinstance(total := read(asked, whole, around), Reading):
        # "一层四间，一共三层，总共12间"; "12间房，每间两张床", of which 12 are rooms
        folded = fold(whole)
        sums = {*(q.low for q in quantities(folded)), with_those_added(folded, counts_people=True)}
        said = total.value in sums  # "原来就我，招了一个，两个", whatever a part of it says
        told_apart = (not own.readings or said) and all(claim.found.value != total.value for claim in kept)
        named = any(c.found.strength > 1 and c.found.value == total.value and c.fact.type in NUMERIC for c in kept)
        if named and not own.readings:
            pass  # "饭店面积二百八": the one number there is has a name of its own
        elif apart or told_apart:
            own = Answers({asked.code: total if apart else replace(total, certain=False)})
        elif all(total.value != one.value for one in (*own.readings.values(), *(claim.found for claim in kept))):
            # "大厅能坐40个，两个包间各坐10个": a part of it says less than all of it may come to
            own = Answers({code: replace(one, certain=False) for code, one in own.readings.items()}, own.unclear)
    if (
        not own.readings
        and asked.choices
        and len(clauses) == 1
        and isinstance(chosen := read(asked, whole, around), Reading)
    ):
        # the name of a choice may mention another fact in passing ("预包装食品销售" for what is sold)
        own = Answers({asked.code: chosen} if chosen.certain else {})
    if asked.type == "multi_choice":
        own = replace(own, readings=_with_all_named(asked, own.readings, whole, around))
    if not own.readings and asked.type == "boolean":
        perhaps = read(asked, whole, around)  # "只卖饮料" where tobacco was asked
        if isinstance(perhaps, Reading) and (perhaps.certain or len(clauses) == 1):
            own = Answers({asked.code: Reading(perhaps.value, certain=False)})
    heard = {**own.readings, **readings}
    return Answers(heard, own.unclear if not readings else {}, rest)


def _with_all_named(
    asked: Fact, readings: Mapping[str, Reading], whole: str, around: Surroundings
) -> Mapping[str, Reading]:
    """With the choices in a part that something else seemed to be said in ("跆拳道，还有一个机器人班"); then to be confirmed."""
    heard, named = readings.get(asked.code), read(asked, whole, around)
    if heard is None or not isinstance(named, Reading):
        return readings
    values = heard.value, named.value
    if not isinstance(values[0], tuple) or not isinstance(values[1], tuple) or not {*values[0]} < {*values[1]}:
        return readings
    return {**readings, asked.code: Reading(named.value, certain=False)}


def _begins_with_no(asked: Fact, text: str, clauses: Sequence[Segment], around: Surroundings) -> bool:
    """Whether the first clause of several says no to what was asked, and nothing else."""
    if asked.type != "boolean" or len(clauses) < 2:
        return False
    first = read(asked, text[clauses[0].start : clauses[0].end].strip(), around)
    return isinstance(first, Reading) and first.certain and first.value is False


def _says_yes(asked: Fact, text: str, around: Surroundings) -> bool:
    """Whether a message as a whole says yes to what was asked."""
    own = read(asked, text, around)
    return isinstance(own, Reading) and own.value is True


def _of_what_follows(facts: Sequence[Fact], asked: Fact | None, claim: Claim, text: str, around: Surroundings) -> Claim:
    """A bare area beside a yes, or a text, is rather that of what the question is about ("要挂的，面积3平方" the sign's).

    So is the name of who says yes ("对，代办，我叫尹慧芳").
    """
    if asked is not None and asked.type == "boolean" and claim.fact.sent_as == "name":
        named = [f for f in facts if NAME in f.label.zh and f.when == asked.code]
        found = claim.found
        if len(named) == 1 and INTRODUCES.search(text) and _says_yes(asked, text, around):
            return Claim(named[0], replace(found, certain=False))
    if asked is not None and claim.fact.type == "id_number" and claim.found.strength == 1:
        own = [f for f in facts if f.type == "id_number" and f.when in (asked.code, asked.when or asked.code)]
        yes = asked.type != "boolean" or _says_yes(asked, text, around)
        return Claim(own[0], replace(claim.found, certain=False)) if len(own) == 1 and yes else claim
    if asked is None or claim.fact.type != "area_m2" or asked.type not in ("boolean", "text"):
        return claim
    about = asked.code if asked.type == "boolean" else asked.when or asked.code
    follow = [
        f for f in facts if f.type == claim.fact.type and f.when and re.search(rf"\b{re.escape(about)}\b", f.when)
    ]
    if len(follow) != 1 or follow[0] is claim.fact:
        return claim
    if ON_A_STOREY.match(fold(text), claim.found.end):
        return claim  # "35 sqm on the ground floor. Yes, a sign"
    beside = _ENDS_A_CLAUSE.split(text[max(0, claim.found.start - _NEAR) : claim.found.end])[-1]
    of_the_shop = _OF_THE_SHOP.search(beside)  # the 房 of "写“百草堂大药房”，面积四平米" is none
    if of_the_shop is not None and of_the_shop.group() not in follow[0].label.zh:
        return claim
    found = claim.found
    return Claim(follow[0], replace(found, certain=False))


def _following(
    facts: Sequence[Fact], asked: Fact, text: str, clauses: Sequence[Segment], kept: list[Claim], around: Surroundings
) -> list[Claim]:
    """What is said at once of the facts that follow from the asked one ("要挂，6米乘1.2米", "租的，到后年六月底")."""
    alone = len(clauses) < 2 and not any(GIVEN_TO.match(clause.words) for clause in clauses)
    if alone or any(c.fact is asked and c.found.value is False for c in kept):
        return []
    if reads_no(asked, text[clauses[0].start : clauses[0].end], around) and reads_no(asked, text, around):
        return []  # "不供外面，蛋糕和面包"
    claimed = {claim.fact.code for claim in kept}
    when = asked.code if asked.type in FOLLOWED else asked.when
    follow = [
        f for f in facts if f.code not in claimed and f.when and re.search(rf"\b{when}\b", f.when) and f is not asked
    ]
    follow = [f for f in follow if f.type in ("date", "choice", "multi_choice", "address", "text", "id_number", "list")]
    found: list[Claim] = []
    for clause in clauses:
        first = clause is clauses[0]
        taken = [c.found for c in (*kept, *found) if c.fact is not asked]
        taken = [one for one in taken if one.start < clause.end and clause.start < one.end]
        end = min((one.start for one in taken), default=clause.end)
        beside = taken and end - clause.start < _NEAR
        if clause.asks or beside or reads_no(asked, text[clause.start : end], around):
            continue
        for fact in follow:
            if first and fact.type != "list" and GIVEN_TO.match(clause.words) is None:
                continue
            if taken and fact.type != "text":
                continue
            # "给三家小卖部送欧包": the choice that is named belongs to the text
            words = text_led_to(fact, text[clause.start : end]) or text_led_to(fact, text[clause.start : clause.end])
            reading = read(fact, words, around)
            nothing = isinstance(reading, Reading) and is_all_or_nothing(reading.value, fact)
            if isinstance(reading, Reading) and (not nothing or _OF_DEVICES.search(words)):
                before = next((one for one in found if one.fact is fact), None)
                if before is not None and isinstance(before.found.value, tuple) and isinstance(reading.value, tuple):
                    found.remove(before)  # "DR一台，还有CT一台"
                    reading = Reading((*before.found.value, *reading.value))
                found.append(Claim(fact, Found(reading.value, clause.start, clause.end, certain=False)))
                break
    return found


def _who_answers(
    facts: Sequence[Fact], text: str, clauses: Sequence[Segment], kept: list[Claim], around: Surroundings
) -> list[Claim]:
    """The name beside the number that was asked for ("13986881234，找赵丽"); to be confirmed where nothing leads to it."""
    for fact in facts:
        if fact.sent_as != "name" or any(claim.fact is fact for claim in kept):
            continue
        left = blanked(text, [(claim.found.start, claim.found.end) for claim in kept])
        for clause in clauses:
            words = left[clause.start : clause.end].replace("\n", " ")
            stripped = _PHONE_WORDS.sub("", words).strip()
            if not stripped or clause.asks or any(character.isdigit() for character in stripped):
                continue
            reading = read(fact, stripped, around)
            named = isinstance(reading, Reading) and (reading.certain or only_person(stripped) is not None)
            if isinstance(reading, Reading) and named and not str(reading.value).isascii():
                led = reading.certain and _LEADS_TO_A_NAME.match(stripped) is not None
                return [Claim(fact, Found(reading.value, clause.start, clause.end, led, 1))]
    return []


def _has_more_numbers(asked: Fact, text: str, whole: str, kept: list[Claim], around: Surroundings) -> bool:
    """Whether another number that nothing else takes could be the answer, too ("门面40，里面还有个小间10平")."""
    own = read(asked, whole, around)
    if isinstance(own, Reading):  # a sum of which only a part was found
        return not own.certain and all(claim.found.value != own.value for claim in kept if claim.fact is asked)
    if own.hint not in _SEVERAL:
        return False
    spans = [(claim.found.start, claim.found.end) for claim in kept]
    left = blanked(text, spans)
    return isinstance(read(asked, " ".join(left.split()), around), Reading)


def is_all_or_nothing(value: Value, fact: Fact) -> bool:
    """Whether a value of several choices is none of them or every one, as a clause that says only yes or no reads."""
    return isinstance(value, tuple) and (value == ("none",) or len(value) >= len(fact.choices) - 1 > 1)


def _only_in_passing(claim: Claim, asked: Fact | None) -> bool:
    """Whether a storey or a choice that nobody asked for, and that is not named, stands in the answer to something else."""
    passing = asked is not None and claim.fact is not asked and claim.found.strength == 1
    return passing and claim.fact.type in ("choice", "integer")


def _by_the_whole(asked: Fact, found: Found, whole: str, around: Surroundings) -> Reading:
    """The asked fact as found in passing, unless the message as a whole says more of it ("两个厨师三个服务员")."""
    own = read(asked, whole, around)
    if not isinstance(own, Reading):
        return Reading(found.value, found.certain and own.hint not in _SEVERAL)
    if own.value == found.value:
        return Reading(found.value, found.certain or own.certain)
    if NAME in asked.label.zh and not _is_short_for(str(found.value), str(own.value)):
        return Reading(found.value, found.certain)  # named beside its own title, among others
    return own


def _by_its_clause(
    asked: Fact, found: Reading, text: str, clauses: Sequence[Segment], kept: list[Claim], around: Surroundings
) -> Reading:
    """A number that a clause of its own plainly answers with is certain, whatever else is told ("Five screens, we sell snacks")."""
    if found.certain or asked.type not in NUMERIC or len(quantities(fold(text))) > 1:
        return found
    spans = [(claim.found.start, claim.found.end) for claim in kept if claim.fact is not asked]
    starts = [claim.found.start for claim in kept if claim.fact is asked]
    for clause in clauses:
        if clause.asks or not any(clause.start <= at < clause.end for at in starts):
            continue
        if any(start < clause.end and clause.start < end for start, end in spans):
            continue  # "5 people with 3 doctors"
        own = read(asked, text[clause.start : clause.end].strip(), around)
        if isinstance(own, Reading) and own.certain and own.value == found.value:
            return own
    return found


def _is_short_for(name: str, full: str) -> bool:
    """孙工 is short for 孙德胜."""
    return name[0] == full[0] and len(name) < len(full)


def _is_nothing(value: Value) -> bool:
    return value in (False, 0, "none") or value == ("none",)


def _left_for(asked: Fact, text: str, whole: str, clauses: Sequence[Segment], kept: list[Claim]) -> list[str]:
    """The parts of the message in which the asked fact may be answered, once other facts have taken theirs."""
    if not kept:
        return [whole]
    parts: list[str] = []
    for clause in clauses:
        taken = [c.found for c in kept if c.found.start < clause.end and clause.start < c.found.end]
        if taken and asked.type in NUMERIC:
            # "地下室30平" for a store room: what the storey took leaves the number
            parts.append(
                blanked(text, [(found.start, found.end) for found in taken])[clause.start : clause.end].strip()
            )
            continue
        if not taken:
            parts.append(text[clause.start : clause.end].strip())
        elif asked.type in ("text", "boolean", "choice"):  # "Yes a homestay: 12 rooms"
            left = text[clause.start : min(found.start for found in taken)].strip(" ，,、")
            nothing = asked.type == "text" and left in asked.label.zh  # "招牌3米长0.8米高"
            # "有" of "有散装的" and "我们是" of "我们是针灸的" say nothing by themselves
            parts.append(
                "" if nothing else text[clause.start : clause.end].strip() if _goes_with_it(left, asked) else left
            )
    untaken = [
        c
        for c in clauses
        if not is_role(c.words) and not any(k.found.start < c.end and c.start < k.found.end for k in kept)
    ]
    if asked.type == "text" and len(untaken) > 1 and untaken == list(clauses[: len(untaken)]):
        return [text[untaken[0].start : untaken[-1].end].strip()]  # "写 李家大院，长八米…"
    return [part for part in parts if part]


def _goes_with_it(left: str, asked: Fact) -> bool:
    """Whether words before what another fact took are only the verb of that."""
    return left in ANY_VERB or (asked.type == "boolean" and left != "是" and bare_words(left) == "是")


def _of_asked(asked: Fact, parts: list[str], around: Surroundings) -> Answers:
    doubtful: Reading | None = None
    unclear: Unclear | None = None
    for part in parts:
        reading = read(asked, part, around)
        if isinstance(reading, Unclear):
            unclear = unclear or reading
        elif reading.certain or asked.type == "text":  # any later words would do for a text
            return Answers({asked.code: reading})
        else:
            doubtful = doubtful or reading
    if doubtful is not None:
        return Answers({asked.code: doubtful})
    return Answers({}, {} if unclear is None else {asked.code: unclear})


def is_prose(fact: Fact) -> bool:
    """Whether a fact is answered in prose, at any length; known names of what it lists stand out of any message."""
    long = fact.type == "text" and (fact.bounds.max or 0) >= LONG_TEXT
    return fact.type == "list" or (long and not words_of(fact.code).names)

"""Statements (陈述): what the clauses of a message tell, and which of them plainly answer what was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.understanding.answers import Answers, answers, is_prose
from dialogs.understanding.clauses import Clause
from dialogs.understanding.correction_cues import is_correction
from dialogs.understanding.heard import Context
from dialogs.understanding.industries import named_surely
from dialogs.understanding.intents import STEERING, Intent
from dialogs.understanding.known_answers import (
    LONGER_IN_ENGLISH,
    LONGEST_YES,
    TOLD_ELSEWHERE,
    Enough,
    is_clear,
    is_surely,
)
from dialogs.understanding.led_texts import text_led_to
from dialogs.understanding.message_cues import (
    ANY_VERB,
    ANYTHING_ELSE,
    HIRED_ONE,
    IN_WORDS,
    IS_CALLED,
    IS_CERTIFIED,
    IS_WRITTEN,
    LACKS_LICENCE,
    LEADS_TO_WHOM,
    MORE_SOME_DAY,
    NAME,
    PLACES_ONLY,
    QUOTED_ONLY,
    SEEKS_ASSENT,
    SOMETHING_ELSE_ONLY,
    SPEAKS_TO_US,
    UNMISTAKABLE,
)
from dialogs.understanding.reading import Reading, Unclear, find, is_settled, read, ruled_out
from dialogs.understanding.revisions import WORDED
from dialogs.understanding.segments import Segment
from dialogs.understanding.tellings import Told
from dialogs.understanding.values.folding import fold, says_dont_know
from dialogs.understanding.values.names import is_likely_name, name_beside
from dialogs.understanding.values.people import counts_staff, people_added, people_told
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.values.reckoned import added_up
from dialogs.understanding.values.words import is_role, words_of
from dialogs.understanding.values.yes_no_cues import NEVER
from dialogs.understanding.values.yes_no_states import UNVOUCHED
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import CHOSEN, NUMERIC, Fact

SHORTEST_NAMING = 3
"""Characters up to which a number has no room to name what it is about."""
DONT_KNOW = "unknown"
"""The choice of who does not know."""
TOLD_THAT: Enough = (0.4, 0.29)
"""A clause that says that there is something, or that something is done, to tell that it is so."""
_SAYS_THAT = re.compile(r"(?:we|there)(?:'re|'ve|'ll)? (?:also |do |is |are |have )?(?!need|must|should|can|may|want)")
_WE_ALSO = re.compile(
    r"we(?:'ll| will|'re going to| are going to|'re| are|'d like to)? also (?!need|must|should|can|may|want|"
    r"wonder|have to|wish|would)[a-z]"
)
_NEVER_TALK = frozenset({"date", "phone", "id_number", "uscc", "choice", "multi_choice"})
"""Types whose values are hardly said in anything but an answer, even if not certainly."""
"""Types whose values are answers, whatever is asked beside them ("老身份证行不行 4201…")."""
_WHAT_THEN = re.compile(r"(?:咋|怎么?)(?:个)?(?:办|弄|整|搞|算|处理|处罚|样)(?:呢|啊|呀|嘛|哦)?$|会不会罚")
"""Asks what comes of it: what stands before is only supposed ("签了承诺书，后来查出来不合格咋办")."""
_ASKS_US = re.compile(r"[吗么?？不]\s*$|[你您]")
_TAKING_BACK = frozenset({Intent.BACK, Intent.RESTART, Intent.WITHDRAW, Intent.DELETE_DATA})


class Statements:
    """Looks for what the facts of a pack are told to be."""

    def __init__(self, facts: Mapping[str, Fact], in_order: Sequence[Fact], words: Vocabulary) -> None:
        """`in_order` are the facts that can be told, in the order in which they are meant."""
        self._facts = facts
        self._in_order = in_order
        self._words = words

    def names_another(self, asked: Fact, text: str) -> bool:
        """Whether an answer speaks of another fact than the asked one ("后厨46平" when the shop's area was asked)."""
        return len(text) > SHORTEST_NAMING and any(
            asked.code not in m.codes for m in self._words.facts.within(fold(text))
        )

    def answers(self, statement: str, said: Context) -> Answers:
        left = [segment for segment in said.clauses if statement[segment.start : segment.end].strip()]
        asked = said.asked if said.asked is not None and said.asked.choices_from is None else None
        used = self._words.used(self.business(said))
        foremost = self._foremost(used)
        found = answers(foremost, statement, left, asked, said.around)
        if idle := {code for code in found.readings if self._cannot_apply(code, found, said)} - {said.asked_code}:
            # "没泳池没攀岩，场子680平": what goes with neither is of something else
            found = answers([one for one in foremost if one.code not in idle], statement, left, asked, said.around)
        strange = {code for code in found.readings if used and code not in used and code != said.asked_code}
        if not strange:
            return found
        # What this business is never asked is said of something that it is asked ("25 rooms" of a karaoke bar), or perhaps of
        # something else ("dining room 110" is no number of guest rooms).
        again = answers([fact for fact in self._in_order if fact.code in used], statement, left, asked, said.around)
        if again.readings.keys() - found.readings.keys():
            found, strange = again, again.readings.keys() - found.readings.keys()
        if said.asked is not None and said.asked.type in NUMERIC:
            strange |= {said.asked.code}
        readings = {
            code: Reading(one.value, certain=False) if code in strange else one for code, one in found.readings.items()
        }
        return replace(found, readings=readings)

    def _cannot_apply(self, code: str, found: Answers, said: Context) -> bool:
        """Whether a message says no to each of several things of which one would have to be so."""
        either = (self._facts[code].when or "").split(" or ")
        told = {**said.known, **{one: reading.value for one, reading in found.readings.items()}}
        return len(either) > 1 and all(told.get(one) is False for one in either)

    def business(self, said: Context) -> str:
        """The business of the applicant, if it is known or this message surely names it."""
        if said.industry is not None or (said.asked is not None and said.asked.choices_from is None):
            return said.industry or ""
        return named_surely(self._words.trades.guess(said.folded)) or ""

    def _foremost(self, used: frozenset[str]) -> Sequence[Fact]:
        """All facts, those of the business first."""
        if not used:
            return self._in_order
        # "服务员十八个" of a bathhouse are who serves there, before they are anybody who works there
        words = {fact.code: words_of(fact.code) for fact in self._in_order}
        usual = {code for code, one in words.items() if one.nearby_default and "名" in one.units}
        return sorted(self._in_order, key=lambda fact: 2 if fact.code not in used else int(fact.code in usual))

    def doubted(self, found: Answers, clauses: list[Clause], said: Context) -> Answers:
        """The answers, with what is only perhaps one to be confirmed: a yes or a name in passing, beside something else."""
        asked = said.asked
        reading = found.readings.get(asked.code) if asked is not None else None
        if asked is not None and asked.type in NUMERIC and reading is not None and not reading.certain:
            whole, numbers = read(asked, said.text, said.around), {q.low for q in quantities(said.folded)}
            if isinstance(whole, Reading) and whole.value in numbers and reading.value not in numbers:
                again = Reading(whole.value, certain=False)  # "师傅四个，学徒俩，再加老板娘我，七个"
                return replace(found, readings={**found.readings, asked.code: again})
            total = added_up(said.folded)
            if total is not None and reading.value in {q.low for q in total.parts}:
                others = {
                    code: one
                    for code, one in found.readings.items()
                    if one.value != total.whole.low or self._facts[code].type != asked.type
                }
                again = Reading(int(total.whole.low), certain=False)  # "技师18个，搓澡师傅4个，一共22个"
                return replace(found, readings={**others, asked.code: again})
        if asked is None or reading is None or not reading.certain:
            return found
        if any(clause.intent in _TAKING_BACK for clause in clauses):
            return replace(found, readings={code: one for code, one in found.readings.items() if code != asked.code})
        if reading.value == DONT_KNOW and any(clause.intent is Intent.HUMAN for clause in clauses):
            # "跟机器说不清楚，给我转个真人": who wants a person cannot say it to us, which is no answer
            return replace(found, readings={code: one for code, one in found.readings.items() if code != asked.code})
        if asked.type == "boolean" and UNVOUCHED.search(said.folded):
            left = {code: one for code, one in found.readings.items() if code != asked.code}
            return replace(found, readings=left, unclear={**found.unclear, asked.code: Unclear("hint_yes_no_hedged")})
        if asked.type == "boolean":
            # a bare yes in front of a question answers us, one behind it belongs to it ("…先来看了再发证，可以吧")
            question = min((clause.segment.start for clause in clauses if clause.faq), default=len(said.text))
            doubtful = not any(
                self.plainly_answers(segment, said) and (segment.start < question or self.names(asked, segment))
                for segment in said.clauses
            )
            first = said.clauses[0]
            doubtful |= any(one.asks and _WHAT_THEN.search(one.words) for one in said.clauses[1:])
            taken_up = first.asks and len(first.words) <= LONGEST_YES and not self.names(asked, first)
            doubtful |= taken_up and bool(self._words.facts.within(first.words))  # "香烟？不卖" of medicines
        elif asked.type in NUMERIC:
            whole = read(asked, said.text, said.around)  # with what was set aside: "厨房18平 大堂没量"
            hedged = isinstance(whole, Reading) and whole.value == reading.value and not whole.certain
            # "客房数应该填14" where the beds were asked
            doubtful = self.names_another(asked, said.text) and not any(
                self.names(asked, segment) for segment in said.clauses
            )
            doubtful = doubtful and not any(
                self.plainly_answers(s, said) and not self.names_another(asked, s.words) for s in said.clauses
            )
            doubtful = doubtful and not any(  # "门面60平厨房15平": each with its name
                one.strength > 1 and one.certain and one.value == reading.value
                for one in find(asked, said.text, said.around)
            )
            numbers = any(code in self._facts and self._facts[code].type in NUMERIC for code in said.known)
            doubtful |= LACKS_LICENCE.search(said.folded) is not None
            doubtful |= hedged or (numbers and is_correction(said.folded))  # "no wait it's 75" may mean another number
        else:
            doubtful = asked.type in WORDED and any(clause.faq or clause.intent in STEERING for clause in clauses)
        if not doubtful:
            return found
        return replace(found, readings={**found.readings, asked.code: Reading(reading.value, False)})

    def states(self, clause: Segment, said: Context, told: Mapping[int, Told]) -> bool:
        """Whether a clause by itself tells something, so that only a known phrase can make it anything else."""
        worded = said.asked is not None and said.asked.type in WORDED
        if said.asked is not None and said.asked.type == "boolean" and _settles_it(said.asked, clause, said):
            return True  # "哪忙得过来供别人" asks nothing
        beside = said.industry is not None or (len(said.clauses) > 1 and not any(one.asks for one in said.clauses))
        if beside and not worded and is_surely(told.get(clause.start), said):
            return True
        if beside and not worded and not clause.asks and _SAYS_THAT.match(clause.words):
            one = told.get(clause.start)
            if _WE_ALSO.match(clause.words) or (one is not None and is_clear(one, TOLD_THAT)):
                return True  # "and we also print business cards"
        if self._titles_whom_follows(clause, said):
            return True  # "经营者 罗顺发" asks for nobody
        if beside and self._is_only_a_name(clause, said):
            return True  # "责任人写我 罗志强" greets nobody
        if not clause.asks and counts_staff(clause.words):
            return True  # "店里连我四个人" asks nothing about 连锁店
        if people_told(clause.words) is not None or people_told(said.folded) is not None:
            return True  # "just me and my sister working" wishes for nothing
        if not clause.asks and self._leads_to_a_sign(clause, said):
            return True  # "yes to a sign outside, it will say STAR KTV"
        names_whom = said.asked is not None and said.asked.sent_as == "phone" and not clause.asks
        if names_whom and name_beside(clause.words) is not None:
            return True  # "18064110927，找卞晓蕾"
        one = told.get(clause.start)
        if (
            worded
            and one is not None
            and is_clear(one, TOLD_ELSEWHERE)
            and is_surely(one, said)
            and name_beside(said.text) is not None
        ):
            return True  # "No agent" beside a name
        if clause.asks and SEEKS_ASSENT.search(clause.words) and said.asked is not None and said.asked.type in NUMERIC:
            return isinstance(read(said.asked, clause.words, said.around), Reading)
        if clause.asks and not (said.asked is not None and said.asked.type in UNMISTAKABLE):
            return self.plainly_answers(clause, said) if says_dont_know(clause.words) else False
        if said.asked is not None and NAME in said.asked.label.zh and not clause.asks:
            titled = find(said.asked, said.text[clause.start : clause.end], said.around)
            if any(one.certain and one.strength > 1 for one in titled):
                return True  # "质量负责人是彭丽", whoever else is named behind it
            if read(said.asked, clause.words, said.around) == Unclear("hint_name_self"):
                return True  # "the contact person is me" asks for nobody
        if said.asked is not None and said.asked.type == "text" and IS_WRITTEN.match(clause.words):
            return isinstance(read(said.asked, said.text[clause.start : clause.end], said.around), Reading)
        if QUOTED_ONLY.fullmatch(clause.words):
            return True  # "要挂，写“老通城豆皮”"
        if said.asked is not None and (self._is_named_in(said.asked, said) or self._counts(said.asked, clause, said)):
            return True
        if said.asked is not None and is_prose(said.asked):
            return not SPEAKS_TO_US.search(clause.words)
        return self.plainly_answers(clause, said) or self._tells(clause, said)

    def _leads_to_a_sign(self, clause: Segment, said: Context) -> bool:
        """Whether a clause says what stands on a sign that was asked for or is named in another clause."""
        words = said.text[clause.start : clause.end]
        for fact in self._in_order:
            if fact.type != "text" or IN_WORDS not in fact.label.zh or fact.when is None:
                continue
            spoken_of = said.asked_code in (fact.code, fact.when)
            spoken_of = spoken_of or any(noun in said.folded for noun in words_of(fact.when).nouns)
            if spoken_of and text_led_to(fact, words):
                return True
        return False

    @staticmethod
    def _titles_whom_follows(clause: Segment, said: Context) -> bool:
        """Whether a clause is nothing but a role, and the name of who has it follows."""
        following = next((one for one in said.clauses if one.start >= clause.end), None)
        return is_role(clause.words) and following is not None and is_likely_name(following.words)

    @staticmethod
    def _is_only_a_name(clause: Segment, said: Context) -> bool:
        """Whether a clause is the name of a person: of three characters, or behind words that lead to it."""
        before = said.folded[: clause.start].rstrip(" ，,、")
        led = LEADS_TO_WHOM.search(before) is not None
        name = IS_CALLED.sub("", clause.words)
        led = led or name != clause.words
        return not clause.asks and (len(name) > 2 or led) and is_likely_name(name)

    @staticmethod
    def _counts(asked: Fact, clause: Segment, said: Context) -> bool:
        """Whether a clause has a number in a message that is certainly the number asked for ("前后各一个，共两个")."""
        if (asked.type not in NUMERIC and asked.sent_as != "phone") or len(said.clauses) == 1:
            return False
        beside = (HIRED_ONE.search, PLACES_ONLY.fullmatch, MORE_SOME_DAY.fullmatch, IS_CERTIFIED.fullmatch)
        adds = people_added(clause.words, 0) > 0  # "六个，再加店长和收银"
        if not adds and not quantities(clause.words) and not any(cue(clause.words) for cue in beside):
            return False
        reading = read(asked, said.text, said.around)
        return isinstance(reading, Reading)

    @staticmethod
    def _is_named_in(asked: Fact, said: Context) -> bool:
        """Whether a message is certainly the name that was asked for, with who that is ("法人是我爸，何国庆")."""
        if asked.type != "text" or NAME not in asked.label.zh or any(segment.asks for segment in said.clauses):
            return False
        reading = read(asked, said.text, said.around)
        if not isinstance(reading, Reading) or str(reading.value).isascii():
            return False
        return reading.certain or name_beside(said.text) == reading.value

    def plainly_answers(self, clause: Segment, said: Context) -> bool:
        """Whether a clause by itself is certainly the answer to what was asked; words can be the answer to anything."""
        asked = said.asked
        if asked is None or asked.type in WORDED or asked.choices_from is not None:
            return False
        if clause.asks and not says_dont_know(clause.words) and asked.type not in UNMISTAKABLE:
            return False
        named = asked.type == "boolean" and self.names(asked, clause)
        alone = len(said.clauses) == 1 and SOMETHING_ELSE_ONLY.match(clause.words) is not None
        if asked.type == "multi_choice" and ANYTHING_ELSE.match(clause.words):
            return True  # "凉菜不做，其他都做"
        if asked.type in CHOSEN and ruled_out(asked, clause.words):
            return True  # "we gave up the facials" withdraws nothing else
        reading = read(asked, said.text[clause.start : clause.end], said.around)
        if asked.type == "boolean" and len(clause.words) > LONGEST_YES and not named and not alone:
            return isinstance(reading, Reading) and reading.certain
        # a vague day or number is still nothing but an answer ("下周三", "还有两年到期")
        leaves_room = asked.type not in NUMERIC and asked.type not in _NEVER_TALK and not named and not alone
        return isinstance(reading, Reading) and (reading.certain or not leaves_room)

    def _tells(self, clause: Segment, said: Context) -> bool:
        """Whether a clause tells something that nobody asked for yet ("电话138…", "店在人民路88号")."""
        words = said.text[clause.start : clause.end]
        readings = answers(self._in_order, words, [clause], None, said.around).readings
        # a bare "4个人" is nothing else than a number, if only perhaps that of the staff
        if any(self._facts[code].type == "address" and one.value == words.strip() for code, one in readings.items()):
            return True
        told = {"multi_choice", "text", *UNMISTAKABLE}
        if said.asked is not None:
            told |= {"date", "address", "area_m2"}
        return any(reading.certain or self._facts[code].type in told for code, reading in readings.items()) or (
            bool(readings) and len(clause.words) <= LONGEST_YES * (LONGER_IN_ENGLISH if words.isascii() else 1)
        )

    def names(self, asked: Fact, clause: Segment) -> bool:
        words = words_of(asked.code)
        own_verbs = [verb for verb in words.verbs if verb not in ANY_VERB]
        return any(asked.code in mention.codes for mention in self._words.facts.within(clause.words)) or any(
            word in clause.words for word in (*words.nouns, *words.affirms, *words.denies, *own_verbs)
        )


_STOPPED = re.compile(r"[停关断歇撤](?:掉|业|过|了)")
"""What tells of the business only together with another clause, and by itself could be of the application."""


def _settles_it(asked: Fact, clause: Segment, said: Context) -> bool:
    """Whether the way a clause is said answers yes or no, or that nobody can vouch for it, whatever else it is like."""
    if UNVOUCHED.search(clause.words):
        return True
    if _STOPPED.search(clause.words) and not clause.asks and is_settled(asked, said.text, said.around):
        return True  # "前两年卖过，现在停了" pauses nothing
    if clause.asks and (NEVER.search(clause.words) is None or _ASKS_US.search(clause.words)):
        return False
    return is_settled(asked, said.text[clause.start : clause.end], said.around)

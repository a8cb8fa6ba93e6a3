"""A whole message as a correction (更正): whether it is one, and all that it changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.understanding.amendments import Amendment
from dialogs.understanding.answers import Answers, answers
from dialogs.understanding.changes import addition, is_step, left_of_whole
from dialogs.understanding.correction_cues import is_correction, may_correct, without_old
from dialogs.understanding.corrections import Corrections
from dialogs.understanding.given_up import given_up
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.industries import IndustryGuess
from dialogs.understanding.intents import PRESSING, Intent
from dialogs.understanding.known_answers import MOST_BESIDES, TOLD_AGAIN, is_clear, is_of_person
from dialogs.understanding.message_cues import NAME, QUOTED
from dialogs.understanding.numbers_asked import is_rather_asked
from dialogs.understanding.other_answers import last_one, not_only, other_answer
from dialogs.understanding.own_numbers import Numbers, each_of_its_own
from dialogs.understanding.reading import Reading, denied, read
from dialogs.understanding.replaced_texts import replaced
from dialogs.understanding.retellings import exchanged
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.bare_yes_no import bare_words
from dialogs.understanding.values.name_places import SENDS_ME
from dialogs.understanding.values.quantities import Measure, quantities
from dialogs.understanding.values.words import plain_words, words_of
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import CHOSEN, NUMERIC, Fact
from knowledge.values import Value

WORDED = frozenset({"text", "address", "list"})
"""Types that nearly any words can answer, so that words alone do not show that they are the answer."""

_POLITE_NO = re.compile(
    r"(?:不是的?|不用|没有|不了)[,，\s]*(?:谢谢|多谢|谢了|谢谢你|不用谢|没事)(?:啊|了|哈|哦|您)?[。!！~]*"
)
_STEPS = frozenset({*PRESSING, Intent.BACK})
"""Wishes that sound like corrections ("前面的都不算，重来")."""
_HOW = re.compile(
    r"怎么(?!(?:给我)?(?:写|填|记|选|登记|搞|弄|变)成)|如何|咋(?!(?:给我)?(?:写|填|记|选|登记|搞|弄|变)成)|怎样|\bhow\b|what if"
)


_ONE_AGAIN = re.compile(r"(?:重新?|再)(?:来|弄|填|写|选|说|答|报|算|录|输)|\b(?:again|redo)\b")
_AN_ANSWER = re.compile(r"(?:上|前)一?个(?!问题).{0,2}重新?(?:填|写|选|说|答|报)|(?:那|这)一?[项个条题]")
_ANSWERS_AGAIN = re.compile(r"(?:重新?|再)(?:来|弄|填|写|选|说|答|报)|改一?[下改]")
_ONE = re.compile(r"一[个题道条步下改遍]")
_ADMITS = re.compile(
    r"(?:刚才|刚刚|刚|前面|上面|之前|先前|前头)我?(?:说|讲|答|填|写|选|报|点|弄|搞|只|漏|忘|少|没)|"
    r"(?:搞|弄|记|看)(?:混|反|岔|错)了?|"
    r"(?:说|讲|答|填|写|选|点|按|敲|打|报|输|量|数|记)(?:错|反|岔|漏)(?:[了啦喽咯]|$)|(?:漏|忘|少)(?:说|讲|填|写|报|算|数|了(?=[一-鿿]))|多(?:说|报|写|填|算)了|"
    r"(?:我|就|是)(?:只|光)(?:算|写|填|报|说|数|记)了|(?:没|忘了?|漏了?)(?:算|写|填|报)(?:上|进去?)|"
    r"\bi (?:misspoke|said it wrong|made a mistake)\b"
)
"""That something was said amiss before, so that what follows is of that."""
_EVERYTHING = re.compile(r"全|都|所有|从头|整个|一切|\b(?:all|everything)\b")


def _keeps_some(value: Value, known: Value | None) -> bool:
    """Whether choices were worked out from the known ones ("还卖凉菜，前面漏了")."""
    return isinstance(value, tuple) and isinstance(known, tuple) and bool({*value} & {*known})


def _without_the_answer(said: Context) -> list[Segment]:
    """The clauses without a bare yes or no ahead, which says what was asked ("no way, books and drinks don't mix")."""
    asked, first = said.asked, said.clauses[:1]
    if asked is None or asked.type != "boolean" or asked.code in said.known or not first:
        return said.clauses
    said_only, plain = bare_words(first[0].words), plain_words()
    return said.clauses[1:] if said_only in plain.affirms or said_only in plain.denies else said.clauses


def _is_longer(found: Reading, own: Reading | None) -> bool:
    """Whether a name was found with the full stop that belongs to it ("Co., Ltd.")."""
    return own is not None and isinstance(own.value, str) and found.value == f"{own.value}."


def _retakes(found: Answers, known: Mapping[str, Value]) -> bool:
    """Whether something known is certainly said to be otherwise."""
    return any(one.certain and code in known and known[code] != one.value for code, one in found.readings.items())


class Revisions:
    """Hears corrections of the facts of a pack and of the industry."""

    def __init__(self, facts: Mapping[str, Fact], in_order: Sequence[Fact], words: Vocabulary) -> None:
        self._facts = facts
        self._in_order = in_order
        self._words = words
        self._corrections = Corrections(facts, words.facts)

    def heard(self, said: Context) -> Heard | None:
        """The message as a correction; None when it is none."""
        if _POLITE_NO.fullmatch(said.folded):
            return None
        if (other := other_answer(said, self._facts) or last_one(said, self._facts)) is not None:
            return self._with_what_it_opens(other, said)
        listed = addition(said.text, said.folded, said.clauses, self._facts, said.known, said.around)
        if listed is not None and (listed[0] == said.asked_code or self._tells_asked(said)):
            listed = None
        if listed is None and (other := not_only(said, self._facts)) is not None:
            return other
        if listed is None and (other := given_up(said, self._words, self._facts)) is not None:
            return self._with_what_it_opens(other, said)
        certain = is_correction(said.folded) or replaced(said.text, self._facts, said.known, said.around) is not None
        perhaps = listed is not None or (may_correct(said.folded) and bool(said.known or said.industry))
        perhaps |= left_of_whole(said.folded, self._facts, said.known) is not None
        if not certain and not perhaps and not self._retells(said):
            return None
        phrases = self._words.phrases
        within = phrases.within(said.folded)
        if within is Intent.COMPLAINT and not self._words.facts.within(said.folded):
            return None  # "you keep getting it wrong"
        steps = within in PRESSING or any(phrases.loosely(s.words) in _STEPS for s in said.clauses)
        if steps and not self._once_more(said):
            return None
        if within is Intent.BACK and self._only_answers_again(said):
            return None
        if said.industry is None and not said.known and (said.asked is None or said.asked.choices_from is not None):
            opening = self._words.trades.guess(said.folded)
            if opening.codes or opening.out_of_scope:
                return None
        if any(segment.asks and _HOW.search(segment.words) for segment in said.clauses):
            return None
        if any(self._words.questions.exactly(segment.words) and segment.asks for segment in said.clauses):
            return None
        found = answers(self._in_order, without_old(said.text), said.clauses, None, said.around)
        changing = said.clauses if certain or perhaps else _without_the_answer(said)
        named = self._corrections.amended(said.text, said.folded, changing, said.known, said.around)
        asked = said.asked
        if asked is not None and asked.code not in {*said.known, named.target} and named.target not in said.known:
            about = self._facts.get(named.target) if named.target is not None else None
            if NAME in asked.label.zh and about is not None and NAME in about.label.zh:
                return None  # "不是药师兼，另外有个人，何伟": nobody was named before
            worded = asked.type in WORDED and (asked.type != "text" or QUOTED.search(said.text) is None)
            own = None if worded else read(asked, said.text, said.around)
            if any(_ADMITS.search(segment.words) for segment in said.clauses):
                own = None  # "刚刚答错啦，冷藏的药不卖" is of what was said before
            if certain and asked.code not in found.readings and _retakes(found, said.known):
                own = None  # "不对不对，门口要挂招牌的", whatever was asked
            if isinstance(own, Reading) and (own.certain or not certain or asked.type in ("boolean", "text")):
                return None
        if not certain and asked is not None and asked.type in CHOSEN and said.known.get(named.target or "") is True:
            own = read(asked, said.text, said.around) if str(asked.when) == named.target else None
            if isinstance(own, Reading):
                return None  # "just cigarettes, no vapes" says which tobacco, and not that there is none
        if not certain and (self._is_rather_asked(named, said) or self._counts_up(said, named)):
            return None
        readings = self._agreed(found, named, said)
        answered = asked is not None and asked.code in readings and asked.code not in said.known
        if answered and named.target not in said.known and readings.keys().isdisjoint(said.known):
            return None  # "毛巾送外面洗，空调不是集中的" takes nothing back
        changed = self._changed_industry(said, named)
        if (
            not certain
            and changed is None
            and (listed is None or readings.get(listed[0]) != listed[1])
            and not (not readings and named.target in said.known and may_correct(said.folded))
            # what is only named, and perhaps otherwise than before, takes nothing back ("α烟" after "不卖烟")
            and not any(
                (
                    reading.certain
                    or self._gives_up_some(code, said)
                    or (code == named.target and (may_correct(said.folded) or self._facts[code].type in NUMERIC))
                )
                and code in said.known
                and said.known[code] != reading.value
                for code, reading in readings.items()
            )
        ):
            return self._some_left(readings, said)
        return Heard(
            Intent.CORRECTION,
            {code: reading.value for code, reading in readings.items()},
            confirm=frozenset(code for code, reading in readings.items() if not reading.certain),
            industry=changed,
            target=(named.target or next(iter(found.readings), None)) if not readings and changed is None else None,
        )

    def _is_rather_asked(self, named: Amendment, said: Context) -> bool:
        """Whether what softens an answer only seems to correct a known number of the kind that is asked ("看着大，其实就96平")."""
        asked, target = said.asked, named.target
        if asked is None or target is None or asked.code in said.known or target not in said.known:
            return False
        mentioned = {code for mention in self._words.facts.within(said.folded) for code in mention.codes}
        if target in mentioned or _ADMITS.search(said.folded):
            return False
        return is_rather_asked(self._facts[target], said.text, asked, said.around)

    def _counts_up(self, said: Context, named: Amendment) -> bool:
        """Whether what was asked is counted up, and nothing known is named that it could change instead.

        "一间我改成布草房了" where nothing is known; "大厅32个座，加上外摆8个，那就40" beside a known area.
        """
        asked = said.asked
        if asked is None or asked.type not in NUMERIC or asked.code in said.known or (said.known and not named.facts):
            return False
        mentioned = {code for mention in self._words.facts.within(said.folded) for code in mention.codes}
        again = {one.low for one in quantities(said.folded)} & {*said.known.values()}
        if said.known and (again or not mentioned.isdisjoint(said.known)):
            return False  # "I told you 12 for the tank but it's really 20"
        return isinstance(read(asked, said.text, said.around), Reading)

    def _with_what_it_opens(self, heard: Heard, said: Context) -> Heard:
        """With what is said besides of something that is to be after all ("又要修一个，120平的池子"); to be confirmed."""
        wanted = {code for code, value in heard.facts.items() if value is True}
        if not wanted:
            return heard
        found = answers(self._in_order, without_old(said.text), said.clauses, None, said.around).readings
        opened = {code for code in found if not wanted.isdisjoint(str(self._facts[code].when).split(" or "))}
        told = {code: found[code].value for code in sorted(opened)} or self._size_behind(wanted, said)
        return heard.supposing(told) if told else heard

    def _size_behind(self, wanted: set[str], said: Context) -> dict[str, Value]:
        """How large it is, where the message ends with an area and names nothing else that has one ("现在有一个，180平")."""
        areas = [one for one in quantities(said.folded) if one.measure is Measure.AREA]
        sized = [
            fact
            for fact in self._in_order
            if fact.type == "area_m2" and not wanted.isdisjoint(str(fact.when).split(" or "))
        ]
        if len(areas) != 1 or len(sized) != 1 or said.folded[areas[0].end :].strip(" 。.!！左右的"):
            return {}
        named = {code for one in self._words.facts.within(said.folded) for code in one.codes}
        if any(self._facts[code].type == "area_m2" for code in named if code in self._facts):
            return {}
        size = read(sized[0], said.text[areas[0].start : areas[0].end], said.around)
        return {sized[0].code: size.value} if isinstance(size, Reading) else {}

    def _tells_asked(self, said: Context) -> bool:
        """Whether a clause plainly tells what was asked, and not what else it may be of."""
        if said.asked is None or any(clause.asks for clause in said.clauses):
            return said.asked is not None
        parts = [said.text[clause.start : clause.end] for clause in said.clauses[:MOST_BESIDES]]
        told = self._words.tellings.facts_told(parts, frozenset({*said.known, said.asked.code}))
        return any(one is not None and one.fact == said.asked.code and is_clear(one, TOLD_AGAIN) for one in told)

    def _once_more(self, said: Context) -> bool:
        """Whether one fact, or one answer, is to be given again, and not everything ("面积那项重新来")."""
        one = _ONE_AGAIN.search(said.folded) is not None and _EVERYTHING.search(said.folded) is None
        return one and bool(self._words.facts.within(said.folded) or _AN_ANSWER.search(said.folded))

    def _only_answers_again(self, said: Context) -> bool:
        """Whether the answer before is to be given again, and not what was wrong with it ("上一个问题我想重新答")."""
        again = _ANSWERS_AGAIN.search(said.folded) is not None and _ADMITS.search(said.folded) is None
        return again and not quantities(_ONE.sub("", said.folded)) and not self._words.facts.within(said.folded)

    def _retells(self, said: Context) -> bool:
        """Whether a fact is named that was said before, and the asked one is not ("厨房没那么大，就30平")."""
        if not said.known or any(segment.asks for segment in said.clauses):
            return False
        among = Numbers(self._facts, self._words.facts, said.known, said.around)
        if each_of_its_own(said.text, said.folded, said.clauses, among) is not None:
            return True
        mentions = self._words.facts.within(said.folded)
        # "老板喊我来填，我叫…" tells nothing of the 老板
        named = {code for one in mentions if not SENDS_ME.match(said.folded, one.end) for code in one.codes}
        if said.asked is not None and said.asked.type == "text" and not is_of_person(said.asked):
            # "面包、糕点" is what is made there, whatever kinds of food were named before
            named = {code for code in named if self._facts.get(code) is None or not self._facts[code].choices}
        return bool(named & said.known.keys()) and (said.asked is None or said.asked.code not in named)

    def _agreed(self, found: Answers, named: Amendment, said: Context) -> dict[str, Reading]:
        """The corrected values: those that stand beside their facts, then what follows the words of correction."""
        again = {code for code, one in found.readings.items() if one.value != said.known.get(code)}
        own = {
            code: replace(reading, certain=False) if self._is_doubted(code, reading, found) else reading
            for code, reading in named.facts.items()
            if not (code in again and reading.value == said.known.get(code))  # "17 rooms, not 15"
            # a text takes what follows "改成"; numbers and choices are found where they stand
            and (
                code not in found.readings
                or _keeps_some(reading.value, said.known.get(code))
                or isinstance(found.readings[code].value, str)
                # "面积多写了10平，应该是70": what is announced as right outweighs what stands beside the name
                or (reading.certain and not isinstance(reading.value, bool | tuple))
                or found.readings[code].value == said.known.get(code)
                or self._facts[code].type in NUMERIC
            )  # what is taken back is repeated ("前面说卖烟，其实不卖")
        }
        kinds = {self._facts[code].when for code, one in found.readings.items() if isinstance(one.value, tuple)}
        # "只卖卷烟，电子烟不卖" says which tobacco, and not that there is none
        own = {code: one for code, one in own.items() if one.value is not False or code not in kinds}
        # "报纸也卖" of known kinds of publications; "电子烟不卖了" of two kinds of tobacco
        supposed = {self._facts[code].when for code in {*said.known, *own} if code in self._facts}
        settled = {self._facts[code].when for code, one in own.items() if isinstance(one.value, tuple)}
        given = self._words.given(said.industry)  # "处方药也卖" of a pharmacy says which, not that
        taken = [reading.value for reading in own.values() if not isinstance(reading.value, bool)]
        steps = (
            {one.low for one in quantities(said.folded) if is_step(one, said.folded)} if named.facts else set[float]()
        )
        others = {
            code: reading
            for code, reading in found.readings.items()
            # "又招了两个服务员，现在一共6个人" does not say that two serve
            if code in {*said.known, said.asked_code} or isinstance(reading.value, bool) or reading.value not in steps
            # the value that was taken back may be repeated ("60平是错的")
            if code not in own and reading.value not in taken and said.known.get(code) != reading.value
            if code in {*said.known, said.asked_code} or given.get(code) != reading.value
            if code not in settled and not (code in supposed and reading.value is True)
        }
        mentioned = {code for mention in self._words.facts.within(said.folded) for code in mention.codes}
        if named.target is not None and named.target in mentioned:
            # "地址加上二楼": what is said of another fact that nothing names, beside the one that is corrected, is confirmed
            others = {
                code: reading if code in mentioned or code == named.target else Reading(reading.value, certain=False)
                for code, reading in others.items()
            }
        own = {
            code: one
            for code, one in own.items()
            if code in {*said.known, said.asked_code} or given.get(code) != one.value
        }
        readings = {
            **others,
            **own,
            **{code: one for code, one in found.readings.items() if _is_longer(one, own.get(code))},
        }
        some = {
            self._facts[code].when
            for code, one in readings.items()
            if isinstance(one.value, tuple) and one.value not in ((), ("none",))
        }
        some = {code for code in some if code and said.known.get(code) is True}
        return {
            code: one
            for code, one in readings.items()
            if code in said.known or not self._is_of_another(code, readings)
            if not (code in some and one.value is False)  # "只卖卷烟，电子烟不卖"
        }

    def _is_doubted(self, code: str, reading: Reading, found: Answers) -> bool:
        """Whether a message names two choices of one fact ("毛巾床单改一次性的，送出去洗太贵")."""
        other = found.readings.get(code)
        return self._facts[code].type == "choice" and other is not None and other.value != reading.value

    def _some_left(self, readings: Mapping[str, Reading], said: Context) -> Heard | None:
        """What is left of known choices, where nothing else is said than that there are any ("电子烟不卖，光卷烟")."""
        left = exchanged(said, self._facts) if readings else None
        supposed = {self._facts[code].when for code in left.facts} if left is not None else set[str | None]()
        return left if left is not None and readings.keys() <= supposed else None

    def _gives_up_some(self, code: str, said: Context) -> bool:
        """Whether some of the known choices are said not to be ("电子烟不卖，光卷烟")."""
        before = said.known.get(code)
        return isinstance(before, tuple) and not denied(self._facts[code], said.text).isdisjoint(before)

    def _is_of_another(self, code: str, readings: Mapping[str, Reading]) -> bool:
        """Whether a number that nothing names is the one of something known that is named ("池子是25×12，300平")."""
        fact, value = self._facts[code], readings[code].value
        alike = [one for one, other in readings.items() if one != code and other.value == value]
        return words_of(code).nearby_default and any(self._facts[one].type == fact.type for one in alike)

    def _changed_industry(self, said: Context, named: Amendment) -> IndustryGuess | None:
        about = self._facts.get(named.target) if named.target is not None else None
        trades = self._words.trades
        words = QUOTED.sub("", said.folded)  # “李家面馆” may be what a sign says
        if about is None and not trades.intends(words):
            return None
        if about is not None and about.choices_from is None and not trades.opens(words):
            return None  # "服务项目改成住宿和美容" changes what a hotel offers, and does not make a salon of it
        guess = self._words.trades.guess(words)
        if not guess.codes or guess.codes == (said.industry,):
            return None
        return guess

"""Answers that name one or several choices (选项): by label, parts of it, colloquial words, number, or all and none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dialogs.understanding.values.all_or_none import NOTHING, REST_IS_NOT, all_of, is_all_but
from dialogs.understanding.values.choice_names import (
    AMBIGUOUS,
    EXCEPT,
    NONE,
    SHORTEST_FUZZY,
    Vocabulary,
    all_names,
    told_names,
)
from dialogs.understanding.values.folding import clause_at, clauses, fold, is_question, says_dont_know
from dialogs.understanding.values.numerals import numerals
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, in_aside, is_supposed
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

_PARTS = re.compile(
    r"[、/，,；;。]|\band\b|\bplus\b|还有|再(?=[做卖摆加])|(?<=[一-鿿])[和与](?=[一-鿿])|(?<=[一-鿿])\s+(?=[一-鿿])|"
    r"(?<=[一-鿿])跟(?=[一-鿿])(?!着|前|上|不上)"
)
_BOTH = re.compile(r"\bboth\b|两[样个种者]都|都(?:有|做|卖|要|教)")
_ORDINAL = re.compile(
    r"(?:我?选|要|第|就|option|number|no\.?|the)?\s?(?:第)?\s?"
    r"(?P<number>\d{1,2}|[一二两三四五六七八九十]|first|second|third|fourth|fifth|last|最后一|[a-j](?![a-z]))\s?"
    r"(?:个|项|种|类|号|条|one|option|\)|）|、|\.)?(?:吧|的|啊)?"
)
_NUMBER_LIST = re.compile(r"(?:我?选|要|第|option)?\s?\d{1,2}(?:\s?(?:[、，,;\s和跟&+]|and)\s?\d{1,2})+\s?(?:个|项)?")
_FIRST_OR_LAST = re.compile(
    r"(?:我?选|要|就|做|卖|有|the )*(?P<end>前面?|后面?|最后|first|last)\s?(?P<count>[二两三四五六2-6]|two|three|"
    r"four)\s?(?:个|项|种|样|类)?(?:都)?(?:有|要|做|卖|选|是|装了?)?(?:的|吧)?"
)
_LETTERS = re.compile(r"(?:我?选|要|option)?\s?[a-k](?:\s?(?:[、，,;\s和跟&+]|and)\s?[a-k])+|[a-k]{2,6}")
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "two": 2, "three": 3, "four": 4}
_ORDINALS = re.compile(
    r"(?:我?选|要)?\s?第\s?(?:\d{1,2}|[一二三四五六七八九十])(?:\s?(?:个|项|种)?\s?(?:[、，,\s和跟&+]|"
    r"还有)\s?第?\s?(?:\d{1,2}|[一二三四五六七八九十]))+\s?(?:个|项|种)?(?:都)?(?:有|要|做|卖|选)?"
)
_NOT_YET = re.compile(
    r"还没|还未|准备(?:装|做|卖|办|买)|打算(?:装|做|卖|办|买)|正在装|\bnot yet\b|\bplan(?:ning)? to\b"
)
"""What is planned is not what is there: "还没装，准备装隔油池" is confirmed."""
_ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NOT_ALL = re.compile(r"主要|等等|之类|比如|什么的|\b(?:mainly|mostly|etc|such as)\b")
_VERB_BEFORE = re.compile(r"(?:做|卖|有|提供|装了?|只|教|经营|sell|selling|have|offer|teach|serve)\S{0,2}\s?$")
# "开个卖奶茶的店" says what kind of shop it is, not all that it will sell
_DESCRIBES_SHOP = re.compile(r"[店馆铺摊厅]|开[个一家]|\b(?:shop|store|restaurant|caf[eé]|open|opening)\b")
_COUNTED = re.compile(r"\s?(?:面积|大概|大约|差不多|有|是)?\s?[\d一二三四五六七八九十百两]")
_EXAMPLES = re.compile(
    r"(?<=.{3})[，,；;。]\s*(?:主要(?:是|就是|卖|做)|比如|例如|像|大多是|大部分是|mainly|mostly|such as|like)"
)
_CLASSES_EN = re.compile(r"\bclass(?:es)? [1-3](?:(?:,| and|, and| &|/) ?[1-3])+\b")
_CLASSES = re.compile(r"(?<![一二三\d第])(?:[一二三](?:[、和跟与/][一二三])+|[1-3](?:[、和跟与/][1-3])+)类")
_SURE_RATIO, _CLEAR_MARGIN = 80, 12


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """Reads one choice of several."""

    fact_code: str
    vocabulary: Vocabulary
    said: Vocabulary
    dont_know: str | None
    """The choice that says that one does not know, where the fact has it."""

    def read(self, said: Said, around: Surroundings) -> Read:
        answer = said.bare
        if (code := _exact(self.vocabulary, answer)) is not None:
            return Reading(code)
        if not answer:
            return Unclear("hint_choice")
        if says_dont_know(answer):
            return Reading(self.dont_know) if self.dont_know else Unclear("hint_dont_know")
        if (ordinal := _by_number(self.vocabulary, answer)) is not None:
            return ordinal
        mentions = self.vocabulary.mentions(said.folded)
        strong = [mention for mention in mentions if not mention.weak]
        hinted = not strong
        mentions = strong if any(not mention.denied for mention in strong) else mentions
        named = list(dict.fromkeys(mention.code for mention in mentions if not mention.denied))
        if AMBIGUOUS in named:
            return Unclear("hint_choice")
        here = [m.code for m in mentions if not m.denied and not in_aside(said.folded, m.start)]
        if len(set(here)) == 1 and len(named) > 1:
            named = [here[0]]  # "以前是厂房，现在是商铺"
        if len(named) == 1:
            return Reading(named[0], certain=bool(here) and not hinted and not is_question(answer))
        if len(named) > 1:
            return Unclear("hint_choice_one")
        denied = {mention.code for mention in mentions}
        left = [code for code in self.vocabulary.codes if code not in denied]
        if denied and len(left) == 1:
            return Reading(left[0], certain=False)
        if not denied and NONE in self.vocabulary.codes and NOTHING.fullmatch(answer):
            return Reading(NONE)
        return _similar(self.vocabulary, answer) or Unclear("hint_choice")

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        mentions = [
            mention
            for mention in self.said.mentions(said.folded)
            if not mention.denied and _is_told(said.folded, mention.start) and not in_aside(said.folded, mention.start)
        ]
        if len({mention.code for mention in mentions}) != 1:
            return []
        first = mentions[0]
        counted = _COUNTED.match(said.folded, first.end) is not None  # "门面260平" is about its size
        return [Found(first.code, first.start, first.end, certain=not counted, strength=1)]


@dataclass(frozen=True, slots=True)
class MultiChoiceReader:
    """Reads any number of choices."""

    fact_code: str
    vocabulary: Vocabulary
    spread: tuple[tuple[str, str], ...]
    """Words that name several choices at once, the longest first."""

    def read(self, said: Said, around: Surroundings) -> Read:
        answer = said.bare
        codes = self.vocabulary.codes
        if (code := _exact(self.vocabulary, answer)) is not None:
            return Reading((code,))
        if not answer:
            return Unclear("hint_choices")
        if NOTHING.fullmatch(answer):
            return Reading((NONE,)) if NONE in codes else Unclear("hint_choices_some")
        if (every := all_of(answer, len([code for code in codes if code != NONE]))) is not None:
            by_number = self.vocabulary.numbered and answer.startswith(tuple(_COUNTS))  # "三类都做": class 3, or all
            return Reading(tuple(code for code in codes if code != NONE), certain=every and not by_number)
        if (numbers := self._by_numbers(answer)) is not None:
            return numbers
        folded = self._without_examples(REST_IS_NOT.sub("", said.folded))
        folded = _each_class(folded) if self.vocabulary.numbered else folded
        for word, meant in self.spread:
            folded = folded.replace(word, meant)
        mentions = [m for m in self.vocabulary.mentions(folded) if not in_aside(folded, m.start)]
        if not mentions and not REST_IS_NOT.search(said.folded):
            mentions = self.vocabulary.mentions(said.folded)
        named = {mention.code for mention in mentions if not mention.denied}
        denied = {mention.code for mention in mentions if mention.denied} - named
        if says_dont_know(answer) and not named:
            return Unclear("hint_dont_know")
        if AMBIGUOUS in named:
            return Unclear("hint_choices")
        if not named and denied:
            if EXCEPT.search(answer) and REST_IS_NOT.search(said.folded):
                return Reading(tuple(code for code in codes if code in denied))  # "除了凉菜别的不做"
            if is_all_but(answer, excepts=EXCEPT.search(answer) is not None):
                return Reading(tuple(code for code in codes if code not in denied and code != NONE))
            return Unclear("hint_choices")
        if not named:
            similar = _similar(self.vocabulary, answer)
            return Reading((str(similar.value),), certain=False) if similar else Unclear("hint_choices")
        if NONE in named and len(named) > 1:
            named.discard(NONE) if NOTHING.search(answer) is None else None
            if NONE in named:
                return Unclear("hint_choices_none")
        every = tuple(code for code in codes if code != NONE)
        if len(every) == 2 and len(mentions) == 1 and not denied and _BOTH.search(answer):
            return Reading(every, certain=False)  # "both: cigaretts and vapes"
        sure = not (
            is_question(answer)
            or says_dont_know(answer)
            or _NOT_ALL.search(answer)
            or _NOT_YET.search(answer)
            or all(in_aside(folded, mention.start) for mention in mentions)
            or self._lists_more(folded)
        )
        return Reading(tuple(code for code in codes if code in named), certain=sure)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        told = [
            mention
            for mention in self.vocabulary.mentions(said.folded)
            if not mention.denied and mention.code not in {NONE, AMBIGUOUS} and not in_aside(said.folded, mention.start)
        ]
        for start, end in clauses(said.folded):
            clause = said.folded[start:end]
            mentions = [mention for mention in told if start <= mention.start < end]
            # a single character names something only beside another one ("书和杂志"), as does 电子的, which may be of anything
            named = {mention.code for mention in mentions}
            named_plainly = any(m.end - m.start >= 2 and (len(named) > 1 or not m.weak) for m in mentions)
            if not named_plainly or not _is_told(said.folded, start):
                continue
            if _DESCRIBES_SHOP.search(clause):
                continue
            led = _VERB_BEFORE.search(said.folded[start : mentions[0].start]) is not None
            if led or len(named) >= 2:
                value = tuple(code for code in self.vocabulary.codes if code in named)
                # a mention in passing may be only part of the list, so it is confirmed
                return [Found(value, mentions[0].start, mentions[-1].end, certain=False, strength=1)]
        return []

    def _without_examples(self, folded: str) -> str:
        """The words up to examples of what they name ("Class 2 only, mainly hearing aids")."""
        examples = _EXAMPLES.search(folded)
        return (
            folded[: examples.start()]
            if examples is not None and self.vocabulary.mentions(folded[: examples.start()])
            else folded
        )

    def _lists_more(self, folded: str) -> bool:
        """Whether something in the list is none of the choices ("热菜、凉菜、杂货"), so that more may be meant."""
        parts = [part for part in _PARTS.split(folded) if len(part.strip()) > 1]
        return len(parts) > 1 and any(not self.vocabulary.mentions(part) for part in parts)

    def _by_numbers(self, answer: str) -> Read | None:
        codes = tuple(code for code in self.vocabulary.codes if code != NONE)
        if (ends := _FIRST_OR_LAST.fullmatch(answer)) is not None:
            count = _COUNTS.get(ends["count"]) or int(ends["count"])
            if count > len(codes):
                return Unclear("hint_choice_number", details={"max": len(codes)})
            return Reading(codes[:count] if ends["end"] in ("前", "前面", "first") else codes[-count:])
        if _LETTERS.fullmatch(answer) and not self.vocabulary.numbered and not self.vocabulary.mentions(answer):
            places = {ord(letter) - ord("a") for letter in re.findall(r"(?<![a-z])[a-k](?![a-z])", answer) or answer}
            all_codes = self.vocabulary.codes
            if all(0 <= place < len(all_codes) for place in places):
                return Reading(
                    tuple(code for place, code in enumerate(all_codes) if place in places),
                    certain="和" in answer
                    or "、" in answer
                    or "," in answer
                    or "，" in answer
                    or "and" in answer
                    or len(answer) <= 3,
                )
        if _NUMBER_LIST.fullmatch(answer) or _ORDINALS.fullmatch(answer):
            spaced = re.sub(r"[-到至、第]", " ", answer)
            places = [int(number.low) for number in numerals(spaced) if number.low == number.high]
            codes = self.vocabulary.codes
            if places and all(1 <= place <= len(codes) for place in places) and not self.vocabulary.numbered:
                chosen = {codes[place - 1] for place in places}
                return Reading(tuple(code for code in codes if code in chosen))
            return None if self.vocabulary.mentions(answer) else Unclear("hint_choices")  # 92、95 are names
        one = _by_number(self.vocabulary, answer)
        if one is None or isinstance(one, Unclear):
            return one
        return Reading((str(one.value),), one.certain)


def _exact(vocabulary: Vocabulary, answer: str) -> str | None:
    if answer in vocabulary.codes:
        return answer
    return vocabulary.names.get(answer) or None


def _is_told(folded: str, position: int) -> bool:
    """Whether the clause there tells something, rather than asking or supposing it."""
    start, end = clause_at(folded, position)
    clause = folded[start:end]
    return not (folded[end : end + 1] in {"?", "？"} or is_question(clause) or is_supposed(clause))


def _each_class(folded: str) -> str:
    """The words with each of several classes by its whole name ("class 1 and 2", "一、二类")."""
    folded = _CLASSES_EN.sub(lambda said: " and ".join(f"class {one}" for one in re.findall(r"\d", said[0])), folded)
    return _CLASSES.sub(lambda said: "、".join(f"{one}类" for one in re.findall(r"[一二三\d]", said[0])), folded)


def _by_number(vocabulary: Vocabulary, answer: str) -> Reading | Unclear | None:
    match = _ORDINAL.fullmatch(answer)
    if match is None:
        return None
    number = match["number"]
    codes = vocabulary.codes
    if number in {"last", "最后一"}:
        return Reading(codes[-1])
    place = _ORDINAL_WORDS.get(number) or (
        ord(number) - ord("a") + 1 if number.isascii() and number.isalpha() else int(numerals(number)[0].low)
    )
    if not 1 <= place <= len(codes):
        return Unclear("hint_choice_number", details={"max": len(codes)})
    if vocabulary.numbered:
        return Unclear("hint_choice")
    return Reading(codes[place - 1])


def _similar(vocabulary: Vocabulary, answer: str) -> Reading | None:
    """A choice that is spelt almost like the answer; always to be confirmed."""
    if not SHORTEST_FUZZY <= len(answer) <= 40:
        return None
    near = process.extract(
        answer, vocabulary.spelt, scorer=fuzz.ratio, score_cutoff=_SURE_RATIO - _CLEAR_MARGIN, limit=None
    )
    if not near or near[0][1] < _SURE_RATIO:
        return None
    code = vocabulary.names[near[0][0]]
    if any(vocabulary.names[name] != code and near[0][1] - ratio < _CLEAR_MARGIN for name, ratio, _ in near):
        return None
    # 不 turns a similar label into its opposite
    if any(mark in answer for mark in ("不", "没")):
        return None
    return Reading(code, certain=False)


def choice_reader(fact: Fact) -> ChoiceReader:
    """The reader for a fact with one choice; what its choices are called is worked out once."""
    dont_know = next((c.code for c in fact.choices if says_dont_know(fold(c.label.zh))), None)
    return ChoiceReader(fact.code, all_names(fact), told_names(fact), dont_know)


def multi_choice_reader(fact: Fact) -> MultiChoiceReader:
    """The reader for a fact with any number of choices."""
    spread = sorted(words_of(fact.code).spread.items(), key=lambda pair: -len(pair[0]))
    return MultiChoiceReader(fact.code, all_names(fact), tuple(spread))

"""Tellings (说法): how people tell each fact in their own words, and what is most like what somebody says now.

Two things are learnt from them: which fact a clause tells ("灶屋加堂子一百八" the dining area), and, for each fact that has choices
or is either, which value ("拍片去医院": no X-ray machines). What they say is only ever offered for confirmation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dialogs.understanding.leaning import Leaning, weights
from dialogs.understanding.likeness import Example, Likeness
from dialogs.understanding.sentences import encoded, sentence_encoder
from dialogs.understanding.values.folding import fold, fold_example
from dialogs.understanding.values.names import name_beside
from dialogs.understanding.values.said import without_asides
from knowledge.pack import Fact, Pack
from knowledge.values import Value

STRANGE = re.compile(r"[\ufffd{}<>|\\\u0370-\u1fff\U00010000-\U0001f000]|__|;\s*--")
"""What stands in nobody's words: broken characters, code, other scripts."""
UNSURE = "?"
"""Stands for a value where somebody says that they do not know."""
ANY_VALUE = "value"
"""The key of tellings of a number, a name or a text, whichever."""
LONGEST = 40
"""Characters of Chinese that are compared; who says more says more than one thing."""
LONGEST_LATIN = 110
_NOTHING = ""
"""The subject of clauses that tell no fact."""
_BLANK = "{}"
_SOME_NUMBER = "8"
"""Stands in a telling where a number or a name goes: numbers say nothing of what they count."""
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?|[零〇一二两三四五六七八九十百千万半俩仨]*[零〇二两三四五六七八九十百千万俩仨][零〇一二两三四五六七八九十百千万半]*|一(?=[个间台张口位名楼层家平])"
)
_NAMED = re.compile(
    r"(?P<lead>^.{0,24}?(?:是|叫做?|名叫|写的?是?|[:：]|\b(?:called|named|is|says|reads)\b))\s*(?P<named>[^\s].*)$"
)
"""What a clause says behind who or what it is about: what stands there says nothing of that."""
TALK_AT_MOST = 0.25
"""How much more than a fact a clause may be like talk, to tell it."""
_CODES = re.compile(r"[a-z_0-9]+")
_YES_NO: dict[str, Value] = {"yes": True, "no": False}

Sentences = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class Meant:
    """What an answer is most like; `value` is None where it is like what people say who do not know, or tells a number."""

    value: Value | None
    score: float
    lead: float
    """How much more than like anything else."""


@dataclass(frozen=True, slots=True)
class Told:
    """The fact that a clause tells most likely."""

    fact: str
    score: float
    lead: float


class Tellings:
    """The tellings of the facts of one pack; what is learnt of one fact is learnt when it is first asked for."""

    def __init__(self, pack: Pack, examples: Sentences, unsure: Iterable[str], nothing: Iterable[str]) -> None:
        """`examples` are the files of `tellings/`; `nothing` are sentences that tell no fact at all."""
        self._facts = pack.facts
        self._examples = {code: values for code, values in examples.items() if code in pack.facts}
        self._unsure = tuple(fold_example(words) for words in unsure)
        self._nothing = tuple(dict.fromkeys(fold_example(words) for words in nothing))
        self._values: dict[str, Likeness | None] = {}
        self._related = _related(pack.facts)
        self.codes = frozenset(self._examples)

    @property
    def sentences(self) -> list[str]:
        """Everything that sentences are compared with."""
        told = [words for code in self._examples for _, _, words in self._of(code)]
        return [*told, *self._unsure, *(example.words for example in self.told_examples)]

    @cached_property
    def told_examples(self) -> tuple[Example, ...]:
        """What tells a fact by itself, by fact; and what tells none."""
        told = {masked(words): code for code in self._examples for _, kind, words in self._of(code) if kind == "tells"}
        none = {words: _NOTHING for words in self._nothing if words not in told}
        return tuple(Example(words, subject) for words, subject in {**told, **none}.items())

    @cached_property
    def told(self) -> Likeness | None:
        """Which fact is told; None where the encoder is not installed: by wording alone this would be guessing."""
        encoder = sentence_encoder()
        return None if encoder is None or not self._examples else Likeness(self.told_examples, encoder)

    def meant(self, code: str, text: str) -> Meant | None:
        """What an answer to a question with choices, or to a yes-or-no question, is most like; of a number, whether it is none."""
        fact, words = self._facts[code], fold(text).strip()
        if fact.type == "boolean":
            words = without_asides(words)  # what a neighbour does is like the other answer
        if not comparable(words):
            return None
        likeness = self._likeness(code)
        if likeness is None:
            return None
        scores = likeness.of([words])[0]
        best, second = sorted(scores.items(), key=lambda one: -one[1])[:2]
        return Meant(_value(fact, best[0]), best[1], best[1] - second[1])

    def likenesses(self, code: str, words: str) -> tuple[float, float]:
        """How like known answers to a yes-or-no question an answer in folded words is: those that are a no, and a yes."""
        likeness = self._likeness(code)
        scores = {} if likeness is None else likeness.of([without_asides(words) or words])[0]
        return scores.get("no", 0.0), scores.get("yes", 0.0)

    def leaning(self, code: str, text: str) -> Leaning | None:
        """What an answer to a yes-or-no question leans to; None of what is no words that anybody would answer with.

        None, too, where the encoder is not installed.
        """
        words, encoder, likeness = fold(text).strip(), sentence_encoder(), self._likeness(code)
        if encoder is None or STRANGE.search(words) or (likeness is not None and not likeness.knows(words)):
            return None
        return weights().of(code, words, encoded(encoder, [words])[0], self.likenesses(code, words))

    def are_related(self, one: str, other: str) -> bool:
        """Whether one of two facts applies only where the other is so."""
        return other in self._related.get(one, ())

    def is_yes_or_no(self, code: str) -> bool:
        """Whether a fact is either so or not."""
        return self._facts[code].type == "boolean"

    def facts_told(self, clauses: Sequence[str], among: frozenset[str], *, opening: bool = False) -> list[Told | None]:
        """For each clause the fact it tells most likely; None where it is like none of these, or more like nothing.

        `opening` says that a clause may also describe the business that is to be opened.
        """
        words = [masked(fold(clause).strip()) for clause in clauses]
        named = [_leading(one) for one in words]
        if not words or self.told is None:
            return [None] * len(words)
        asked = list(dict.fromkeys((*words, *named)))
        scores = dict(zip(asked, self.told.of(asked), strict=True))
        found: list[Told | None] = []
        for said, leading in zip(words, named, strict=True):
            if not comparable(said):
                found.append(None)
                continue
            best = self._best(scores[said], among, opening=opening)
            if leading != said:
                texts = frozenset(code for code in among if self._facts[code].type in ("text", "address"))
                led = self._best(scores[leading], texts, opening=opening)
                best = led if led is not None and (best is None or led.score > best.score) else best
            found.append(best)
        return found

    def _best(self, scores: Mapping[str, float], among: frozenset[str], *, opening: bool) -> Told | None:
        ranked = sorted(((score, code) for code, score in scores.items() if code in among), reverse=True)
        if not ranked:
            return None
        best, code = ranked[0]
        second = next((score for score, other in ranked[1:] if other not in self._related.get(code, ())), 0.0)
        nothing = scores.get(_NOTHING, 0.0)
        if nothing > best + (0.0 if opening else TALK_AT_MOST):
            return None
        return Told(code, best, best - second)

    def _likeness(self, code: str) -> Likeness | None:
        if code not in self._values:
            examples = dict.fromkeys(self._unsure, UNSURE)
            examples |= {words: key for key, _, words in self._of(code) if key in self._keys(code)}
            subjects = set(examples.values())
            self._values[code] = (
                Likeness([Example(*one) for one in examples.items()], sentence_encoder(), kept=False)
                if len(subjects) > 2
                else None
            )
        return self._values[code]

    def _keys(self, code: str) -> frozenset[str]:
        """The values of a fact that can be told apart by what people say."""
        fact = self._facts[code]
        if fact.type == "boolean":
            return frozenset(_YES_NO)
        return frozenset(choice.code for choice in fact.choices) or frozenset(self._examples.get(code, ()))

    def _of(self, code: str) -> Iterator[tuple[str, str, str]]:
        """Key, kind and words of each telling of a fact."""
        for key, kinds in self._examples.get(code, {}).items():
            for kind, sentences in kinds.items():
                for sentence in sentences:
                    words = fold_example(str(sentence).replace(_BLANK, _SOME_NUMBER))
                    yield key, kind, masked(words) if kind == "tells" and has_value(self._facts[code]) else words


def _value(fact: Fact, key: str) -> Value | None:
    if key in (UNSURE, ANY_VALUE):
        return None
    if fact.type == "boolean":
        return _YES_NO[key]
    return key if fact.choices else int(key)


def _related(facts: Mapping[str, Fact]) -> dict[str, frozenset[str]]:
    """For each fact those that apply only where it is so, and the other way round: who tells of one tells of the other."""
    named = [(code, one.code) for one in facts.values() for code in supposed_by(one) if code in facts]
    pairs = {*named, *((other, one) for one, other in named)}
    return {code: frozenset(other for one, other in pairs if one == code) for code, _ in pairs}


def _leading(words: str) -> str:
    """A clause with a blank for what it names ("老板余德旺", "the sign says Shears")."""
    name = name_beside(words)
    if name is not None and words.endswith(name) and len(words) > len(name) + 1:
        return words.removesuffix(name) + _SOME_NUMBER
    return _NAMED.sub(rf"\g<lead>{_SOME_NUMBER}", words)


def supposed_by(fact: Fact) -> list[str]:
    """The words of the condition of a fact, the codes of what it depends on among them."""
    return _CODES.findall(fact.when or "")


def has_value(fact: Fact) -> bool:
    """Whether a fact is told by a number, a name or a text, so that a telling leaves a blank for it."""
    return fact.type != "boolean" and not fact.choices


def comparable(words: str) -> bool:
    """Whether a clause is neither too short to say anything nor so long that it says several things."""
    return 1 < len(words) <= (LONGEST_LATIN if words[:8].isascii() else LONGEST) and not STRANGE.search(words)


def named(words: str) -> str:
    """What a clause says behind who or what it is about ("执照名字是春妹包子铺")."""
    found = _NAMED.match(words)
    return "" if found is None else found["named"].strip(" “”\"'「」。.,，")


def masked(words: str) -> str:
    """A clause with any number instead of its own."""
    return _NUMBER.sub(_SOME_NUMBER, words)

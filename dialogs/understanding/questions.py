"""Frequent questions (常见问题): which one a clause asks, by its words and by likeness to known phrasings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from dialogs.understanding.segments import compact
from knowledge.pack import FrequentQuestion

SURE = 0.40
UNSURE = 0.18
"""Likeness (0 to 1) from which an answer is given, or offered."""
MARGIN = 0.08
"""How much the best question must lead the next one to be sure."""
CONTAINED = 4
"""Characters from which a phrasing inside a longer clause is as good as the clause itself."""
LONGEST_QUESTION = 200
CLOSEST = 40
"""Phrasings that are compared letter by letter."""
PHRASING_SHARE = 0.4
"""How much the closest phrasing counts, against what all phrasings of the question have in common."""

_ONE_WAY_TO_SAY = (
    ("为啥", "为什么"), ("干啥", "干什么"), ("啥时候", "什么时候"), ("啥", "什么"),
    ("咋样", "怎么样"), ("咋", "怎么"), ("哪儿", "哪里"), ("如何", "怎么"), ("怎样", "怎么样"),
    ("许可证", "证"), ("能不能", "能"), ("可不可以", "能"), ("可以", "能"), ("会不会", "会"),
    ("要不要", "要"), ("需不需要", "要"), ("需要", "要"), ("是不是", "是"), ("有没有", "有"),
    ("办理", "办"), ("店铺", "店"), ("门店", "店"), ("多长时间", "多久"), ("多少时间", "多久"),
    ("必须", "一定要"), ("行不行", "行吗"), ("假如", ""), ("如果", ""), ("万一", ""), ("请问", ""),
    ("我想问一下", ""), ("想问一下", ""), ("问一下", ""), ("我想问", ""), ("想问", ""),
    ("你好", ""), ("您好", ""), ("的话", ""), ("license", "licence"), ("what's", "what is"),
    ("where's", "where is"), ("how's", "how is"),
)  # fmt: skip
_PARTICLES = re.compile(r"[吗呢啊呀哦嘛吧了的么]+$|[\W_]+$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "my",
        "me",
        "you",
        "your",
        "is",
        "are",
        "do",
        "does",
        "it",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "be",
        "can",
        "may",
        "this",
        "that",
        "there",
        "have",
    ]
)


@dataclass(frozen=True, slots=True)
class FaqGuess:
    """The frequent question that was asked; without a code, none that is known."""

    code: str | None
    sure: bool


class FrequentQuestions:
    """The phrasings of the frequent questions, indexed by what they are made of."""

    def __init__(self, questions: Mapping[str, FrequentQuestion], colloquial: Mapping[str, Iterable[str]]) -> None:
        self._code_of: dict[str, str] = {}
        for code, question in questions.items():
            for phrasing in (*question.questions.zh, *question.questions.en, *colloquial.get(code, ())):
                self._code_of.setdefault(normal(str(phrasing).lower()), code)
        self._phrasings = list(self._code_of)
        self._codes = list(self._code_of.values())
        features = [_features(phrasing) for phrasing in self._phrasings]
        spread: dict[str, set[str]] = {}
        for code, parts in zip(self._codes, features, strict=True):
            for part in parts:
                spread.setdefault(part, set()).add(code)
        total = len(set(self._codes)) or 1
        self._weight = {part: math.log(1 + total / len(codes)) for part, codes in spread.items()}
        self._rare = math.log(1 + total)
        self._holders: dict[str, list[int]] = {}
        self._size: list[float] = []
        for number, parts in enumerate(features):
            for part in parts:
                self._holders.setdefault(part, []).append(number)
            self._size.append(math.sqrt(sum(self._weight[part] ** 2 for part in parts)) or 1.0)
        self._subjects = _subjects(self._codes, features, self._weight)

    def exactly(self, words: str) -> FaqGuess | None:
        """The question that a clause asks letter by letter, punctuation and particles aside."""
        code = self._code_of.get(normal(words))
        return None if code is None else FaqGuess(code, True)

    def guess(self, words: str) -> FaqGuess:
        """The question that a clause in folded text is most like."""
        code, likeness, lead = self.best(words)
        if likeness < UNSURE:
            return FaqGuess(None, False)
        return FaqGuess(code, likeness >= SURE and lead >= MARGIN)

    def best(self, words: str) -> tuple[str | None, float, float]:
        """The code of the most similar question, its likeness (0 to 1), and by how much it leads the next one."""
        asked = normal(words[:LONGEST_QUESTION])
        known = self._code_of.get(asked)
        if known is not None:
            return known, 1.0, 1.0
        scores = self._scores(asked)
        ranked = sorted(scores.items(), key=lambda item: -item[1])[:2]
        if not ranked:
            return None, 0.0, 0.0
        runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
        return ranked[0][0], min(ranked[0][1], 1.0), ranked[0][1] - runner_up

    def _scores(self, asked: str) -> dict[str, float]:
        parts = _features(asked)
        size = math.sqrt(sum(self._weight.get(part, self._rare) ** 2 for part in parts)) or 1.0
        shared: dict[int, float] = {}
        for part in parts:
            weight = self._weight.get(part, 0.0) ** 2
            for number in self._holders.get(part, ()):
                shared[number] = shared.get(number, 0.0) + weight
        likeness: dict[str, float] = {}
        everything = sum(self._weight.get(part, self._rare) for part in parts) or 1.0
        for number, overlap in sorted(shared.items(), key=lambda item: -item[1] / self._size[item[0]])[:CLOSEST]:
            phrasing = self._phrasings[number]
            alike = 0.6 * overlap / (size * self._size[number]) + 0.4 * fuzz.ratio(asked, phrasing) / 100
            if len(phrasing) >= CONTAINED and phrasing in asked:
                # what else is said may be the real subject: "要什么材料" is not yet "续证要什么材料"
                held = sum(self._weight[part] for part in _features(phrasing)) / everything
                alike = max(alike, 0.4 + 0.6 * min(held, 1.0))
            code = self._codes[number]
            likeness[code] = max(likeness.get(code, 0.0), alike)
        topical: dict[str, float] = {}
        for part in parts:
            for code, share in self._subjects.get(part, ()):
                topical[code] = topical.get(code, 0.0) + share * self._weight[part] / size
        return {
            code: PHRASING_SHARE * likeness.get(code, 0.0) + (1 - PHRASING_SHARE) * topic
            for code, topic in topical.items()
        }


def _subjects(
    codes: list[str], features: list[set[str]], weight: Mapping[str, float]
) -> dict[str, list[tuple[str, float]]]:
    """By part, how much it speaks for each question: what all phrasings of a question have in common."""
    counts: dict[str, dict[str, int]] = {}
    for code, parts in zip(codes, features, strict=True):
        of_code = counts.setdefault(code, {})
        for part in parts:
            of_code[part] = of_code.get(part, 0) + 1
    subjects: dict[str, list[tuple[str, float]]] = {}
    for code, parts in counts.items():
        weights = {part: math.log(1 + count) * weight[part] for part, count in parts.items()}
        size = math.sqrt(sum(value**2 for value in weights.values())) or 1.0
        for part, value in weights.items():
            subjects.setdefault(part, []).append((code, value / size))
    return subjects


def normal(words: str) -> str:
    """A question in one way of saying it, so that 要不要 and 需要 do not set two questions apart."""
    words = compact(words)
    for said, meant in _ONE_WAY_TO_SAY:
        if said in words and said != words:
            words = words.replace(said, meant)
    bare = _PARTICLES.sub("", words)
    return bare or words


def _features(normalised: str) -> set[str]:
    parts: set[str] = set()
    for run in _HAN.findall(normalised):
        parts.update(run)
        parts.update(run[at : at + 2] for at in range(len(run) - 1))
    words = [word if len(word) < 5 else word.rstrip("s") for word in _WORD.findall(normalised)]
    parts.update(f"{word} " for word in words if word not in _SMALL_WORDS)
    parts.update(f"{one} {two}" for one, two in pairwise(words))
    return parts

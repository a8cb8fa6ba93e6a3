"""Frequent questions (常见问题) asked letter by letter, and the one way of saying in which questions are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.understanding.segments import compact
from knowledge.pack import FrequentQuestion

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


@dataclass(frozen=True, slots=True)
class FaqGuess:
    """The frequent question that was asked; without a code, none that is known."""

    code: str | None
    sure: bool
    others: tuple[str, ...] = ()
    """Further questions that may have been meant, the likeliest first."""
    this: bool = False
    """Whether it asks what is meant by what was just asked of the applicant."""


class FrequentQuestions:
    """The phrasings of the frequent questions."""

    def __init__(self, questions: Mapping[str, FrequentQuestion], colloquial: Mapping[str, Iterable[str]]) -> None:
        self._code_of: dict[str, str] = {}
        for code, question in questions.items():
            for phrasing in (*question.questions.zh, *question.questions.en, *colloquial.get(code, ())):
                self._code_of.setdefault(normal(str(phrasing).lower()), code)

    def exactly(self, words: str) -> FaqGuess | None:
        """The question that a clause asks letter by letter, punctuation and particles aside."""
        code = self._code_of.get(normal(words))
        return None if code is None else FaqGuess(code, True)


def normal(words: str) -> str:
    """A question in one way of saying it, so that 要不要 and 需要 do not set two questions apart."""
    words = compact(words)
    for said, meant in _ONE_WAY_TO_SAY:
        if said in words and said != words:
            words = words.replace(said, meant)
    bare = _PARTICLES.sub("", words)
    return bare or words

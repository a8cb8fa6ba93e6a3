"""Pauses (停顿) where nobody typed any: what is dictated into a telephone comes as one run of characters.

"我叫王小明电话13812345678店在人民路88号六十平" is cut where its parts, taken for themselves, speak most plainly of one fact each;
the best cuts are found from left to right (Bellman 1957), over places where a number ends or words begin that lead to something new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import TELLING
from dialogs.understanding.subjects import roughly_spoken_of

_UNBROKEN = re.compile(r"[^\s，,。.；;！!？?：:、“”\"（）()]{14,120}")
"""More characters than are said in one breath."""
_NUMBER_ENDS = re.compile(r"(?<=[平方号人个楼层米座间张台桌年月日元块吨了])(?![左右多来出几半的把个底初中民员桌床台])")
_BEGINS = re.compile(
    r"(?=然后|还有|另外|而且|我[跟和想叫姓们是]|就[我是做卖扎]|一共|总共|拢共|店?在(?!用)|店里|房子|门[口头]|电话|手机|招牌|厨房|后厨|座位|租|不[卖做搞要上挂用]|"
    r"没|要[挂卖做]|[也都]|有(?!限)|负责|写|装了|上班|[一二两三四五六七八九十百\d]+个|碗筷|毛巾|合同|产权|外卖|监控|消防|法人|现在|(?<!\d)1[3-9]\d{9})"
)
_SHORTEST, _LONGEST = 3, 22
"""Characters of a part."""
_EACH = 0.3
"""How plainly a part must speak of a fact to be worth a cut."""
_PLAINLY = 0.45
"""How plainly a part speaks that tells something by itself."""
_MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Part:
    """Characters between two pauses, and the fact that they speak of most plainly."""

    words: str
    subject: str
    plainly: float


def with_pauses(text: str, whole: Iterable[str]) -> tuple[str, frozenset[str]]:
    """A message with commas where its long runs of characters pause, and the facts that the parts plainly speak of.

    There is no pause in the `whole` words: the names and addresses that were heard.
    """
    subjects: set[str] = set()

    def parted(run: re.Match[str]) -> str:
        parts = _joined(_cut(run.group(), whole))
        subjects.update(part.subject for part in parts if part.plainly > _PLAINLY)
        return "，".join(part.words for part in parts)

    return _UNBROKEN.sub(parted, text), frozenset(subjects)


def _cut(run: str, whole: Iterable[str]) -> list[Part]:
    """The parts that together speak most plainly."""
    inner = {found.start() for way in (_NUMBER_ENDS, _BEGINS) for found in way.finditer(run)} - {0, len(run)}
    for start, words in ((run.find(words), words) for words in whole):
        inner -= set(range(start + 1, start + len(words))) if start >= 0 else set()
    places = [0, *sorted(inner)[:_MOST_PLACES], len(run)]
    best: dict[int, tuple[float, list[Part]]] = {0: (0.0, [])}
    for at, end in enumerate(places[1:], start=1):
        ways: list[tuple[float, list[Part]]] = []
        for start in places[:at]:
            if start not in best or not (_SHORTEST <= end - start <= _LONGEST):
                continue
            of = roughly_spoken_of(run[start:end])
            subject = max(of, key=of.__getitem__)
            before, parts = best[start]
            ways.append((before + of[subject] - _EACH, [*parts, Part(run[start:end], subject, of[subject])]))
        if ways:
            best[end] = max(ways, key=lambda way: way[0])
    return best[len(run)][1] if len(run) in best else [Part(run, "", 0.0)]


def _joined(parts: list[Part]) -> list[Part]:
    """Parts that follow each other and are of one fact, or of none, as one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and (part.subject == last.subject or part.plainly < _EACH):
            joined[-1] = Part(last.words + part.words, last.subject, max(last.plainly, part.plainly))
        else:
            joined.append(part)
    return joined


def more_of(heard: Heard, again: Heard) -> Heard:
    """What was heard of a message as it stands, with what was heard besides when it was read with pauses."""
    if again.intent not in TELLING:
        return heard
    new = {code: value for code, value in again.facts.items() if code not in heard.facts}
    if heard.industry is None and again.industry is not None:
        heard = replace(heard, intent=again.intent, industry=again.industry, faq=None)
    return heard.supposing(new) if new else heard

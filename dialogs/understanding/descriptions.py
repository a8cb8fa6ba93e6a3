"""Descriptions (经营描述): what a business is like that nobody calls by a known name, by likeness to described ones."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dialogs.understanding.likeness import Likeness, examples_of
from dialogs.understanding.segments import compact
from dialogs.understanding.sentences import sentence_encoder
from dialogs.understanding.sounds import features_and_sounds

MOST_PARTS = 4
"""Clauses of a description that are likened one by one."""
LONGEST_PART = 60
NOTHING = "?"
_ELSEWHERE = "-"
_BREAK = re.compile(r"[\W_]*[，。；！？…!?;~\n、,]+[\W_]*")
_FILLER = re.compile(
    r"^(?:那个|就是|你好|您好|请问|我们?|咱们?|俺|家里|老公|朋友|准备|打算|计划|考虑|想要?|要|来|去|正在|"
    r"在(?!线).{0,12}?(?=开|盘|搞|弄|办|做|卖)|开(?!水|锁|黑)|盘下?|搞|弄|办(?!公)|租|做(?=个|一|点)|经营|新|"
    r"了|的|一?[个家间]|那种|这种|"
    r"i am|i'm|we are|i|we|want to|would like to|'d like to|plan(?:ning)? to|going to|thinking of|open(?:ing)?|"
    r"start(?:ing)?|run(?:ning)?|set(?:ting)? up|an?|the|my|small|little|\s)+(?=\S\S)"
)
"""Before a description: that somebody wants to open it, which says nothing of what it is."""
_SHOP = re.compile(
    r"(?<=..)(?:的)?(?:小|大)?(?:店铺|铺子|铺铺|门店|店子|店面|小店|店|铺|门面|门脸儿?|档口|地方|生意|场所|"
    r"买卖| shop| store| place| business)?"
    r"(?:(?<![酒网书水清影迪歌餐唱氧陶果茶咖])吧|了|啊|呢|的)*$"
)
"""After it: that it is a shop, which most are."""


@dataclass(frozen=True, slots=True)
class Described:
    """How far a description is like each industry, each kind of business outside the catalogue, and no business at all."""

    trades: Mapping[str, float]
    elsewhere: Mapping[str, float]
    nothing: float


class Descriptions:
    """Described businesses; what they teach is worked out when a description is first heard."""

    def __init__(self, industries: Container[str], content: Mapping[str, Any]) -> None:
        trades = {code: sentences for code, sentences in content["trades"].items() if code in industries}
        self.kinds_elsewhere = tuple(content["elsewhere"])
        elsewhere = {_ELSEWHERE + kind: sentences for kind, sentences in content["elsewhere"].items()}
        self.examples = examples_of({**trades, **elsewhere, NOTHING: [*content["nothing"], *content["talk"]]}, bare)

    @cached_property
    def likeness(self) -> Likeness:
        return Likeness(self.examples, sentence_encoder(), features_and_sounds)

    def of(self, folded: str) -> Described:
        """What folded text describes: as a whole, and in the clause that says most."""
        parts = [part for part in _BREAK.split(folded) if len(part) > 1][:MOST_PARTS]
        whole = (" ".join(parts) or folded)[: 2 * LONGEST_PART]
        sentences = list(dict.fromkeys(bare(part[:LONGEST_PART]) for part in (whole, *parts) if compact(part)))
        if not sentences:
            return Described({}, {}, 1.0)
        found = self.likeness.of(sentences)
        most = {subject: max(scores[subject] for scores in found) for subject in found[0]}
        said = {subject: (most[subject] + found[0][subject]) / 2 for subject in most}
        nothing = min(scores[NOTHING] for scores in found) if NOTHING in most else 0.0
        return Described(
            {subject: score for subject, score in said.items() if subject[0] not in (_ELSEWHERE, NOTHING)},
            {subject[1:]: score for subject, score in said.items() if subject[0] == _ELSEWHERE},
            nothing,
        )


def wished_for(folded: str) -> str:
    """A description without that somebody wants to open it."""
    return _FILLER.sub("", compact(folded))


def bare(folded: str) -> str:
    """A description without that somebody wants to open it, and that it is a shop."""
    words = wished_for(folded)
    return _SHOP.sub("", words) or words or folded

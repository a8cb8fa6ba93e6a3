"""Which industry (行业) a description means: names and aliases first, then what people call such shops, then likeness."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from dialogs.understanding.descriptions import Descriptions, bare, wished_for
from dialogs.understanding.essence import Essence, essence
from dialogs.understanding.segments import compact
from dialogs.understanding.sightings import SURE_LIKENESS, Sighting, TradeWords, Weight
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import Industry

MOST_OFFERED = 3
LONGEST_DESCRIPTION = 400
"""Characters searched for trades; nobody needs more to say what they open."""
SURE = 0.35
SURE_LEAD = 0.25
NAMED_LEAD = 0.1
"""How far a description must speak for an industry, and how far more than for the next, to be taken at its word."""
OFFERED = 0.1
"""From here a description speaks of some business of ours, so that the best three are offered, where none is sure."""
BEYOND = 0.15
"""From here a description that speaks most for a business outside the catalogue is taken for one."""
PLAUSIBLE = 0.25
CONTESTED = 0.1
"""From here an industry of ours is offered though another business is a little likelier, and how little that is."""
MAY_TELL = 0.3
"""From here words may say what is to be opened, so that they are rather that than a question."""
CLEARLY = 0.1
"""How much more like one kind of business outside the catalogue than the next, to be told where to go with it."""
NAMED = 0.1
PLACE = 0.2
GOODS = 0.12
NAMED_BEYOND = 0.15
LAST_BEYOND = 0.3
MISSPELT = 0.12
"""What an undoubted name, a word for a shop, for what it sells, for one outside the catalogue (more where it comes last, for
that is what the words before it only describe: 新能源汽车4s店), or a nearly right name adds.

A word tips what the whole sentence says, and no more: 酒吧 is a place to sing, and in "不唱歌就喝酒的酒吧" it is none.
"""

_MOST_GUESSED = 4
"""Descriptions whose guess is kept: several parts of the understanding ask for that of one message."""
_INTENDS = re.compile(
    r"(?:想|要|打算|准备|计划|考虑|正在|正|来|去|帮我|如何|怎么|将)?(?:在.{0,30}?)?(?:新)?(?:开(?!水|"
    r"放|始|心|会|发票|门|通|关|的|业|证)|办(?:个|一|间)|搞(?:个|一|间)|弄(?:个|一|间)|盘(?:个|下|了|"
    r"一)|租(?:个|了|间)|做(?:个|一))"
    r"(?:一?个|一?家|一?间|了|办|张|设)?|干脆|改主意|换主意|[搞弄选]错了|[改换转]成|改[卖做开行]|转行|i meant|"
    r"不[^，。,]{1,6}了[^，。,\s]{0,2}[，。,\s]+(?:就|改|想|要|弄|换|只|做|卖|开|我|还是)|(?:想|打算|准备|要|"
    r"计划).{0,12}(?:改成|改造|卖|做|经营|从事|"
    r"创业|搞|干)|开店|(?:要|想)开的|创业|经营|加盟|"
    r"\b(?:open|opening|start|starting|run|running|set up|setting up|launch|own|sell|selling)\b"
)
_ABOVE_AND_BELOW = re.compile(
    r"(?:我?(?:想|要|准备|打算))?(?:楼上|二楼)([^，,。]{2,}?)[，,、\s]*(?:楼下|一楼)([^，,。]{2,})|"
    r"(?:我?(?:想|要|准备|打算))?(?:楼下|一楼)([^，,。]{2,}?)[，,、\s]*(?:楼上|二楼)([^，,。]{2,})"
)
_DENIED = re.compile(
    r"(?:不|没|无|冇)[卖做搞弄办有开供带]?$|\b(?:no|not|without|never|n't)(?: (?:sell|selling|any))? $"
)
"""Ahead of what is not done there ("no books")."""
_SIDE_BY_SIDE = re.compile(r"\s*(?:和|跟|与|及|加|兼|以及|还有|、|\+|&|and)\s*(?:an?\s)?")
_OPENS = re.compile(
    r"(?<![不没别])(?<!不[想要再用])(?<!不打算)开(?!水|放|始|心|会|发票|门|通|关|的|业|证)|转行|经营的?是|(?:要|想)开的|\b(?:open|opening|start|starting|run|running)\b"
)


@dataclass(frozen=True, slots=True)
class IndustryGuess:
    """The industries that a description can mean, best first; with more than one, none is sure."""

    codes: tuple[str, ...]
    sure: bool
    out_of_scope: bool = False
    also: tuple[str, ...] = ()
    """What else is done there, under the industry that leads ("书店里卖咖啡")."""
    elsewhere: str | None = None
    """What kind of business it is, where it is out of scope and that is clear; a group of `businesses.yaml`."""
    likeness: float = field(default=0.0, compare=False)
    """How much the description speaks for the first industry, or for a business outside the catalogue; about 1 for a name."""


def named_surely(guess: IndustryGuess | None) -> str | None:
    """The industry that a description certainly means, if any."""
    return guess.codes[0] if guess is not None and guess.sure and guess.codes else None


class Trades:
    """The businesses of a pack, by name and by description; `described` is the content of `businesses.yaml`."""

    def __init__(
        self, industries: Mapping[str, Industry], colloquial: Mapping[str, Any], described: Mapping[str, Any]
    ) -> None:
        self._words = TradeWords(industries, colloquial)
        self.descriptions = Descriptions(industries, described)
        self._guessed: dict[str, IndustryGuess] = {}

    def named(self, folded: str) -> bool:
        """Whether any business is named, however it is meant."""
        return bool(self._words.all_within(folded[:LONGEST_DESCRIPTION]))

    def is_name(self, words: str) -> bool:
        """Whether folded words are a name of a business and nothing else."""
        return self._words.exactly(compact(words)) is not None

    def is_wish_for(self, words: str) -> bool:
        """Whether folded words name a business and otherwise only say that it is to be opened ("我想开个奶茶店")."""
        return self._exactly(words, essence(words)) is not None

    def intends(self, folded: str) -> bool:
        """Whether the words say that a business is to be opened."""
        return bool(_INTENDS.search(folded[:LONGEST_DESCRIPTION]))

    def opens(self, folded: str) -> bool:
        """Whether the words speak of opening a business, not only of changing something."""
        return bool(_OPENS.search(folded[:LONGEST_DESCRIPTION]))

    def tells(self, words: str) -> bool:
        """Whether folded words by themselves say for sure what is to be opened, ours or not."""
        guess = self.guess(words)
        return guess.out_of_scope or (guess.sure and bool(guess.codes))

    def may_tell(self, words: str) -> bool:
        """Whether folded words by themselves may say what is to be opened."""
        guess = self.guess(words)
        return (guess.out_of_scope or bool(guess.codes)) and guess.likeness >= MAY_TELL

    def guess(self, folded: str) -> IndustryGuess:
        """The industry of a description in folded text; no codes when it names no business that is known."""
        guess = self._guessed.get(folded)
        if guess is None:
            guess = self._guess(folded[:LONGEST_DESCRIPTION])
            if len(self._guessed) >= _MOST_GUESSED:
                self._guessed.clear()
            self._guessed[folded] = guess
        return guess

    def _guess(self, folded: str) -> IndustryGuess:
        if (both := self.above_and_below(folded)) is not None:
            return both
        meant = essence(folded)
        exact = self._exactly(folded, meant)
        if exact is not None:
            kind = None if exact else _clearest(self.descriptions.of(folded).elsewhere)
            guess = IndustryGuess(
                exact[:MOST_OFFERED], len(exact) <= 1, out_of_scope=not exact, elsewhere=kind, likeness=1.0
            )
            return replace(guess, also=self._also(exact[0], [], meant)) if guess.sure and exact else guess
        seen = self._words.within(meant.is_)
        titled = self._titled(meant)
        if titled is not None:
            return IndustryGuess((titled,), True, also=self._also(titled, seen, meant), likeness=1.0)
        guess = self._weighed(seen, meant)
        return replace(guess, also=self._also(guess.codes[0], seen, meant)) if guess.sure and guess.codes else guess

    def above_and_below(self, folded: str) -> IndustryGuess | None:
        """Both industries of a house in which one business is above the other ("楼上住客人，楼下炒菜"); which leads is asked."""
        parted = _ABOVE_AND_BELOW.fullmatch(folded)
        if parted is None:
            return None
        one, other = (self._weighed(self._words.within(part), Essence(part, "")) for part in parted.groups() if part)
        if not one.codes or not other.codes or one.codes[0] == other.codes[0]:
            return None
        likeness = min(one.likeness, other.likeness)
        return IndustryGuess((one.codes[0], other.codes[0]), False, likeness=likeness) if likeness >= SURE else None

    def _titled(self, meant: Essence) -> str | None:
        """The one industry whose name is the first clause, where no other clause is a name ("托育园，50个托位，食堂自己做饭")."""
        clauses = meant.is_.split("，")
        if len(clauses) < 2 or not quantities(clauses[1]):
            return None  # "酒吧，不唱歌的" goes on to say what it is
        named = [self._words.exactly(compact(words)) for words in clauses]
        first = named[0]
        alone = first is not None and len(first) == 1 and not any(other is not None for other in named[1:])
        return first[0] if first is not None and alone else None

    def _exactly(self, folded: str, meant: Essence) -> tuple[str, ...] | None:
        """The industries of a description that is a name, by itself or beside that somebody wants to open it."""
        named = (compact(folded), compact(meant.is_), wished_for(meant.is_), bare(meant.is_))
        return next((codes for codes in map(self._words.exactly, named) if codes is not None), None)

    def _weighed(self, seen: list[Sighting], meant: Essence) -> IndustryGuess:
        """The industries in the order in which words and likeness speak for them."""
        described = self.descriptions.of(meant.is_)
        scores = dict(described.trades)
        for sighting in seen:
            worth = PLACE if sighting.term.weight is Weight.PLACE else GOODS
            for code in sighting.term.codes:
                scores[code] = scores.get(code, 0.0) + worth / len(sighting.term.codes)
        named = _named(seen, meant.is_)
        if named is not None:
            scores[named] = scores.get(named, 0.0) + NAMED
        alike = self._words.alike(meant.is_)
        for code, likeness in alike.items():
            scores[code] = scores.get(code, 0.0) + (PLACE if likeness >= SURE_LIKENESS else MISSPELT * likeness / 100)
        ranked = sorted(scores, key=lambda code: -scores[code])[: MOST_OFFERED + 1]
        first, second = (*(scores[code] for code in ranked[:2]), 0.0, 0.0)[:2]
        beyond = max(described.elsewhere.values(), default=0.0)
        named_beyond = any(not sighting.term.codes for sighting in seen)
        if named_beyond:
            beyond += NAMED_BEYOND if seen[-1].term.codes else LAST_BEYOND
        if described.nothing > max(first, beyond) and not seen and max(alike.values(), default=0.0) < SURE_LIKENESS:
            return IndustryGuess((), False)
        plausible = first >= PLAUSIBLE and beyond - first < CONTESTED and not named_beyond
        if beyond >= BEYOND and beyond > first and not plausible:
            kind = _clearest(described.elsewhere)
            return IndustryGuess((), True, out_of_scope=True, elsewhere=kind, likeness=beyond)
        if (
            first >= SURE
            and not _two_named(seen, meant.is_)
            and first - max(second, beyond) >= (SURE_LEAD if named != ranked[0] else NAMED_LEAD)
        ):
            return IndustryGuess((ranked[0],), True, likeness=first)
        return IndustryGuess(tuple(ranked[:MOST_OFFERED]) if first >= OFFERED else (), False, likeness=first)

    def _also(self, lead: str, seen: list[Sighting], meant: Essence) -> tuple[str, ...]:
        """The other industries whose words stand beside the one that leads."""
        others = [
            sighting
            for words, sightings in ((meant.is_, seen), (meant.besides, self._words.all_within(meant.besides)))
            for sighting in sightings
            if _DENIED.search(words[: sighting.start]) is None
        ]
        return tuple(
            dict.fromkeys(
                sighting.term.codes[0]
                for sighting in others
                if len(sighting.term.codes) == 1 and sighting.term.codes[0] != lead
            )
        )


def _two_named(seen: list[Sighting], words: str) -> bool:
    """Whether two shops are named side by side, so that only the applicant can say which leads ("超市和药店")."""
    places = [sighting for sighting in seen if sighting.term.weight is Weight.PLACE and sighting.term.codes]
    return any(
        not {*one.term.codes} & {*other.term.codes} and _SIDE_BY_SIDE.fullmatch(words[one.end : other.start])
        for one, other in pairwise(places)
    )


def _clearest(elsewhere: Mapping[str, float]) -> str | None:
    """The kind of business outside the catalogue, if one is clearly meant."""
    first, second = (*sorted(elsewhere, key=lambda kind: -elsewhere[kind])[:2], None, None)[:2]
    if first is None or (second is not None and elsewhere[first] - elsewhere[second] < CLEARLY):
        return None
    return first


def _named(seen: list[Sighting], words: str) -> str | None:
    """The industry that names of shops leave no doubt of."""
    places = [sighting for sighting in seen if sighting.term.weight is Weight.PLACE]
    if not places or any(len(sighting.term.codes) != 1 for sighting in places):
        return None
    first, last = places[0].term.codes[0], places[-1].term.codes[0]
    if all(sighting.term.codes[0] == first for sighting in places):
        return first
    # "书店里的咖啡馆", "带泳池的宾馆": the first leads where the other stands inside it, the last where the first describes it
    between = words[places[0].end : places[1].start] if len(places) == 2 else ""
    if re.match(r"(?:里面?|内|中)", between):
        return first
    return last if re.search(r"的(?:小|大)?$", between) else None

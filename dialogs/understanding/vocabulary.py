"""The words (词汇) of one pack: phrases, questions, trades and names, from the YAML files beside this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from dialogs.understanding.industries import Trades
from dialogs.understanding.intents import Phrases
from dialogs.understanding.mentions import Mentions
from dialogs.understanding.purposes import Purposes
from dialogs.understanding.questions import FrequentQuestions
from dialogs.understanding.spelling import Spelling
from dialogs.understanding.tellings import Tellings
from dialogs.understanding.values.words import words_of
from knowledge.conditions.rules import rules_of
from knowledge.pack import Pack
from knowledge.values import Value

EVERY_SO_MANY = 10
"""Of so many descriptions of a business one stands for clauses that tell no fact."""


class Vocabulary:
    """All that messages are looked through for; built once for a pack."""

    def __init__(self, pack: Pack) -> None:
        names = _content("mentions")
        phrases, wordings, businesses = _content("phrases"), _content("wordings"), _content("businesses")
        self.questions = FrequentQuestions(pack.faq, wordings)
        self._trades_asked = frozenset(
            code for code, one in pack.faq.items() if one.about in pack.permits or one.about in pack.industries
        )
        more = _content("wishes")
        wishes = {name: (*said["exact"], *more.get(name, ())) for name, said in phrases.items()}
        self.phrases = Phrases({name: {**said, "exact": wishes[name]} for name, said in phrases.items()})
        asked = _content("asked")
        self.purposes = Purposes(pack.faq, wordings, asked, wishes, (*businesses["nothing"], *asked["talk"]))
        self.trades = Trades(pack.industries, _content("trades"), businesses)
        described = (str(words) for said in businesses["trades"].values() for words in said[::EVERY_SO_MANY])
        nothing = (*businesses["nothing"], *asked["talk"], *described)
        rules = rules_of(pack.facts)
        self._used = {
            code: frozenset(
                fact
                for permit in one.permits
                for fact in (*pack.permits[permit.code].facts, *rules.of(permit.when).closure)
            )
            for code, one in pack.industries.items()
        }
        self._given = {code: one.given for code, one in pack.industries.items()}
        self._pack_facts = pack.facts
        self._mentioned: Mapping[str, Iterable[str]] = names["facts"]
        self.tellings = Tellings(pack, _tellings(), _content("tellings/unsure")["sentences"], nothing)
        self.facts = Mentions(names["facts"], {c: _names(f.label.zh, f.label.en) for c, f in pack.facts.items()})
        self.permits = Mentions(
            names["permits"], {c: (*_names(p.name.zh, p.name.en), p.document) for c, p in pack.permits.items()}
        )
        self.materials = Mentions(
            names["materials"], {c: _names(m.name.zh, m.name.en) for c, m in pack.materials.items()}
        )

    def used(self, industry: str) -> frozenset[str]:
        """The facts that the permits of an industry use."""
        return self._used.get(industry, frozenset())

    def given(self, industry: str | None) -> Mapping[str, Value]:
        """What goes without saying of a business of an industry."""
        return self._given.get(industry, {}) if industry is not None else {}

    @cached_property
    def spelling(self) -> Spelling:
        """What facts and their choices are called, to put right what is misspelt."""
        words = [word for said in self._mentioned.values() for word in said]
        for fact in self._pack_facts.values():
            own = words_of(fact.code)
            words += (fact.label.zh, *own.nouns, *own.nouns_asked, *own.near, *own.names)
            words += (*chain.from_iterable(own.choices.values()), *(choice.label.zh for choice in fact.choices))
        known = [self.purposes.likeness, *([] if self.tellings.told is None else [self.tellings.told])]
        return Spelling.of(words, lambda pair: any(likeness.has_part(pair) for likeness in known))

    def is_about_trades(self, question: str) -> bool:
        """Whether a frequent question is about one kind of business or permit, rather than about the errand."""
        return question in self._trades_asked

    def named(self, folded: str) -> str | None:
        """The fact, material or permit that folded text names; the longest name if it names several."""
        mentions = [m for names in (self.facts, self.materials, self.permits) for m in names.within(folded)]
        return max(mentions, key=lambda mention: mention.end - mention.start).codes[0] if mentions else None


def _names(zh: str, en: str | None) -> tuple[str, ...]:
    return (zh,) if en is None else (zh, en)


def _tellings() -> dict[str, Any]:
    files = sorted(path.stem for path in Path(__file__).with_name("tellings").glob("*.yaml") if path.stem != "unsure")
    return {code: told for name in files for code, told in _content(f"tellings/{name}").items()}


def _content(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (Path(__file__).parent / f"{name}.yaml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.load(file, Loader=loader)
    return content

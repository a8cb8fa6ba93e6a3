"""How applicants speak of facts (口语说法), from `words.yaml`: colloquial words beside the labels of the pack."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import cast

import yaml
from pydantic import BaseModel, ConfigDict


class FactWords(BaseModel):
    """What is said of one fact; the keys are explained at the top of `words.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    near: tuple[str, ...] = ()
    nearby_default: bool = False
    unless: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    roles_else: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    not_units: tuple[str, ...] = ()
    values: dict[int, tuple[str, ...]] = {}
    nouns: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    nouns_asked: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    affirms: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    said_affirms: tuple[str, ...] = ()
    said_denies: tuple[str, ...] = ()
    no_supposes: bool = False
    where_only: dict[str, tuple[str, ...]] = {}
    choices: dict[str, tuple[str, ...]] = {}
    weak: tuple[str, ...] = ()
    spread: dict[str, str] = {}
    said: dict[str, tuple[str, ...]] = {}


class PlainWords(BaseModel):
    """Whole answers that are yes or no to any question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    affirms: frozenset[str]
    denies: frozenset[str]


class NameWords(BaseModel):
    """What names of people begin with, and the words beside them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    surnames: str
    compound: tuple[str, ...]
    roles: tuple[str, ...]
    relations: tuple[str, ...]
    kin: tuple[str, ...]
    no_names: frozenset[str]

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """Who somebody is (称谓), said before or behind the name."""
        kin = [one for one in self.kin if not one.isascii()]
        return (*self.relations, *self.roles, *(f"我{one}" for one in kin), *(one for one in kin if len(one) > 1))

    @cached_property
    def of_others(self) -> tuple[str, ...]:
        """Whose son or brother somebody is stands before one of these, and not whose name follows ("老板弟弟张磊")."""
        kin = (*self.kin, *(one.removeprefix("我") for one in self.relations))
        return tuple(one for one in kin if len(one) > 1)


NOTHING_SAID = FactWords()


@cache
def spoken_words() -> dict[str, FactWords]:
    """The words of each fact, by its code; read once."""
    return {code: FactWords.model_validate(words) for code, words in _content("words.yaml").items()}


@cache
def plain_words() -> PlainWords:
    """The answers in `yes_no.yaml`; read once."""
    return PlainWords.model_validate(_content("yes_no.yaml"))


@cache
def name_words() -> NameWords:
    """The words of `names.yaml`; read once."""
    return NameWords.model_validate(_content("names.yaml"))


def is_role(words: str) -> bool:
    """Whether words are nothing but what somebody is, whose name some fact asks for ("经营者")."""
    return any(words in one.roles for one in spoken_words().values())


def words_of(fact_code: str) -> FactWords:
    """The words for a fact; a fact of a new industry may have none and then lives by its labels."""
    return spoken_words().get(fact_code, NOTHING_SAID)


def _content(name: str) -> dict[str, object]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with Path(__file__).with_name(name).open(encoding="utf-8") as file:
        return cast("dict[str, object]", yaml.load(file, Loader=loader))

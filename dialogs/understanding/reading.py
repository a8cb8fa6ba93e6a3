"""Reading an answer (读取答复): what a message says of one fact, as a value, a hint why not, or a mention in passing.

Hints are keys of the catalogue; in brackets the details that their wording may use:

hint_too_long [max] · hint_dont_know · hint_industry
hint_yes_no · hint_yes_no_hedged
hint_number · hint_number_one · hint_number_total · hint_number_bounds [min, max] · hint_whole_number
hint_unit_area · hint_unit_volume · hint_unit_length · hint_unit_money · hint_unit_floor · hint_unit_count
hint_date · hint_date_one · hint_date_invalid · hint_date_open_ended · hint_date_lunar · hint_date_order
hint_phone · hint_phone_one · hint_phone_mainland · hint_phone_area_code · hint_phone_digits [digits, expected]
hint_code · hint_code_one · hint_code_length [length, expected] · hint_code_check
hint_code_character [position, expected, found; suggestion: the mended code]
hint_id · hint_id_one · hint_id_length [length, expected] · hint_id_check · hint_id_character [position; suggestion]
hint_address · hint_address_one · hint_address_same · hint_address_short [min] · hint_address_door
hint_name · hint_name_self · hint_name_full · hint_text · hint_text_short [min] · hint_list
hint_choice · hint_choice_one · hint_choice_number [max] · hint_choices · hint_choices_some · hint_choices_none
hint_size · hint_size_unit [suggestion: the size in metres]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.understanding.values.addresses import address_reader
from dialogs.understanding.values.amount_facts import amount_reader
from dialogs.understanding.values.choices import ChoiceReader, MultiChoiceReader, choice_reader, multi_choice_reader
from dialogs.understanding.values.credit_codes import credit_code_reader
from dialogs.understanding.values.dates import date_reader
from dialogs.understanding.values.folding import MAX_CHARACTERS
from dialogs.understanding.values.id_numbers import id_number_reader
from dialogs.understanding.values.lists import list_reader
from dialogs.understanding.values.names import name_reader
from dialogs.understanding.values.outcomes import Found, Reading, Surroundings, Unclear
from dialogs.understanding.values.phones import phone_reader
from dialogs.understanding.values.said import FactReader, Said, in_aside, said
from dialogs.understanding.values.sizes import size_reader
from dialogs.understanding.values.texts import text_reader
from dialogs.understanding.values.yes_no_facts import yes_no_reader
from knowledge.pack import Fact

__all__ = ["Found", "Reading", "Surroundings", "Unclear", "find", "find_all", "prepare", "read", "ruled_out"]

_MOST_READERS = 4096
_MOST_TEXTS = 4
_MOST_BARE = 2048
_SHORT = 4
"""Characters of a bare yes or no ("没有的"): what is said most often of all, and means the same on any day."""


@dataclass(frozen=True, slots=True)
class _Industries:
    """The industry is understood by the matcher, not by a parser; only its code is taken here."""

    def read(self, said: Said, around: Surroundings) -> Unclear:
        return Unclear("hint_industry")

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        return []


# by identity, since hashing a fact costs more than reading an answer; the fact is kept so that its id stays its own
_readers: dict[int, tuple[Fact, FactReader]] = {}
_bare: dict[tuple[int, str], tuple[Fact, Reading | Unclear]] = {}
_found: dict[tuple[str, Surroundings], dict[int, tuple[Fact, list[Found]]]] = {}


def read(fact: Fact, text: str, around: Surroundings) -> Reading | Unclear:
    """What the whole message says in answer to this fact, which was asked."""
    if len(text) > MAX_CHARACTERS:
        return Unclear("hint_too_long", details={"max": MAX_CHARACTERS})
    if fact.type != "boolean" or len(text) > _SHORT:
        return _reader(fact).read(said(text), around)
    known = _bare.get((id(fact), text))
    if known is None or known[0] is not fact:
        if len(_bare) >= _MOST_BARE:
            _bare.clear()
        known = _bare[id(fact), text] = (fact, _reader(fact).read(said(text), around))
    return known[1]


def find(fact: Fact, text: str, around: Surroundings) -> list[Found]:
    """The mentions of this fact in a message about anything; conservative: none rather than a doubtful one."""
    if len(text) > MAX_CHARACTERS:
        return []
    return _reader(fact).find(said(text), around)


def find_all(facts: Iterable[Fact], text: str, around: Surroundings) -> list[tuple[Fact, Found]]:
    """The mentions of each of these facts, fact by fact; the last few texts are searched once however often that is asked."""
    known = _found.get((text, around))
    if known is None:
        if len(_found) >= _MOST_TEXTS:
            _found.clear()
        known = _found[text, around] = {}
    mentions: list[tuple[Fact, Found]] = []
    for fact in facts:
        searched = known.get(id(fact))
        if searched is None or searched[0] is not fact:
            searched = known[id(fact)] = (fact, find(fact, text, around))
        mentions += [(fact, found) for found in searched[1]]
    return mentions


def ruled_out(fact: Fact, text: str) -> frozenset[str]:
    """The choices of a fact that a message names only to rule them out, or as they were before or are elsewhere."""
    reader = _reader(fact)
    if not isinstance(reader, ChoiceReader | MultiChoiceReader):
        return frozenset()
    folded = said(text).folded
    mentions = reader.vocabulary.mentions(folded)
    here = [one for one in mentions if not one.denied and not in_aside(folded, one.start)]
    named = {one.code for one in here if not one.weak} or {one.code for one in here}  # "验收不用，备案做了"
    return frozenset(one.code for one in mentions) - named


def denied(fact: Fact, text: str) -> frozenset[str]:
    """The choices of a fact that a message names only to say no to them, and not as they were before or are elsewhere."""
    reader = _reader(fact)
    if not isinstance(reader, ChoiceReader | MultiChoiceReader):
        return frozenset()
    mentions = reader.vocabulary.mentions(said(text).folded)
    return frozenset(one.code for one in mentions) - {one.code for one in mentions if not one.denied}


def prepare(facts: Iterable[Fact]) -> None:
    """Make the readers of these facts ahead of the first answer."""
    for fact in facts:
        _reader(fact)


def _reader(fact: Fact) -> FactReader:
    known = _readers.get(id(fact))
    if known is not None:
        return known[1]
    if len(_readers) >= _MOST_READERS:
        _readers.clear()
    reader = _made(fact)
    _readers[id(fact)] = (fact, reader)
    return reader


def _made(fact: Fact) -> FactReader:
    match fact.type:
        case "boolean":
            return yes_no_reader(fact)
        case "integer" | "decimal" | "area_m2" | "money":
            return amount_reader(fact)
        case "date":
            return date_reader(fact)
        case "phone":
            return phone_reader(fact)
        case "uscc":
            return credit_code_reader(fact)
        case "id_number":
            return id_number_reader(fact)
        case "address":
            return address_reader(fact)
        case "choice":
            return choice_reader(fact) if fact.choices else _Industries()
        case "multi_choice":
            return multi_choice_reader(fact)
        case "list":
            return list_reader(fact)
        case "text" if "×" in fact.label.zh:
            return size_reader(fact)
        case "text" if "姓名" in fact.label.zh:
            return name_reader(fact)
        case "text":
            return text_reader(fact)


def is_settled(asked: Fact, text: str, around: Surroundings) -> bool:
    """Whether the way it is said makes a message a yes or no, whatever the words are like."""
    own = read(asked, text, around) if asked.type == "boolean" else None
    return isinstance(own, Reading) and own.settled

"""Plain answers (直接回答): messages that are nothing but the answer to what was asked."""

from __future__ import annotations

from dialogs.understanding.clauses import WISHED_AS_WORDS
from dialogs.understanding.correction_cues import is_correction
from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import is_of_person
from dialogs.understanding.message_cues import (
    A_DAY_BESIDE,
    A_DOOR_BESIDE,
    A_NUMBER_BESIDE,
    A_WORD,
    BESIDE_A_NUMBER,
    MORE_THAN_A_NUMBER,
    MORE_THAN_AN_ANSWER,
    OF_CODES,
    ONLY_SOME,
    UNMISTAKABLE,
)
from dialogs.understanding.persons import names_several
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.revisions import WORDED
from dialogs.understanding.segments import asks, segments
from dialogs.understanding.statements import SHORTEST_NAMING, Statements
from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import fold
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import NUMERIC, Fact

WORDS_BESIDE = 6
"""Characters beside a number that may be about something else than was asked."""
MOST_NAMED = 3
"""Characters, or words of English, that are a name rather than anything said."""
WISHED_AS_WORDS_LEAD = 0.15
"""How much more like a wish than like anything else what could be a name must be."""


class PlainAnswers:
    """Hears messages that are nothing but the answer to what was asked."""

    def __init__(self, statements: Statements, words: Vocabulary) -> None:
        self._statements = statements
        self._words = words

    def heard(self, asked: Fact, text: str, around: Surroundings) -> Heard | None:
        """The message as nothing but the answer; None when it may be more than that."""
        if MORE_THAN_AN_ANSWER.search(text) or asked.choices_from is not None:
            return None
        if " " in text.strip() and not text.isascii() and len(segments(fold(text))) > 1:
            return None  # "50平左右 一楼 门面房"
        if asked.type != "boolean":
            if asked.type in WORDED:
                folded = fold(text)
                if asked.type == "text" and is_correction(folded) and joined(folded):
                    return None  # "机器从120减到一百"
                if is_of_person(asked) and names_several(text):
                    return None  # "消防和治安都是王强"
                if asked.type == "text" and A_NUMBER_BESIDE.search(text):
                    return None  # "王磊 15586871234"
                if self._words.phrases.loosely(folded) or self._words.phrases.within(folded) or self._wishes(folded):
                    return None
                if len(text) > SHORTEST_NAMING and self._statements.names_another(asked, text):
                    return None  # "公园路22号 电话135…"
            elif asked.type in NUMERIC and len(joined(fold(text))) > 1:
                return None  # "七个厅加一块儿是九百六十四座"
            elif MORE_THAN_A_NUMBER.search(text) or self._statements.names_another(asked, text):
                return None
            elif asked.type == "phone" and A_WORD.search(text):
                return None  # "18771901234 何静"
            elif asked.type in UNMISTAKABLE and len(OF_CODES.sub("", text)) > SHORTEST_NAMING + 3:
                return None  # "138… 微信一样 我叫高明"
            elif asked.type == "choice" and A_DAY_BESIDE.search(text):
                return None  # "rented until 15 September 2027"
            elif asked.type == "choice" and A_DOOR_BESIDE.search(text):
                return None  # "寄到人民路18号"
        elif len(text) > SHORTEST_NAMING and text.endswith("不") and asks(fold(text)):
            return None  # "学校边上卖烟给批不"
        elif (not text.isalpha() and any(character.isdigit() for character in text)) or (
            len(text) > SHORTEST_NAMING and self._statements.names_another(asked, text)
        ):
            return None
        reading = read(asked, text, around)
        if asked.type == "boolean" and ONLY_SOME.match(text):
            return None  # "just vapes" says more than yes
        if isinstance(reading, Reading) and reading.certain:
            return Heard(Intent.ANSWER, {asked.code: reading.value})
        return None

    def _wishes(self, folded: str) -> bool:
        """Whether words where a name could stand are rather a wish or a question ("get me someone from the office")."""
        words = folded.split() if folded.isascii() else folded
        if not len(words) > MOST_NAMED or any(character.isdigit() for character in folded):
            return False
        (purpose,), _ = self._words.purposes.of([folded])
        if purpose.question is not None and asks(folded):
            return True
        wished = purpose.intent is not None or (
            purpose.question is not None and not self._words.is_about_trades(purpose.question)
        )
        return wished and purpose.likeness >= WISHED_AS_WORDS and purpose.lead >= WISHED_AS_WORDS_LEAD


def says_more(asked: Fact, text: str) -> bool:
    """Whether a number stands among words that may be about something said before ("灶间不止四十 四十六")."""
    return asked.type in NUMERIC and len(BESIDE_A_NUMBER.sub("", text)) > WORDS_BESIDE


def prose(asked: Fact, text: str, around: Surroundings) -> Heard:
    """A long answer to a question for prose: taken whole, without looking for anything else in it."""
    reading = read(asked, text, around)
    if isinstance(reading, Reading):
        unsure = frozenset[str]() if reading.certain else frozenset({asked.code})
        return Heard(Intent.ANSWER, {asked.code: reading.value}, confirm=unsure)
    return Heard(Intent.ANSWER, unclear={asked.code: reading})

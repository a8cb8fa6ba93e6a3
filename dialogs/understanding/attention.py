"""What a message means as it stands (一句话本身): taken apart into what steers, asks, corrects and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from dialogs.understanding.answers import Answers, is_prose
from dialogs.understanding.besides import Stated, besides, told_by
from dialogs.understanding.clauses import Clause, sorted_out
from dialogs.understanding.consequences import with_supposed
from dialogs.understanding.decisions import Decisions
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.industries import IndustryGuess
from dialogs.understanding.intents import PRESSING, Intent
from dialogs.understanding.known_answers import contradicted, indirectly, is_of_person, is_surely
from dialogs.understanding.led_texts import without_count
from dialogs.understanding.message_cues import (
    AS_RECALLED,
    CHANGE_IT,
    QUOTED,
    TURNS_TO,
    WHY_ASKED,
    is_noise,
)
from dialogs.understanding.message_parts import (
    as_answer,
    labels,
    put_right,
    rather,
    undisputed,
    with_punctuation,
)
from dialogs.understanding.numbering import without_numbering
from dialogs.understanding.permits import PermitRemark, remark
from dialogs.understanding.persons import with_persons
from dialogs.understanding.plain_answers import PlainAnswers, prose, says_more
from dialogs.understanding.polite_changes import is_polite_change
from dialogs.understanding.questions import FaqGuess
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.retellings import exchanged, retold, told_again
from dialogs.understanding.retractions import retracted, taken_back
from dialogs.understanding.revisions import WORDED, Revisions
from dialogs.understanding.rhetoric import said_plainly
from dialogs.understanding.second_thoughts import thought_better
from dialogs.understanding.segments import Segment, blanked, segments
from dialogs.understanding.slips import meant_as_no
from dialogs.understanding.statements import Statements
from dialogs.understanding.tellings import Told
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.words import words_of
from dialogs.understanding.vocabulary import Vocabulary
from dialogs.understanding.weighing import stated_to_ask
from knowledge.pack import Fact, Pack
from knowledge.values import Value

LONGEST_PROSE = 2000
"""Characters that are kept of an answer in prose, such as a business scope (经营范围)."""
LONGEST_MESSAGE = 500
"""Characters that are looked at of any other message."""
MOST_CLAUSES = 16
"""Clauses of a message that are looked at for questions and wishes."""
LONGEST_PLAIN = 40
"""Characters of an answer that is tried at once, before the message is taken apart."""
ASKING_RATHER = 0.3
"""How like a known question a message with words of correction must be to be taken as that."""
_WORTH_READING_FIRST = frozenset({Intent.YES, Intent.NO, Intent.SKIP, Intent.UNKNOWN})


class Attention:
    """Takes messages apart in the light of one pack."""

    def __init__(self, pack: Pack, words: Vocabulary) -> None:
        self._facts = pack.facts
        self._words = words
        order = words.facts.order
        in_order = sorted(
            (fact for fact in pack.facts.values() if fact.choices_from is None), key=lambda fact: order[fact.code]
        )
        self._statements = Statements(pack.facts, in_order, words)
        self._plain = PlainAnswers(self._statements, words)
        self._decisions = Decisions(pack.facts, words)
        self._revisions = Revisions(pack.facts, in_order, words)
        self.labels = labels(pack)
        self._all = frozenset(pack.facts)

    def heard(
        self, text: str, asked: Fact | None, industry: str | None, known: Mapping[str, Value], around: Surroundings
    ) -> Heard:
        if asked is not None and len(text) > LONGEST_MESSAGE and is_prose(asked):
            return prose(asked, text[:LONGEST_PROSE], around)
        text = without_numbering(text[:LONGEST_MESSAGE])
        text = without_count(text) if asked is not None and asked.type == "text" else text
        if asked is not None and (named := self.labels.get((asked.code, text))) is not None:
            return Heard(Intent.ANSWER, {asked.code: named})  # nothing in it has to be made out, nor doubted
        if text.isascii() and is_noise(text.lower()):
            return Heard(Intent.UNKNOWN)  # "asdfgh jkl" is nobody's name
        plainly = None
        if asked is not None and asked.type == "boolean":
            plainly = meant_as_no(text, asked) or said_plainly(text) or thought_better(text, asked, around)
        if asked is not None and len(text) <= LONGEST_PLAIN and plainly is None:
            plain = self._plain.heard(asked, text, around)
            if plain is not None and not (known and says_more(asked, text)):
                return contradicted(plain, asked, text, self._words.tellings, around)
        heard = self._taken_apart(text, asked, industry, known, around)
        if asked is not None and plainly is not None:
            said_so = self._taken_apart(plainly, asked, industry, known, around)
            heard = rather(heard, said_so, read(asked, plainly, around), asked)
        mended = self._words.spelling.mended(text)
        if mended is None:
            return heard
        return put_right(heard, self._taken_apart(mended, asked, industry, known, around), self._facts)

    def _taken_apart(
        self, text: str, asked: Fact | None, industry: str | None, known: Mapping[str, Value], around: Surroundings
    ) -> Heard:
        """What a message means, and what that contradicts of known answers."""
        folded = fold(text)
        if not any(character.isalnum() for character in folded) or is_noise(folded):
            return Heard(self._words.phrases.exactly(folded) or Intent.UNKNOWN)
        said = Context(text, folded, segments(folded), asked, industry, known, around)
        back = retracted(said, self._words.facts)
        if back is not None and self._words.phrases.within(folded) is not Intent.BACK:
            return taken_back(back[0], said, self._facts)
        heard = self._attentively(said)
        if heard.intent is not Intent.COMPLAINT or self._words.phrases.within(said.folded) is not Intent.COMPLAINT:
            heard = indirectly(heard, said, self._words.tellings)  # who complains in so many words answers nothing
        heard = with_persons(stated_to_ask(heard, said, self._facts), said, self._facts, self._used_by(heard, said))
        stated = "，".join(text[clause.start : clause.end] for clause in said.clauses if not clause.asks)
        return (
            heard
            if asked is None
            else contradicted(as_answer(heard, asked, said), asked, stated, self._words.tellings, around)
        )

    def _attentively(self, said: Context) -> Heard:
        """The message taken apart: what steers, what asks, what corrects, what answers."""
        phrase = self._words.phrases.exactly(said.folded)
        if phrase is not None:
            return self._steered(phrase, said)
        amended = self._revisions.heard(said)
        used = self._words.used(said.industry) if said.industry else self._all
        if amended is not None and (is_polite_change(amended, said) or not self._asks_rather(said)):
            told = retold(amended, said, self._words.tellings, self._facts, used)
            return with_supposed(told, said, self._words.tellings, self._facts, used)
        noticed = self._noticed(said)
        again = self._told_again(said) if amended is None and noticed is None else None
        if again is not None:
            return again
        told = told_by(said, self._words.tellings, used)
        clauses = sorted_out(
            said.clauses[:MOST_CLAUSES],
            self._words,
            partial(self._statements.states, said=said, told=told),
            opening=said.industry is None or (said.asked is None and not any(one.asks for one in said.clauses)),
            worded=None if said.asked is None else said.asked.type in WORDED,
        )
        idle = [c.segment for c in clauses if self._is_no_answer(c, said)]
        if noticed is not None:
            number = (noticed[0].number or "").lower()
            idle += [noticed[1], *(segment for segment in said.clauses if number and number in segment.words)]
        spans = with_punctuation(idle, said)
        statement = blanked(said.text, spans)
        found = self._statements.doubted(
            self._news(undisputed(self._statements.answers(statement, said), said), said), clauses, said
        )
        heard = Heard(
            Intent.UNKNOWN,
            {code: reading.value for code, reading in found.readings.items()},
            found.unclear,
            frozenset(code for code, reading in found.readings.items() if not reading.certain),
            self._industry(blanked(said.folded, spans), said, found, told),
            self._faq(clauses),
            self._target(said) if any(c.faq or c.intent in (Intent.WHY, Intent.SKIP) for c in clauses) else None,
            noticed[0] if noticed is not None else None,
            next((c.intent for c in clauses if c.intent in (Intent.YES, Intent.NO)), None),
            self._words.named(said.folded) if any(clause.faq for clause in clauses) else None,
        )
        decided = self._asked_why(self._decisions.made(heard, clauses, said), said)
        opened = self._used_by(decided, said)
        strange = decided.facts.keys() - opened - {said.asked_code} if opened else set[str]()
        decided = replace(decided, confirm=decided.confirm | strange) if strange else decided
        told = {start: one for start, one in told.items() if one.fact in opened}
        if said.asked is not None and is_prose(said.asked):
            return decided
        stated = [clause for clause in said.clauses if statement[clause.start : clause.end].strip()]
        more = besides(decided, Stated(stated, found.rest, told), said, self._words.tellings, self._facts, opened)
        return self._without_given(more, said)

    def _news(self, found: Answers, said: Context) -> Answers:
        """Without what goes without saying of the business, and was not asked ("处方药也卖" of a pharmacy).

        What contradicts it ("no fridge medicine" of a pharmacy) is to be confirmed.
        """
        given = self._words.given(said.industry)
        against = {code for code in given if code in found.readings and given[code] != found.readings[code].value}
        if against := against - {said.asked_code}:
            doubted = {code: Reading(found.readings[code].value, certain=False) for code in against}
            found = replace(found, readings={**found.readings, **doubted})
        same = {code for code, one in found.readings.items() if code in given and given[code] == one.value}
        new = {code: one for code, one in found.readings.items() if code not in same - {said.asked_code, *said.known}}
        return found if len(new) == len(found.readings) else replace(found, readings=new)

    def _without_given(self, heard: Heard, said: Context) -> Heard:
        """Without what was only supposed, or said as the business was named, and goes without saying of it ("唱歌的KTV，22个包厢")."""
        guess = heard.industry.codes if heard.industry is not None and heard.industry.sure else ()
        given = self._words.given(said.industry or next(iter(guess), None))
        same = {code for code, value in heard.facts.items() if given.get(code) == value}
        same -= {said.asked_code, *said.known}
        if not same:
            return heard
        left = {code: value for code, value in heard.facts.items() if code not in same}
        return replace(heard, facts=left, confirm=heard.confirm - same)

    def _noticed(self, said: Context) -> tuple[PermitRemark, Segment] | None:
        """What the message says of a permit, unless that answers what was asked ("烟草证太难办了，不弄了": no tobacco)."""
        noticed = remark(said.clauses, said.text, self._words.permits)
        asked = said.asked
        if noticed is None or asked is None or asked.type != "boolean" or noticed[0].kind == "held":
            return noticed
        words = said.text[noticed[1].start : noticed[1].end]
        told = self._words.tellings.facts_told([words], frozenset({*said.known, asked.code}))[0]
        answers = told is not None and told.fact == asked.code and is_surely(told, said)
        return None if answers else noticed

    def _used_by(self, heard: Heard, said: Context) -> frozenset[str]:
        """The facts of the business that was chosen before, or that this message names or may name."""
        guess = heard.industry
        named = () if guess is None or (guess.sure and guess.out_of_scope) else guess.codes[: 1 if guess.sure else None]
        codes = (said.industry,) if said.industry is not None else named
        if not codes and said.asked is not None:
            return self._all
        return frozenset(fact for code in codes for fact in self._words.used(code))

    def _told_again(self, said: Context) -> Heard | None:
        """What the message tells otherwise than before, if it says nothing else."""
        if said.asked is not None and said.asked.type == "text" and not is_of_person(said.asked):
            return None  # "面包、糕点" is what is made there, whatever was said of it before
        again = exchanged(said, self._facts) or told_again(said, self._words.tellings, self._facts)
        if again is None or self._words.phrases.within(said.folded) in PRESSING:
            return None
        beside = self._statements.answers(said.text, said).readings.keys() - {said.asked_code, *again.facts}
        return None if beside else again

    def _asked_why(self, heard: Heard, said: Context) -> Heard:
        """A question why the asked fact is needed, which names it ("为啥子要身份证号")."""
        asked = said.asked
        if asked is None or heard.intent is not Intent.QUESTION or heard.facts:
            return heard
        names, near = self._statements.names, words_of(asked.code).near
        why = any(
            WHY_ASKED.match(clause.words) and (names(asked, clause) or any(word in clause.words for word in near))
            for clause in said.clauses
        )
        return replace(heard, intent=Intent.WHY, target=asked.code, faq=None) if why else heard

    def _asks_rather(self, said: Context) -> bool:
        """Whether what sounds like a correction is a question about changes ("约的那天我要回老家，换个日子行不")."""
        asks_anything = any(segment.asks and not AS_RECALLED.search(segment.words) for segment in said.clauses)
        if CHANGE_IT.search(said.folded) and any(
            one.codes[0] in said.known for one in self._words.facts.within(said.folded)
        ):
            return False  # "能不能把前面的地址改一改"
        if not asks_anything and (said.asked is not None or said.known):
            return False
        (purpose,), _ = self._words.purposes.of([said.folded])
        if not asks_anything:  # nothing is asked or known yet that could be corrected ("no that's not right")
            return purpose.intent in (Intent.YES, Intent.NO) and purpose.likeness >= ASKING_RATHER
        asked = purpose.question is not None or purpose.intent in PRESSING
        return asked and purpose.likeness >= ASKING_RATHER

    def _steered(self, phrase: Intent, said: Context) -> Heard:
        """A message that is one phrase: an answer if the question takes it as one, else what the phrase says."""
        asked = said.asked
        if asked is not None and asked.type not in WORDED and phrase in _WORTH_READING_FIRST:
            reading = read(asked, said.text, said.around)
            if isinstance(reading, Reading):
                unsure = frozenset[str]() if reading.certain else frozenset({asked.code})
                return Heard(Intent.ANSWER, {asked.code: reading.value}, confirm=unsure)
        if phrase is Intent.WHY and asked is not None:
            return Heard(phrase, target=asked.code)
        return Heard(phrase)

    def _is_no_answer(self, clause: Clause, said: Context) -> bool:
        if clause.faq is not None:
            # "我想开个奶茶店要办什么证" says the business and asks at once
            trades, words = self._words.trades, clause.segment.words
            names = said.industry is None and not clause.faq.sure
            return not (names and (trades.intends(words) or (trades.named(words) and trades.tells(words))))
        if clause.intent in (Intent.YES, Intent.NO):
            return said.asked is None
        if clause.talk:  # before a business is known, and where yes or no was asked, who reads those says what it is
            return said.industry is not None and (said.asked is None or said.asked.type != "boolean")
        return clause.intent is not None

    def _industry(
        self, statement: str, said: Context, found: Answers, told: Mapping[int, Told]
    ) -> IndustryGuess | None:
        """The industry in what is neither asked nor answered; a settled one changes only when that is said."""
        if not statement.strip():
            return None
        expected = said.asked is None or said.asked.choices_from is not None
        statement = statement if expected else QUOTED.sub("", statement)  # “李家面馆” is what a sign says
        trades = self._words.trades
        # beside an answer only who speaks of opening something else changes it ("140平，对了我们是要卖酒水的" does not)
        beside = said.industry is not None and bool(found.readings) and TURNS_TO.search(statement) is None
        intends = trades.opens(statement) if beside else trades.intends(statement)
        if said.industry is not None and not expected and not intends:
            return None
        if not (expected or intends) or (said.industry is not None and not intends and said.asked is None):
            return None
        guess = self._words.trades.guess(statement)
        if said.industry is not None:
            return guess if guess.sure and guess.codes and guess.codes[0] != said.industry else None
        guess = self._by_one_clause(guess, statement, said, told)
        if guess.codes or guess.out_of_scope or not found.readings:
            return guess
        return None

    def _by_one_clause(
        self, guess: IndustryGuess, statement: str, said: Context, told: Mapping[int, Told]
    ) -> IndustryGuess:
        """The one business that a clause names for sure, where all clauses together are like none, or like too many."""
        stated = [clause for clause in said.clauses if statement[clause.start : clause.end].strip()]
        if (guess.sure and guess.codes) or len(stated) == 1 or self._words.trades.above_and_below(statement):
            return guess
        rather = [clause for clause in stated if not is_surely(told.get(clause.start), said)]
        alone = [self._words.trades.guess(clause.words) for clause in rather[:MOST_CLAUSES]]
        sure = [one for one in alone if one.sure]
        return sure[0] if sure and len({one.codes for one in sure}) == 1 and sure[0].codes else guess

    def _faq(self, clauses: list[Clause]) -> FaqGuess | None:
        guesses = [clause.faq for clause in clauses if clause.faq is not None]
        return next((guess for guess in guesses if guess.sure), guesses[0] if guesses else None)

    def _target(self, said: Context) -> str | None:
        """What the message names, else the fact that was asked."""
        return self._words.named(said.folded) or (said.asked.code if said.asked is not None else None)

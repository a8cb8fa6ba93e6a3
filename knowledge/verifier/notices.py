"""Mistakes in official notices (文书): a required part that nothing says, and texts that can't be filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from errors import PackError
from knowledge.documents import letter, notice
from knowledge.documents.acts import Act, Issue, Told
from knowledge.documents.case import Case
from knowledge.documents.head import IN_THE_FRAME
from knowledge.documents.official import sources, words_of
from knowledge.documents.samples import sample_acts, sample_case
from knowledge.documents.templates import Words, broken, render
from knowledge.documents.texts import part_text, templates
from knowledge.pack import Notice, Pack
from knowledge.verifier.findings import Remark

_DAY = date(2026, 11, 24)
"""Of the sample that texts are tried out on; any day will do."""


def faulty_notices(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the notices of a pack whose references all resolve."""
    case = sample_case(pack, next(iter(pack.industries)), _DAY)
    acts = sample_acts(case)
    for part in pack.commitment.letter:
        if part.code not in letter.PARTS:
            message = f"nothing says {part.code}; known parts of the letter are {', '.join(sorted(letter.PARTS))}"
            yield Remark("commitment", "", ("letter", part.code), "no_source", message)
    for entry in pack.notices.values():
        if entry.code == notice.NOTICE:
            yield from _unsaid(entry, notice.PARTS)
            yield from _unfilled(entry, notice.WORDS)
        elif entry.code == letter.LETTER:
            parts = {part.code for part in pack.commitment.letter}
            yield from _unsaid(entry, frozenset(code for code, part in letter.CONTENTS.items() if part in parts))
        else:
            act = acts.get(entry.code, Told(entry.code))
            yield from _official(entry, case, act)


def _official(entry: Notice, case: Case, act: Act) -> Iterator[Remark]:
    issue = Issue("0001", case.made_on)
    try:
        words = {"zh": words_of(case, act, issue), "en": words_of(replace(case, locale="en"), act, issue)}
        supplied = sources(act, case)
    except PackError as wrong:
        yield Remark("notices", entry.code, (), "template", str(wrong))
        return
    yield from _unsaid(entry, supplied)
    faults = list(_unfilled(entry, frozenset(words["zh"])))
    yield from faults
    if not faults:
        yield from _tried(entry, words)


def _unsaid(entry: Notice, supplied: frozenset[str]) -> Iterator[Remark]:
    for part in entry.contents:
        if part.code not in supplied and part.code not in IN_THE_FRAME and part_text(entry, part, "template") is None:
            message = f"{part.code} is required and nothing says it; write a template for it, or fix the spelling"
            yield Remark("notices", entry.code, ("contents", part.code), "no_source", message)


def _unfilled(entry: Notice, words: frozenset[str]) -> Iterator[Remark]:
    for place, text in templates(entry):
        for language, template in (("zh", text.zh), ("en", text.en or "")):
            if (why := broken(template, words)) is not None:
                yield Remark("notices", entry.code, (*place, language), "template", why)


def _tried(entry: Notice, words: Mapping[str, Words]) -> Iterator[Remark]:
    """Each text filled once with sample words: what only fails while it is filled is found here."""
    for place, text in templates(entry):
        for language, template in (("zh", text.zh), ("en", text.en or "")):
            try:
                render(template, words[language])
            except PackError as wrong:
                yield Remark("notices", entry.code, (*place, language), "template", str(wrong))

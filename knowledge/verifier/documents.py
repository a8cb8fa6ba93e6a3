"""Mistakes in what is said and issued: FAQ (常见问题), commitment (告知承诺), licence (许可证), notices (文书)."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Any, cast

from knowledge.pack import Pack, Places
from knowledge.verifier.findings import Remark

ZH_PHRASINGS = range(3, 7)
EN_PHRASINGS = range(1, 3)
PROMISE_WORDS = frozenset({"permit_name", "conditions"})
ISSUERS = frozenset({"lead", "permit_department"})
EVENTS = frozenset({"change", "renewal", "expiry", "withdrawal", "revocation", "cancellation"})
_PLACES = frozenset(Places.model_fields) - {"city"}


def faulty_documents(pack: Pack) -> Iterator[Remark]:
    """What is wrong with texts and documents, and which of their placeholders nothing fills."""
    yield from _faq(pack)
    yield from _commitment(pack)
    yield from _notices(pack)
    yield from _licence(pack)


def broken_template(text: str, known: frozenset[str]) -> str | None:
    """Why a text with {placeholders} can't be filled; None when it can."""
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as wrong:
        return f"the braces do not match ({wrong})"
    for name in fields:
        if name not in known:
            return f"nothing fills {{{name}}}; known are {', '.join(sorted(known))}"
    return None


def _faq(pack: Pack) -> Iterator[Remark]:
    fields = {str(field.get("code")) for field in entries_of(pack.licence, "fields")}
    targets = {*pack.permits, *pack.industries, *pack.materials, *fields, "general"}
    said: dict[str, str] = {}
    for code, asked in pack.faq.items():
        if asked.about not in targets:
            message = f"about {asked.about}: no permit, industry, material or licence field; use one, or general"
            yield Remark("faq", code, ("about",), "unknown_subject", message)
        for language, answer in (("zh", asked.answer.zh), ("en", asked.answer.en or "")):
            if (broken := broken_template(answer, _PLACES)) is not None:
                yield Remark("faq", code, ("answer", language), "template", broken)
        for language, phrasings, wanted in (
            ("zh", asked.questions.zh, ZH_PHRASINGS),
            ("en", asked.questions.en, EN_PHRASINGS),
        ):
            if phrasings and len(phrasings) not in wanted:
                message = (
                    f"{len(phrasings)} phrasings in {language}; {wanted.start} to {wanted.stop - 1} are found well"
                )
                yield Remark("faq", code, ("questions", language), "phrasings_number", message, severity="warning")
            for phrasing in phrasings:
                key = re.sub(r"[\s?？!！。.，,]", "", phrasing).casefold()
                if key in said:
                    message = f"{phrasing!r} is asked in {said[key]} too; nobody could tell which answer is meant"
                    yield Remark("faq", code, ("questions", language, phrasing), "duplicate_phrasing", message)
                said[key] = code


def _commitment(pack: Pack) -> Iterator[Remark]:
    rules = pack.commitment
    for place, grounds in (("eligible", rules.eligible), ("excluded", rules.excluded)):
        for ground in grounds:
            if ground.fact is not None and ground.fact not in pack.facts:
                message = f"no fact {ground.fact}; add it to facts.yaml or fix the spelling"
                yield Remark("commitment", "", (place, ground.code, "fact"), "unknown_fact", message)
    for part in rules.letter:
        for fact in part.facts:
            if fact not in pack.facts:
                message = f"no fact {fact}; add it to facts.yaml or fix the spelling"
                yield Remark("commitment", "", ("letter", part.code, "facts", fact), "unknown_fact", message)
    promise = rules.clauses.promise_template
    for language, text in (("zh", promise.zh), ("en", promise.en or promise.zh)):
        path = ("clauses", "promise_template", language)
        if (broken := broken_template(text, PROMISE_WORDS)) is not None:
            yield Remark("commitment", "", path, "template", broken)
        elif any(f"{{{name}}}" not in text for name in PROMISE_WORDS):
            message = "the promise must name {permit_name} and {conditions}, or nobody knows what was promised"
            yield Remark("commitment", "", path, "template", message)


def _notices(pack: Pack) -> Iterator[Remark]:
    for code, notice in pack.notices.items():
        if notice.issuer not in pack.departments and notice.issuer not in ISSUERS:
            message = f"no department {notice.issuer}; name one, or {' or '.join(sorted(ISSUERS))}"
            yield Remark("notices", code, ("issuer",), "unknown_department", message)
        if not notice.contents:
            yield Remark("notices", code, ("contents",), "empty", "a notice without contents says nothing")
        if notice.deadline is not None and notice.deadline.days <= 0:
            yield Remark("notices", code, ("deadline", "days"), "days", "a deadline needs days above 0")


def _licence(pack: Pack) -> Iterator[Remark]:
    licence = pack.licence
    for field in entries_of(licence, "fields"):
        code = str(field.get("code"))
        if field.get("source") == "fact" and field.get("fact") not in pack.facts:
            message = f"no fact {field.get('fact')}; add it to facts.yaml or fix the spelling"
            yield Remark("licence", "", ("fields", code, "fact"), "unknown_fact", message)
        yield from _named(field, ("fields", code))
    if licence.get("issuing_authority") not in pack.departments:
        message = f"no department {licence.get('issuing_authority')}; name the authority that issues the licence"
        yield Remark("licence", "", ("issuing_authority",), "unknown_department", message)
    statuses = {status.get("code") for status in entries_of(licence, "permit_status")}
    events = entries_of(licence, "events")
    if frozenset(str(event.get("code")) for event in events) != EVENTS:
        message = f"events must be exactly {', '.join(sorted(EVENTS))}"
        yield Remark("licence", "", ("events",), "licence_events", message)
    for event in events:
        code = str(event.get("code"))
        if event.get("item_status") not in statuses:
            message = f"no permit_status {event.get('item_status')}; add it or fix the spelling"
            yield Remark("licence", "", ("events", code, "item_status"), "unknown_status", message)
        yield from _named(event, ("events", code))


def _named(entry: dict[str, Any], path: tuple[str, ...]) -> Iterator[Remark]:
    name: Any = entry.get("name")
    for language in ("zh", "en"):
        if not isinstance(name, dict) or not cast("dict[str, Any]", name).get(language):
            message = f"the name lacks {language}, which applicants meet; add it"
            yield Remark("licence", "", (*path, "name"), f"missing_{language}", message)


def entries_of(licence: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The entries under a key of licence.yaml, which has no type of its own."""
    found: Any = licence.get(key, [])
    if not isinstance(found, list):
        return []
    return [cast("dict[str, Any]", entry) for entry in cast("list[Any]", found) if isinstance(entry, dict)]

"""Missing wordings: what applicants meet in the chat exists in Chinese and English; statutory texts may be Chinese only."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.pack import Pack, Text
from knowledge.verifier.findings import Remark, Severity


def missing_wordings(pack: Pack) -> Iterator[Remark]:
    """Every wording that applicants meet and that lacks a language; a note that lacks English is only a warning."""
    for code, fact in pack.facts.items():
        yield from _both("facts", code, ("label",), fact.label)
        yield from _both("facts", code, ("question",), fact.question)
        yield from _both("facts", code, ("help",), fact.help)
        yield from _both("facts", code, ("unit",), fact.unit)
        if fact.said is not None:
            yield from _both("facts", code, ("said", "yes"), fact.said.yes)
            yield from _both("facts", code, ("said", "no"), fact.said.no)
        for choice in fact.choices:
            yield from _both("facts", code, ("choices", choice.code, "label"), choice.label)
    for code, department in pack.departments.items():
        yield from _both("departments", code, ("name",), department.name)
    for code, material in pack.materials.items():
        yield from _both("materials", code, ("name",), material.name)
        yield from _both("materials", code, ("note",), material.note, "warning")
    for code, permit in pack.permits.items():
        yield from _both("permits", code, ("name",), permit.name)
        yield from _both("permits", code, ("note",), permit.note, "warning")
        yield from _both("permits", code, ("commitment", "why_not"), permit.commitment.why_not, "warning")
    for code, industry in pack.industries.items():
        yield from _both("industries", code, ("name",), industry.name)
        yield from _both("industries", code, ("note",), industry.note, "warning")
    for code, asked in pack.faq.items():
        yield from _both("faq", code, ("answer",), asked.answer)
        for language, phrasings in (("zh", asked.questions.zh), ("en", asked.questions.en)):
            if not phrasings:
                yield _missing("faq", code, ("questions", language), language)
    for code, notice in pack.notices.items():
        yield from _both("notices", code, ("name",), notice.name)
    yield from _rules(pack)


def _rules(pack: Pack) -> Iterator[Remark]:
    rules = pack.commitment
    for place, grounds in (("eligible", rules.eligible), ("excluded", rules.excluded)):
        for ground in grounds:
            yield from _both("commitment", "", (place, ground.code, "text"), ground.text)
    yield from _both("commitment", "", ("routes", "excluded"), rules.routes.excluded)
    yield from _both("commitment", "", ("routes", "unwilling"), rules.routes.unwilling)
    if pack.privacy is not None:
        yield from _both("privacy", "", ("notice",), pack.privacy.notice)
        yield from _both("privacy", "", ("sensitive",), pack.privacy.sensitive)
    for name in ("city", "window_address", "window_hours", "window_phone", "hotline"):
        text: Text = getattr(pack.places, name)
        if text.zh or text.en:
            yield from _both("places", "", (name,), text)


def _both(
    kind: str, entry: str, path: tuple[str | int, ...], text: Text | None, severity: Severity = "error"
) -> Iterator[Remark]:
    if text is None:
        return
    for language, wording in (("zh", text.zh), ("en", text.en)):
        if not (wording or "").strip():
            yield _missing(kind, entry, path, language, severity)


def _missing(kind: str, entry: str, path: tuple[str | int, ...], language: str, severity: Severity = "error") -> Remark:
    name = "Chinese (zh)" if language == "zh" else "English (en)"
    message = f"{'.'.join(str(part) for part in path)} has no {name} wording, which applicants meet; add it"
    return Remark(kind, entry, path, f"missing_{language}", message, severity=severity)

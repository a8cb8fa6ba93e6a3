"""What the office page shows (审批台): a department's slices, one of them opened, and the progress of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from backoffice.identity import SliceId
from backoffice.opened import OpenSlice, SliceFile
from backoffice.queue import State
from backoffice.returns import Waiting
from backoffice.slices import Progress, SliceRecord
from knowledge.documents.values import iso_date, label, show
from knowledge.pack import Fact, Pack
from knowledge.values import Range, Value
from web.staff.moments import when
from web.staff.person import Staff
from web.staff.words import Words

TAGS: Mapping[State, str] = {
    "ready": "",
    "leased": "",
    "acked": "ok",
    "returned": "warn",
    "dead": "bad",
    "superseded": "none",
    "withdrawn": "none",
}
WHOLE_PDF, WHOLE_ZIP = "whole.pdf", "whole.zip"
"""The slice as a volume (合订本), and as the zip that it was handed over as."""
DECIDABLE = frozenset({"ready", "dead"})


@dataclass(frozen=True, slots=True)
class Line:
    """A slice in the list."""

    url: str
    number: str
    revision: int
    operator: str
    items: str
    tag: str
    word: str
    at: str
    when: str


@dataclass(frozen=True, slots=True)
class ShownFact:
    code: str
    label: str
    value: str
    source: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    name: str
    files: tuple[ShownFile, ...]
    note: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class Tag:
    word: str
    tag: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the course: done, now, or still to come (nothing)."""

    text: str
    kind: str = ""
    at: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class ShownPoint:
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What a point can be about."""

    facts: tuple[Named, ...]
    materials: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A slice as its department reads it."""

    url: str
    operator: str
    items: str
    reference: str
    revision: int
    way: str
    files_count: int
    proven: bool
    word: str
    tag: str
    identity: Tag
    facts: tuple[ShownFact, ...]
    materials: tuple[ShownMaterial, ...]
    papers: tuple[Paper, ...]
    others: tuple[Tag, ...]
    course: tuple[Step, ...]
    points: tuple[ShownPoint, ...]
    points_note: str
    can_send: bool
    can_decide: bool
    choices: Choices


def url_of(wanted: SliceId) -> str:
    """The page of a slice."""
    return f"/office/{wanted}"


def line_of(record: SliceRecord, pack: Pack, t: Words, now: datetime, now_ms: int, *, department: bool) -> Line:
    """A slice's line in the list; with its department where more than one is shown."""
    envelope, state = record.correspondence.envelope, record.state_at(now_ms)
    items = "、".join(pack.permits[code].name.in_(t.locale) for code in envelope.permits if code in pack.permits)
    if department and record.id.department in pack.departments:
        items = f"{pack.departments[record.id.department].name.in_(t.locale)} · {items}"
    return Line(
        url_of(record.id), envelope.reference, record.id.revision, envelope.operator or t("unnamed"), items, TAGS[state],
        t(f"state_{state}"), envelope.at, when(envelope.at, now),
    )  # fmt: skip


def found(lines: Iterable[Line], wanted: str, word: str) -> list[Line]:
    """The lines that a filter leaves."""
    return [
        line
        for line in lines
        if (not word or line.word == word)
        and any(wanted.casefold() in text.casefold() for text in (line.number, line.operator, line.items))
    ]


def view_of(
    record: SliceRecord,
    slice_: OpenSlice,
    latest: Sequence[Progress],
    waiting: Waiting,
    pack: Pack,
    t: Words,
    staff: Staff,
    now: datetime,
    now_ms: int,
) -> View:
    """A slice opened."""
    envelope, state = record.correspondence.envelope, record.state_at(now_ms)
    line = line_of(record, pack, t, now, now_ms, department=False)
    verified = slice_.manifest["identity"] == "verified"
    own = staff.department == record.id.department
    materials = tuple(_materials(record.id, slice_, pack, t))
    return View(
        url=line.url,
        operator=line.operator,
        items=line.items,
        reference=envelope.reference,
        revision=record.id.revision,
        way=t("way_commitment" if envelope.committed else "way_ordinary"),
        files_count=sum(len(material.files) for material in materials),
        proven=slice_.proven,
        word=line.word,
        tag=line.tag,
        identity=Tag(t("identity_verified" if verified else "identity_unverified"), "ok" if verified else "warn"),
        facts=tuple(_facts(slice_, pack, t)),
        materials=materials,
        papers=tuple(_papers(record.id, slice_, t)),
        others=tuple(_others(record.id, latest, pack, t)),
        course=tuple(_course(record, slice_, state, waiting, t, now)),
        points=tuple(_points(record, pack, t)),
        points_note=_points_note(record, waiting, t),
        can_send=_may_send(staff, record, waiting),
        can_decide=own and state in DECIDABLE and slice_.proven,
        choices=choices_of(slice_, pack, t),
    )


def choices_of(slice_: OpenSlice, pack: Pack, t: Words) -> Choices:
    """What of this slice a point can be about: its answers, and the materials that the applicant hands in."""
    facts = tuple(Named(code, label(fact, t.locale)) for code, fact in pack.facts.items() if code in slice_.facts)
    uploads = [line["code"] for line in slice_.manifest["materials"] if "fetched_from" not in line]
    return Choices(facts, tuple(Named(code, pack.materials[code].name.in_(t.locale)) for code in uploads))


def may_lead(staff: Staff, record: SliceRecord) -> bool:
    """Whether somebody belongs to the department that leads (牵头部门) in this application."""
    return staff.department == record.correspondence.envelope.lead


def _may_send(staff: Staff, record: SliceRecord, waiting: Waiting) -> bool:
    return bool(waiting.untold) and bool(waiting.undecided) and may_lead(staff, record)


def _facts(slice_: OpenSlice, pack: Pack, t: Words) -> Iterator[ShownFact]:
    for code, fact in pack.facts.items():  # in the pack's order, which is that of the form
        given = slice_.facts.get(code)
        if given is not None:
            source = (
                t("source_staff", name=given["by"]) if given["source"] == "staff" else t(f"source_{given['source']}")
            )
            # the whole identity number stands in the form; on a screen others may look at, it is masked
            value = show(pack, fact, _value(fact, given["value"]), t.locale, masked=True)
            yield ShownFact(code, label(fact, t.locale), value, source, given["flagged"])


def _value(fact: Fact, data: Any) -> Value:
    """A value as JSON wrote it."""
    if isinstance(data, list):
        return tuple(str(one) for one in cast("list[object]", data))
    if isinstance(data, dict):
        ends = cast("dict[str, float]", data)
        return Range(ends["min"], ends["max"])
    return cast(Value, data)


def _materials(wanted: SliceId, slice_: OpenSlice, pack: Pack, t: Words) -> Iterator[ShownMaterial]:
    for line in slice_.manifest["materials"]:
        name = pack.materials[line["code"]].name.in_(t.locale)
        if "fetched_from" in line:
            yield ShownMaterial(
                name, (), t("fetched" if line["found"] else "not_in_register"), "ok" if line["found"] else "warn"
            )
            continue
        files = tuple(
            ShownFile(_file_url(wanted, file), _about(file, t, pages))
            for file, pages in zip(
                slice_.of_material(line["code"]), [one["pages"] for one in line["files"]], strict=False
            )
        )
        until = line["deferred_until"]
        if until is None:
            yield ShownMaterial(name, files)
        else:
            yield ShownMaterial(name, files, t("deferred_until", day=iso_date(until, t.locale)), "warn")


def _papers(wanted: SliceId, slice_: OpenSlice, t: Words) -> Iterator[Paper]:
    yield Paper(t("paper_volume"), f"{url_of(wanted)}/files/{WHOLE_PDF}", "PDF")
    yield Paper(t("paper_zip"), f"{url_of(wanted)}/files/{WHOLE_ZIP}", "ZIP")
    for path, key in (("form.pdf", "paper_form"), ("letter.pdf", "paper_letter"), ("manifest.json", "paper_slice")):
        file = slice_.at(path)
        if file is not None:
            yield Paper(t(key), _file_url(wanted, file), _about(file, t))


def _file_url(wanted: SliceId, file: SliceFile) -> str:
    return f"{url_of(wanted)}/files/{file.number}"


def _about(file: SliceFile, t: Words, pages: int = 0) -> str:
    kind = file.name.rpartition(".")[2].upper()
    size = f"{max(file.size // 1024, 1)} KB" if file.size < 1_000_000 else f"{file.size / 1_000_000:.1f} MB"
    return " · ".join([kind, *([t("pages", n=pages)] if pages else []), size])


def _others(own: SliceId, latest: Sequence[Progress], pack: Pack, t: Words) -> Iterator[Tag]:
    for one in latest:
        if one.id.department != own.department:
            name = pack.departments[one.id.department].name.in_(t.locale)
            yield Tag(t(f"state_{one.state}"), TAGS[one.state], name)


def _course(
    record: SliceRecord, slice_: OpenSlice, state: State, waiting: Waiting, t: Words, now: datetime
) -> Iterator[Step]:
    signed, answer = slice_.manifest["signed"], record.correspondence.answer
    if signed is not None:
        yield _done(t("course_submitted"), signed["at"], now)
    yield _done(t("course_handed"), record.correspondence.envelope.at, now)
    if answer is not None:
        key = "course_acked" if answer.outcome == "received" else "course_returned"
        yield _done(t(key, name=answer.by), answer.at, now)
    match state:
        case "ready" | "leased" | "dead":
            yield Step(t("course_waiting"), "now")
        case "acked":
            yield Step(t("course_review"), "now")
        case "returned" if record.id in waiting.untold:
            yield Step(t("course_waiting_others"), "now")
        case "returned":
            yield Step(t("course_sent"), "done")
            yield Step(t("course_correcting"), "now")
        case "superseded":
            yield Step(t("course_replaced"), "done")
        case "withdrawn":
            yield Step(t("course_withdrawn"), "done")


def _done(text: str, at: str, now: datetime) -> Step:
    return Step(text, "done", at, when(at, now))


def _points(record: SliceRecord, pack: Pack, t: Words) -> Iterator[ShownPoint]:
    answer = record.correspondence.answer
    for point in answer.points if answer is not None else ():
        match point.kind:
            case "fact":
                about = label(pack.facts[point.code], t.locale)
            case "material":
                about = pack.materials[point.code].name.in_(t.locale)
            case "other":
                about = t("point_other")
        yield ShownPoint(about, point.text)


def _points_note(record: SliceRecord, waiting: Waiting, t: Words) -> str:
    if record.id in waiting.untold:
        return t("points_wait", n=len(waiting.undecided))
    return t("points_sent")

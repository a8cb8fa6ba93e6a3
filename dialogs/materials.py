"""Collecting materials (收材料): each asked for once, put off where the rules allow (容缺), replaced, removed."""

from __future__ import annotations

from datetime import date

from dialogs.asking import ask_step
from dialogs.conversation import Asking, Upload
from dialogs.draft import Draft
from dialogs.exchange import Card, CardRow, Choice, Reply, Uploaded, UploadRefused
from dialogs.rewording import material_text, needs_person, repeat_of
from knowledge.pack import Material
from knowledge.working_days import add_working_days

_OFFERED = 3
"""Files sent earlier that are offered for one material."""


def missing_materials(draft: Draft) -> tuple[str, ...]:
    """Uploads that are needed, not handed in and not put off; in the pack's order."""
    here, deferred = draft.now.materials, draft.now.deferred
    needed = draft.plan.requirements.materials
    if not here and not deferred:
        return needed
    return tuple([code for code in needed if not here.get(code) and code not in deferred])


def ask_material(draft: Draft, code: str) -> None:
    """Ask for one material."""
    material = draft.pack.materials[code]
    name = material.name.in_(draft.locale)
    note = material.note.in_(draft.locale) if material.note and (draft.locale == "zh" or material.note.en) else ""
    days = draft.plan.requirements.deferrable.get(code)
    before = draft.now.asking
    waited = before is not None and before.kind == "material" and before.code == code
    repeat = repeat_of(draft, code, waited=waited, missed=False)
    details = {"name": name, "note": note, "formats": _formats(material), "max_mb": _mb(material)}
    text = material_text(draft, {**details, "left": len(missing_materials(draft))}, repeat)
    choices = [draft.choice(f"material:{code}:later", "choice_later", days=days)] if days is not None else []
    choices.append(draft.choice("why", "choice_why"))
    choices += loose_choices(draft, material)
    if needs_person(repeat):
        choices.append(draft.choice("human", "choice_human"))
    tags = (draft.word("tag_deferrable", days=days),) if days is not None else ()
    link = "upload" if draft.world.abroad else ""
    draft.replies.append(Reply(text, tuple(choices), card=Card("material", name, tags=tags), link=link))
    draft.ask(Asking("material", code, repeat.missed, tuple(choice.id for choice in choices)))


def accepts(material: Material, upload: Upload) -> bool:
    """Whether a file is of a kind and size that a material takes."""
    kinds = {f"image/{one}".replace("jpg", "jpeg") if one != "pdf" else "application/pdf" for one in material.formats}
    return upload.media_type in kinds and upload.size <= material.max_mb * 1_000_000


def loose_choices(draft: Draft, material: Material) -> list[Choice]:
    """Files sent earlier that would do for a material."""
    fitting = [upload for upload in draft.now.loose if accepts(material, upload)]
    return [
        draft.choice(f"material:{material.code}:use:{upload.id}", "choice_use_loose", name=upload.name)
        for upload in fitting[-_OFFERED:]
    ]


def _formats(material: Material) -> str:
    return "/".join(one.upper() for one in material.formats)


def _mb(material: Material) -> int | float:
    return int(material.max_mb) if material.max_mb == int(material.max_mb) else material.max_mb


def wanted_material(draft: Draft, named: str | None) -> str | None:
    """What a file was sent for: what was named, else what is asked for; nothing is guessed."""
    if named is not None and named in draft.pack.materials and draft.now.industry is not None:
        return named
    asking = draft.now.asking
    return asking.code if asking is not None and asking.kind == "material" else None


def take_upload(draft: Draft, payload: Uploaded, *, by: str = "") -> None:
    """Record a file that was accepted."""
    code = wanted_material(draft, payload.material)
    assert code is not None, "a file that nothing is known of is kept aside"
    put_files(draft, code, payload.upload)


def put_files(draft: Draft, code: str, *uploads: Upload) -> None:
    """Hand files in for a material."""
    now, upload = draft.now, uploads[-1]
    replaced = any(point.kind == "material" and point.code == code and not point.done for point in now.points)
    files: tuple[Upload, ...] = uploads if replaced else (*now.materials.get(code, ()), *uploads)
    deferred = {other: due for other, due in now.deferred.items() if other != code}
    draft.change(materials={**now.materials, code: files}, deferred=deferred, reviewed=False)
    _void(draft, code)
    name = draft.pack.materials[code].name.in_(draft.locale)
    text = draft.word("upload_taken", name=name, count=len(files), pages=upload.pages)
    choices = [draft.choice(f"material:{code}:more", "choice_more")]
    if upload.warnings:
        text += "\n" + draft.word(
            "upload_poor", reasons=draft.word("list_separator").join(draft.word(key) for key in upload.warnings)
        )
        choices = [draft.choice(f"material:{code}:remove:{upload.id}", "choice_other_file"), *choices]
    draft.replies.append(Reply(text, tuple(choices)))


def refuse_upload(draft: Draft, payload: UploadRefused) -> None:
    """Say what is wrong with a file and what to do; nothing is lost."""
    words = draft.world.knowledge.words
    key = payload.reason if words.has(payload.reason) else "file_unreadable"
    found = f"found_names.{payload.details.get('found', '')}"
    details = {**payload.details, "found_name": draft.word(found) if words.has(found) else ""}
    draft.say("upload_refused", reason=draft.word(key, **details))


def remove_file(draft: Draft, code: str, file: str) -> None:
    """Take a file out again."""
    now = draft.now
    left = tuple(upload for upload in now.materials.get(code, ()) if upload.id != file)
    kept = {other: files for other, files in now.materials.items() if other != code}
    draft.change(materials={**kept, code: left} if left else kept, reviewed=False)
    _void(draft, code)
    draft.say("upload_removed", name=draft.pack.materials[code].name.in_(draft.locale))


def _void(draft: Draft, code: str) -> None:
    if draft.now.signature is not None:
        draft.change(signature=None)
        draft.say("signature_voided", what=draft.pack.materials[code].name.in_(draft.locale))


def ask_to_defer(draft: Draft, code: str) -> None:
    """Tell the due date before a material is put off (容缺承诺)."""
    days = draft.plan.requirements.deferrable.get(code)
    if days is None or draft.now.materials.get(code):
        draft.say("material_not_deferrable" if days is None else "stale_button")
        return
    name = draft.pack.materials[code].name.in_(draft.locale)
    ask_step(
        draft,
        "defer",
        draft.word("ask_defer", name=name, days=days, due=_due(draft, days).isoformat()),
        Choice(f"step:defer:{code}", draft.word("choice_defer")),
        Choice(f"step:defer:no:{code}", draft.word("choice_upload_now")),
    )
    draft.silent = True


def defer(draft: Draft, code: str) -> None:
    """Put a material off until its due date."""
    days = draft.plan.requirements.deferrable.get(code)
    if days is None:
        return
    due = _due(draft, days).isoformat()
    draft.change(deferred={**draft.now.deferred, code: due}, reviewed=False)
    _void(draft, code)
    draft.say("deferred", name=draft.pack.materials[code].name.in_(draft.locale), due=due)


def _due(draft: Draft, days: int) -> date:
    return add_working_days(draft.inbound.today, days)


def material_rows(draft: Draft) -> list[CardRow]:
    """The materials of the review, each with what was handed in."""
    rows: list[CardRow] = []
    for code in draft.plan.requirements.materials:
        files = draft.now.materials.get(code, ())
        due = draft.now.deferred.get(code)
        value = (
            draft.word("material_deferred", due=due)
            if due
            else draft.word("material_files", count=len(files), names=", ".join(f.name for f in files))
        )
        rows.append(CardRow(draft.pack.materials[code].name.in_(draft.locale), value, change=f"material:{code}:change"))
    return rows

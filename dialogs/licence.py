"""The photographed business licence (营业执照照片): sent instead of typing the credit code, read beside the turn, confirmed here."""

from __future__ import annotations

from dataclasses import replace

from dialogs import loose
from dialogs.asking import ask_step
from dialogs.conversation import Conversation, LicencePhoto, Origin, State
from dialogs.draft import Draft
from dialogs.exchange import Card, CardRow, Choice, DiscardFile, PhotoRead, ReadPhoto, Uploaded
from dialogs.learning import learn, shown
from knowledge.documents.values import label
from knowledge.pack import Pack

_AT_REST = frozenset({State.SUBMITTED, State.WITHDRAWN, State.PAUSED, State.NOTHING_NEEDED})
NOT_IT = "photo_not_licence"
_SURELY_IT = ("photo_cut", "photo_code")
"""Troubles of what is a licence for certain."""
_OK, _WRONG = "photo:ok", "photo:wrong"


def code_fact_of(pack: Pack) -> str | None:
    """The fact of the credit code (统一社会信用代码)."""
    return next((fact.code for fact in pack.facts.values() if fact.type == "uscc"), None)


def wants_photo(conversation: Conversation, pack: Pack) -> bool:
    """Whether a photo of the licence helps: the code is not known, or asked for again, and the assistant answers."""
    code = code_fact_of(pack)
    if code is None or conversation.holder or conversation.state in _AT_REST:
        return False
    asking = conversation.asking
    return code not in conversation.answers or (asking is not None and asking.code == code)


def may_be_it(draft: Draft) -> bool:
    """Whether a file that is for no material may be the licence: it would help, and can be read or was asked for."""
    return wants_photo(draft.now, draft.pack) and (draft.world.reads_photos or _asks_for_it(draft))


def have_it_read(draft: Draft, payload: Uploaded) -> None:
    """Say that it is being read, and have it read after the commit; or honestly that nobody here can."""
    file = payload.upload.id
    if not draft.world.reads_photos:
        draft.say("photo_no_reader")
        draft.effects.append(DiscardFile(file))
        return
    draft.say("photo_reading" if _asks_for_it(draft) else "photo_looking")
    draft.effects.append(ReadPhoto(file))
    draft.silent = True


def take_reading(draft: Draft, payload: PhotoRead) -> None:
    """What the photo says is kept for confirmation; what is wrong with it is told. The picture goes, unless it is something else."""
    file = payload.upload
    if not wants_photo(draft.now, draft.pack):
        draft.silent = True  # the code came another way meanwhile, or the errand is over
        draft.effects.append(DiscardFile(file.id))
        return
    if payload.trouble == NOT_IT and _asks_for_it(draft):
        draft.change(loose=(*draft.now.loose, file))
    elif (
        not payload.facts and payload.trouble and not payload.trouble.startswith(_SURELY_IT) and not _asks_for_it(draft)
    ):
        loose.keep(draft, file)  # sent out of turn, and nothing says that it is a licence
        return
    else:
        draft.effects.append(DiscardFile(file.id))
    photo = LicencePhoto(payload.facts, payload.doubtful)
    draft.change(licence_photo=photo if payload.facts else None)
    if not payload.trouble:
        return
    words = draft.world.knowledge.words
    text = draft.word(payload.trouble if words.has(payload.trouble) else "photo_unread")
    rows = _rows(draft, photo)
    if rows:
        text += "\n" + draft.word("photo_partly", lines="\n".join(_lines(draft, rows)))
    draft.reply(text, draft.choice("human", "choice_human"))


def _asks_for_it(draft: Draft) -> bool:
    asking = draft.now.asking
    return asking is not None and asking.kind == "fact" and asking.code == code_fact_of(draft.pack)


def ask_confirmation(draft: Draft) -> bool:
    """Show what was read and ask whether it is right; whether there is something to confirm."""
    photo = draft.now.licence_photo
    if photo is None or photo.confirmed:  # nearly every turn
        return False
    if code_fact_of(draft.pack) not in photo.facts or not wants_photo(draft.now, draft.pack):
        return False
    rows = _rows(draft, photo)
    title = draft.word("photo_confirm_title")
    ask_step(
        draft,
        "did_you_mean",
        "\n".join([title, *_lines(draft, rows)]),
        draft.choice(_OK, "choice_reuse_ok"),
        draft.choice(_WRONG, "choice_reuse_wrong"),
        card=Card("reuse", title, rows),
    )
    return True


def press(draft: Draft, rest: str) -> None:
    """The buttons of the confirmation."""
    photo = draft.now.licence_photo
    if photo is None:
        draft.say("stale_button")
        return
    match rest.split(":"):
        case ["ok"]:
            _confirm(draft, photo)
        case ["wrong"]:
            _ask_which_is_wrong(draft, photo)
        case ["not", fact]:
            _leave_out(draft, photo, fact)
        case _:
            draft.say("stale_button")


def _confirm(draft: Draft, photo: LicencePhoto) -> None:
    code = code_fact_of(draft.pack)
    if code is None or code not in photo.facts:
        return
    draft.change(licence_photo=replace(photo, confirmed=True))
    # the code first: where it takes another's place, what belonged to that one goes before the rest comes
    learn(draft, {code: photo.facts[code]}, Origin.PHOTO)
    learn(draft, {fact: value for fact, value in photo.facts.items() if fact != code}, Origin.PHOTO)
    draft.change(last_fact=code)


def _ask_which_is_wrong(draft: Draft, photo: LicencePhoto) -> None:
    choices = [Choice(f"photo:not:{code}", row.label) for code, row in _rows_by_code(draft, photo).items()]
    ask_step(
        draft,
        "did_you_mean",
        draft.word("photo_which"),
        *choices,
        draft.choice(_OK, "choice_reuse_rest_ok"),
    )
    draft.silent = True


def _leave_out(draft: Draft, photo: LicencePhoto, fact: str) -> None:
    """What was misread is not taken over: a code is typed, anything else comes from the register or is asked for."""
    facts = {code: value for code, value in photo.facts.items() if code != fact}
    draft.change(licence_photo=replace(photo, facts=facts) if facts else None)
    if fact == code_fact_of(draft.pack):
        draft.say("photo_code_wrong")
    else:
        draft.say("photo_left_out", label=label(draft.fact(fact), draft.locale))


def _rows(draft: Draft, photo: LicencePhoto) -> tuple[CardRow, ...]:
    return tuple(_rows_by_code(draft, photo).values())


def _rows_by_code(draft: Draft, photo: LicencePhoto) -> dict[str, CardRow]:
    """What was read, in the pack's order; what was hard to read is marked."""
    return {
        code: CardRow(
            label(fact, draft.locale),
            shown(draft, code, photo.facts[code]),
            draft.word("photo_doubtful") if code in photo.doubtful else "",
        )
        for code, fact in draft.pack.facts.items()
        if code in photo.facts
    }


def _lines(draft: Draft, rows: tuple[CardRow, ...]) -> list[str]:
    return [draft.word("photo_line", label=row.label, value=row.value, doubtful=row.tag) for row in rows]

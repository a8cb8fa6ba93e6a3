"""Files sent out of turn (未归类文件): kept, and put to a material only when the applicant says to which."""

from __future__ import annotations

from dialogs.asking import ask_step
from dialogs.conversation import Upload
from dialogs.draft import Draft
from dialogs.exchange import Choice
from dialogs.materials import accepts, missing_materials, put_files

_SHOWN = 8
"""Materials that are offered at once."""


def keep(draft: Draft, upload: Upload) -> None:
    """Keep a file that nothing asked for, and ask what it is where that can be answered already."""
    draft.change(loose=(*draft.now.loose, upload))
    if draft.now.industry is None or draft.now.holder or not _offered(draft, upload):
        draft.say("loose_kept", name=upload.name)
        return
    count = _undecided(draft) + 1
    names = draft.word("list_separator").join(one.name for one in draft.now.loose[-count:])
    ask_step(
        draft,
        "did_you_mean",
        draft.word("loose_which", count=count, names=names),
        *(
            Choice(f"loose:{code}:{count}", draft.pack.materials[code].name.in_(draft.locale))
            for code in _offered(draft, *draft.now.loose[-count:])
        ),
        draft.choice(f"loose:later:{count}", "choice_loose_later"),
        draft.choice(f"loose:drop:{count}", "choice_loose_drop"),
    )
    draft.silent = True


def _undecided(draft: Draft) -> int:
    """How many of the last files the applicant is being asked about."""
    asking = draft.now.asking
    option = asking.options[0] if asking is not None and asking.options else ""
    return int(option.rpartition(":")[2]) if option.startswith("loose:") else 0


def _offered(draft: Draft, *uploads: Upload) -> list[str]:
    """Materials that would take these files: those that are missing first, then those that could have another page."""
    needed = draft.plan.requirements.materials
    missing = missing_materials(draft)
    ordered = [*missing, *(code for code in needed if code not in missing)]
    materials = draft.pack.materials
    return [code for code in ordered if all(accepts(materials[code], one) for one in uploads)][:_SHOWN]


def put_where(draft: Draft, rest: str) -> None:
    """What the applicant says about the last files: the material, later, or that they are none."""
    what, _, number = rest.partition(":")
    count = int(number)
    files = draft.now.loose[-count:]
    if what == "later":
        draft.say("loose_later")
    elif what == "drop":
        draft.change(loose=draft.now.loose[:-count])
        draft.say("loose_dropped", names=draft.word("list_separator").join(one.name for one in files))
    elif files:
        draft.change(loose=draft.now.loose[:-count])
        put_files(draft, what, *files)


def use(draft: Draft, code: str, file: str) -> None:
    """Take a file that was sent earlier for a material."""
    found = next(one for one in draft.now.loose if one.id == file)
    draft.change(loose=tuple(one for one in draft.now.loose if one is not found))
    put_files(draft, code, found)


def turn_away(draft: Draft) -> None:
    """After submission or withdrawal a file changes nothing; said, with the way to go on."""
    draft.reply(
        draft.word("loose_too_late"), draft.choice("progress", "choice_progress"), draft.choice("human", "choice_human")
    )


def loose_line(draft: Draft) -> list[str]:
    """For the review: files that are not part of the application."""
    names = draft.word("list_separator").join(one.name for one in draft.now.loose)
    return [draft.word("review_loose", count=len(draft.now.loose), names=names)] if names else []

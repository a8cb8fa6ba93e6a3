"""Steering the errand (会话控制): back, pause and resume, start again, withdraw, erase, a person, the language."""

from __future__ import annotations

from dialogs.asking import ask_fact, ask_step
from dialogs.conversation import Conversation, State
from dialogs.draft import Draft
from dialogs.exchange import Choice, Drawn, Erase, WithdrawPackage


def go_back(draft: Draft) -> None:
    """Ask the last answered question again."""
    now = draft.now
    current = now.asking.code if now.asking else None
    asked = [code for code in now.asked if code in now.answers and code != current and code in draft.pack.facts]
    if now.state is State.SUBMITTED or not asked:
        draft.say("back_nowhere")
        return
    order = list(now.asked)
    if current in order:
        earlier = [code for code in asked if order.index(code) < order.index(current)]
        asked = earlier or asked
    draft.say("back")
    ask_fact(draft, asked[-1])
    draft.silent = True


def change_fact(draft: Draft, code: str) -> None:
    """Open an answer to change."""
    if code not in draft.pack.facts or draft.now.state is State.SUBMITTED:
        draft.say("edit_after_submit")
        return
    fact = draft.pack.facts[code]
    if code not in draft.now.answers and fact.choices_from is None:
        # There is nothing to change, and it may never be needed, or need a consent first: it is asked in its turn.
        draft.say("not_given_yet", label=fact.label.in_(draft.locale))
        return
    ask_fact(draft, code)
    draft.silent = True


def call_person(draft: Draft) -> None:
    """Queue for a member of staff; the assistant goes on meanwhile."""
    if draft.now.waiting_since is None:
        draft.change(waiting_since=draft.at)
    draft.say("human_queued", ahead=draft.world.waiting)


def pause(draft: Draft) -> None:
    """Keep everything, and give a code to go on from here or elsewhere."""
    drawn = draft.lookup("resume_code", draft.now.id)
    code = drawn.value if isinstance(drawn, Drawn) else ""
    before = draft.now.state if draft.now.state is not State.PAUSED else draft.now.before
    draft.change(state=State.PAUSED, before=before, asking_before=draft.now.asking, asking=None)
    draft.reply(draft.word("paused", code=code), draft.choice("resume", "choice_resume"))
    draft.silent = True


def resume(draft: Draft) -> None:
    """Go on from a pause."""
    now = draft.now
    if now.state is not State.PAUSED:
        return
    draft.change(state=now.before or State.CHOOSING, before=None, asking=now.asking_before, asking_before=None)
    draft.say("resumed")


def confirm_first(draft: Draft, what: str) -> None:
    """Start again, withdraw and erase can't be undone, so they are asked once more."""
    if what == "restart" and draft.now.state in (State.SUBMITTED, State.CORRECTING):
        draft.reply(draft.word("restart_after_submit"), draft.choice("progress", "choice_progress"))
        return
    draft.change(asking_before=draft.now.asking)
    ask_step(
        draft,
        "did_you_mean",
        draft.word(f"confirm_{what}"),
        Choice(f"sure:{what}", draft.word(f"choice_sure_{what}")),
        Choice("sure:no", draft.word("choice_keep")),
    )
    draft.silent = True


def do_confirmed(draft: Draft, what: str) -> None:
    """What was asked once more."""
    if what == "restart":
        draft.change(**_vars_of(_fresh(draft.now)))
        draft.say("restarted")
    elif what == "withdraw":
        submission = draft.now.submission
        if submission is not None:
            draft.effects.append(WithdrawPackage(submission.revision))
        draft.change(state=State.WITHDRAWN, asking=None, waiting_since=None, signature=None)
        draft.reply(draft.word("withdrawn"), draft.choice("restart", "choice_restart"))
    elif what == "delete_data":
        if draft.now.submission is not None:
            # What departments already hold falls under their duty to keep records; said instead of promised away.
            draft.effects.append(WithdrawPackage(draft.now.submission.revision))
        draft.effects.append(Erase())
        draft.change(**_vars_of(_fresh(draft.now)))
        draft.change(erased=True)
        draft.change(state=State.WITHDRAWN, asking=None)
        draft.say("erased")
        draft.silent = True
    else:
        draft.change(asking=draft.now.asking_before, asking_before=None)


def _fresh(now: Conversation) -> Conversation:
    return Conversation(
        id=now.id, pack=now.pack, channel=now.channel, locale=now.locale, started_at=now.started_at, salt=now.salt
    )


_KEPT = frozenset(
    {"id", "pack", "channel", "locale", "version", "started_at", "salt", "fence", "holder", "consents", "revisions"}
)


def _vars_of(conversation: Conversation) -> dict[str, object]:
    """Every field that a fresh start resets."""
    return {name: value for name, value in vars(conversation).items() if name not in _KEPT}


def switch_language(draft: Draft, locale: str) -> None:
    """Go on in the other language."""
    draft.change(locale="en" if locale == "en" else "zh")
    draft.afresh = True
    draft.say("language_switched")

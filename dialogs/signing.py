"""Review, signature and sending (核对、签署、提交): one signature over everything, void as soon as anything changes."""

from __future__ import annotations

from dialogs.asking import ask_step
from dialogs.case import case_of
from dialogs.conversation import Origin, Signature, State, Submission
from dialogs.draft import Draft
from dialogs.exchange import Attachment, Card, CardRow, Drawn, HandOver, KeepDocument, Signed
from dialogs.learning import shown
from dialogs.loose import loose_line
from dialogs.materials import material_rows
from knowledge.documents.characters import as_codes, unprintable
from knowledge.documents.papers import Papers, make_papers
from knowledge.documents.values import label
from knowledge.values import Range

_OWN = (Origin.APPLICANT, Origin.STAFF, Origin.PHOTO)


def ask_review(draft: Draft) -> None:
    """Everything once more, each line open to change."""
    facts = [code for code in draft.plan.requirements.facts if code in draft.now.answers]
    rows = [_row(draft, code) for code in facts]
    materials = material_rows(draft)
    own = sum(1 for code in facts if draft.now.answers[code].origin in _OWN)
    lines = [draft.word("review_line", label=row.label, value=row.value) for row in (*rows, *materials)]
    text = draft.word("review_title", own=own, found=len(facts) - own, materials=len(materials))
    ask_step(
        draft,
        "review",
        "\n".join([text, *lines, *loose_line(draft), *_rare_line(draft, rows), draft.word("review_end")]),
        draft.choice("step:review:ok", "choice_review_ok"),
        draft.choice("step:review:change", "choice_review_change"),
        card=Card("review", text, (*rows, *materials)),
    )


def _row(draft: Draft, code: str) -> CardRow:
    answer = draft.now.answers[code]
    tag = "" if answer.origin is Origin.APPLICANT else draft.word(f"origin_{answer.origin}", by=answer.by)
    return CardRow(label(draft.fact(code), draft.locale), shown(draft, code, answer.value), tag, f"change:{code}")


def _rare_line(draft: Draft, rows: list[CardRow]) -> list[str]:
    """Before signing: characters that the papers can't show, however they came in."""
    rare = unprintable("".join(row.value for row in rows))
    return [draft.word("review_unprintable", characters=as_codes(rare))] if rare else []


def papers_of(draft: Draft) -> Papers:
    """The papers as they would be signed now."""
    return make_papers(case_of(draft.now, draft.world.knowledge))


def ask_signature(draft: Draft) -> None:
    """Ask for the signature, on a page of ours that shows every paper in full."""
    papers = papers_of(draft)
    committed = [draft.pack.permits[code].name.in_(draft.locale) for code in draft.plan.requirements.committed]
    text = draft.word("ask_signature", committed=draft.word("list_separator").join(committed))
    attachments = [Attachment(draft.word("document_form"), "form")]
    if papers.letter is not None:
        attachments.append(Attachment(draft.word("document_letter"), "letter"))
    ask_step(
        draft,
        "sign",
        text,
        draft.choice("step:sign:back", "choice_sign_back"),
        attachments=tuple(attachments),
        link="sign",
        card=Card("sign", draft.word("sign_card"), (CardRow(draft.word("sign_root"), papers.tree.root[:23] + "…"),)),
    )


def take_signature(draft: Draft, payload: Signed) -> None:
    """Record the signature over the root of what is shown now."""
    asking = draft.now.asking
    if asking is None or asking.code != "sign" or draft.now.signature is not None:
        draft.say("sign_not_asked")
        return
    name = payload.name.strip()
    if not payload.agreed or not 2 <= len(name) <= 50:
        draft.say("sign_incomplete")
        return
    if payload.root is not None and payload.root != papers_of(draft).tree.root:
        draft.say("sign_outdated")
        return
    if payload.excludes and not _take_out(draft, payload.excludes):
        # Without the commitment its replaced materials are needed after all; they come first, then the signature again.
        return
    method = "typed" if payload.image_sha256 is None else "drawn"
    committed = draft.plan.requirements.committed
    root = papers_of(draft).tree.root
    signature = Signature(name, method, root, draft.at, payload.image_sha256, dict(payload.evidence), committed)
    draft.change(signature=signature)
    draft.say("signed")


def _take_out(draft: Draft, permits: tuple[str, ...]) -> bool:
    """Take permits out of the commitment; whether the application is still complete."""
    known = tuple(code for code in permits if code in draft.plan.requirements.committable)
    draft.change(commitment_excludes=known)
    missing = [
        code
        for code in draft.plan.requirements.materials
        if code not in draft.now.materials and code not in draft.now.deferred
    ]
    if missing:
        names = draft.word("list_separator").join(draft.pack.materials[code].name.in_(draft.locale) for code in missing)
        draft.say("commitment_taken_out", materials=names)
        draft.change(reviewed=False)
    return not missing


def ask_sending(draft: Draft) -> None:
    """The last step: hand the package over."""
    ask_step(
        draft,
        "send",
        draft.word("ask_send"),
        draft.choice("step:send:go", "choice_send"),
        draft.choice("step:send:back", "choice_sign_back"),
    )


def send(draft: Draft) -> None:
    """Submit (提交): draw the reference number, and leave the package to the worker."""
    now = draft.now
    signature = now.signature
    if signature is None or any(
        isinstance(answer.value, Range) for code, answer in now.answers.items() if code in draft.plan.requirements.facts
    ):
        return
    if papers_of(draft).tree.root != signature.root:
        # a new version words the papers otherwise than they were signed: the hand-over would refuse them
        draft.change(signature=None)
        draft.say("papers_reworded")
        return
    before = now.submission
    if before is None:
        drawn = draft.lookup("serial", draft.inbound.today.isoformat())
        assert isinstance(drawn, Drawn)
        reference = drawn.value
    else:
        reference = before.reference
    submission = Submission(reference, now.revisions + 1, draft.at, signature.root)
    draft.change(
        submission=submission, revisions=submission.revision, state=State.SUBMITTED, asking=None, receipts={}, points=()
    )
    draft.effects.append(HandOver(submission.revision))
    draft.effects.append(KeepDocument(f"receipt-{submission.revision}"))
    pack = draft.pack
    departments = dict.fromkeys(pack.permits[code].department for code in draft.plan.requirements.applying)
    names = [pack.departments[code].name.in_(draft.locale) for code in departments]
    text = draft.word("submitted", reference=submission.reference, departments=draft.word("list_separator").join(names))
    receipt = Attachment(draft.word("document_receipt"), f"receipt-{submission.revision}")
    rows = (
        CardRow(draft.word("reference"), submission.reference),
        *(CardRow(name, draft.word("receipt_sent")) for name in names),
    )
    draft.reply(text, attachments=(receipt,), card=Card("receipt", draft.word("submitted_card"), rows))
    draft.silent = True

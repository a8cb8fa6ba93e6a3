"""From a conversation to the application (申请卷) that its documents and the departments' parts are made from."""

from __future__ import annotations

from dialogs.conversation import Answer, Conversation
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.case import Case, Fetched, FileLine, Given, Handed, Signature
from knowledge.planner.requirements import Exclusions
from knowledge.values import Truth


def case_of(conversation: Conversation, knowledge: Knowledge) -> Case:
    """The application as it stands. The conversation must know its industry and have a notice."""
    assert conversation.industry is not None, "no case before the industry"
    assert conversation.notice is not None, "no case before the notice"
    facts = conversation.facts()
    planner = knowledge.industry(conversation.industry)
    exclusions = exclusions_of(conversation)
    requirements = planner.conditions.requirements(facts, exclusions)
    pack = knowledge.pack
    materials = [
        Handed(
            code,
            tuple(
                FileLine(file.id, file.name, file.normalised_sha256, file.pages, file.media_type, file.size)
                for file in conversation.materials.get(code, ())
            ),
            conversation.deferred.get(code),
        )
        for code in requirements.materials
    ]
    fetched = [
        Fetched(code, source, conversation.notice.acknowledged_at or "", conversation.registers.get(source) == "found")
        for code in requirements.fetched
        if (source := pack.materials[code].source or "")
    ]
    signature = conversation.signature
    submission = conversation.submission
    return Case(
        pack=pack,
        rules=knowledge.rules,
        industry=conversation.industry,
        locale=conversation.notice.locale,
        permits=requirements.applying,
        facts={code: _given(answer) for code, answer in conversation.answers.items()},
        notice_version=conversation.notice.version,
        notice_sha256=conversation.notice.sha256,
        made_on=conversation.notice.made_on,
        held={
            code: number for code, number in conversation.held.items() if _would_apply(knowledge, conversation, code)
        },
        left_out=conversation.left_out,
        committed=requirements.committed,
        materials=tuple(materials),
        fetched=tuple(fetched),
        reference=submission.reference if submission else None,
        identity="verified" if conversation.person else "not verified",
        identity_name=conversation.person.name if conversation.person else "",
        signature=None
        if signature is None
        else Signature(
            signature.name, signature.method, signature.at, signature.root, signature.image_sha256, signature.evidence
        ),
        salt=conversation.salt,
    )


def exclusions_of(conversation: Conversation) -> Exclusions:
    """The permits that the applicant took out."""
    return Exclusions(
        frozenset(conversation.left_out), frozenset(conversation.held), frozenset(conversation.commitment_excludes)
    )


def _given(answer: Answer) -> Given:
    return Given(answer.value, answer.origin.value, answer.at, answer.by, bool(answer.flagged))


def _would_apply(knowledge: Knowledge, conversation: Conversation, code: str) -> bool:
    assert conversation.industry is not None
    scope = knowledge.industry(conversation.industry).scope
    return scope.permits[code].truth(scope.knowing(conversation.facts())) is Truth.MET

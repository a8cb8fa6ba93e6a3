"""What the worker does for the back office (后台事务): hand over, withdraw, and tell the applicant what departments said.

Each may be done again at any time; the second time changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from backoffice import messages, slices
from backoffice.cabinet import Cabinet
from backoffice.envelope import DepartmentAnswer
from backoffice.handover import hand_over, withdraw
from backoffice.identity import PackageId, SliceId
from backoffice.parts import NotAsSigned
from backoffice.queue import SliceConflict
from backoffice.returns import points_of
from backoffice.signed_documents import SignedDocuments
from dialogs.conversation import Conversation, ConversationId, State
from dialogs.exchange import Payload, Received, Returned
from dialogs.knowledge_in_force import Knowledge
from errors import DeliveryFailed
from storage.outbox import Job
from storage.store import Store

log = logging.getLogger(__name__)

Deed = Callable[[Job], Awaitable[None]]
GONE = frozenset({State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class BackOffice:
    """The back office's hands. `conversation`, `knowledge` and `tell` are the engine's, which lies above this layer."""

    store: Store
    cabinet: Cabinet
    documents: SignedDocuments
    conversation: Callable[[ConversationId], Awaitable[Conversation]]
    knowledge: Callable[[str], Awaitable[Knowledge]]
    tell: Callable[[ConversationId, str, Payload], Awaitable[object]]
    """Takes a turn: conversation, message id, payload."""
    now_ms: Callable[[], int]

    def deeds(self) -> Mapping[str, Deed]:
        """What to do for each kind of outbox row."""
        return {
            "hand_over": self.hand_over,
            "withdraw_package": self.withdraw,
            messages.RECEIPT: self.tell_receipt,
            messages.POINTS: self.tell_points,
        }

    async def hand_over(self, job: Job) -> None:
        """Puts the slices of a revision into the departments' queues (交接)."""
        conversation = await self.conversation(job.conversation_id)
        knowledge = await self.knowledge(conversation.pack)
        revision: int = job.body["revision"]
        try:
            done = await hand_over(
                self.store, self.cabinet, conversation, knowledge, revision, self.now_ms(), documents=self.documents
            )
        except (SliceConflict, NotAsSigned) as refused:
            # somebody must look: it is tried again and ends as a dead letter, it never goes out silently
            log.error("hand_over refused: %s, revision %d, %s", job.conversation_id, revision, type(refused).__name__)
            raise
        told = (job.conversation_id, revision, len(done.new), len(done.standing))
        log.info("hand_over: %s, revision %d, %d new, %d standing", *told)

    async def withdraw(self, job: Job) -> None:
        """Takes the application out of all queues (撤回)."""
        taken = await withdraw(self.store, job.conversation_id, self.now_ms())
        log.info("withdraw_package: %s, %d slices", job.conversation_id, len(taken))

    async def tell_receipt(self, job: Job) -> None:
        """Tells the applicant that a department accepted its slice (受理)."""
        package = PackageId(job.conversation_id)
        complete = await self.store.read(lambda connection: slices.all_accepted(connection, package))
        received = Received(job.body["department"], job.body["outcome"], complete)
        await self.tell(job.conversation_id, job.id, received)

    async def tell_points(self, job: Job) -> None:
        """Gives the applicant the points of all departments as one message (一次告知).

        Raises DeliveryFailed while the applicant is with a person or still correcting: it is tried again later.
        """
        conversation = await self.conversation(job.conversation_id)
        wanted = [SliceId.parse(one) for one in job.body["slices"]]
        answers = await self.store.read(lambda connection: self._answers(connection, wanted))
        points = points_of(answers)
        told = {point.id for point in conversation.points}
        if not points or conversation.state in GONE or told.issuperset(point.id for point in points):
            return  # replaced by a newer revision, withdrawn, or told before
        if conversation.state is not State.SUBMITTED:
            raise DeliveryFailed(f"{job.conversation_id} is {conversation.state}: the points are given when it is free")
        await self.tell(job.conversation_id, job.id, Returned(points, job.body["by"]))

    def _answers(self, connection: Connection, wanted: list[SliceId]) -> list[DepartmentAnswer]:
        records = (slices.find(connection, self.store.keyring, one) for one in wanted)
        return [
            record.correspondence.answer
            for record in records
            if record is not None and record.state == "returned" and record.correspondence.answer is not None
        ]

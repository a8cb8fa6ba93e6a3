"""What a turn may know of the world beyond the conversation (轮次环境): knowledge, look-ups that were answered, settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.exchange import LookedUp, Lookup
from dialogs.knowledge_in_force import Knowledge


@dataclass(frozen=True, slots=True)
class World:
    """Read-only. `abroad`: the channel is operated abroad, so sensitive facts and files go through a page of ours by link."""

    knowledge: Knowledge
    looked_up: Mapping[Lookup, LookedUp] = field(default_factory=dict[Lookup, LookedUp])
    abroad: bool = False
    closed: frozenset[str] = frozenset()
    """Industries whose batch is not open yet."""
    waiting: int = 0
    """People waiting for staff before this applicant."""
    reads_photos: bool = False
    """Whether a photo of the business licence can be read here."""


class LookupNeeded(Exception):
    """Ends a turn early: it can't go on before these look-ups are answered. Never leaves `turn`."""

    def __init__(self, *lookups: Lookup) -> None:
        self.lookups = lookups
        super().__init__()

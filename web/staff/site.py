"""What the staff pages stand on: engine, store, published packs, and the cabinet with packages and slices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, cast

from starlette.requests import Request

from backoffice.cabinet import Cabinet
from bot.engine import Engine
from dialogs.knowledge_in_force import Knowledge
from storage.store import Store
from web.staff.throttle import Throttle


class Packs(Protocol):
    """Published packs, ready for use."""

    async def knowledge(self, pack: str) -> Knowledge:
        """The knowledge that a conversation is pinned to."""
        ...

    async def in_force(self) -> Knowledge:
        """The knowledge for new conversations."""
        ...


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class StaffSite:
    """Built once per process; routes find it in the application's state."""

    engine: Engine
    store: Store
    packs: Packs
    cabinet: Cabinet
    public_url: str = ""
    demonstration: bool = True
    now: Callable[[], datetime] = _now
    throttle: Throttle = field(default_factory=Throttle)

    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        return int(self.now().timestamp() * 1000)


def staff_site_of(request: Request) -> StaffSite:
    """The site that a request came to."""
    return cast(StaffSite, request.app.state.staff_site)

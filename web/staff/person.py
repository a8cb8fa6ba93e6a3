"""Who is logged in (在岗人员)."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.staff.policy import Access, Role


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff with a session; `csrf` goes into every form that they are sent."""

    id: str
    name: str
    role: Role
    department: str | None
    csrf: str = field(repr=False)
    access: Access = Access.NO
    """What they may do on the route that is being served."""

    def may_see(self, department: str) -> bool:
        """Whether a department's slices are theirs to see on this route."""
        return self.access is Access.ALL or (self.access is Access.OWN and department == self.department)

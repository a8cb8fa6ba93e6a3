"""How slices (分卷) are named: package, department and revision together name what a department gets, once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

from errors import IntakeError

PackageId = NewType("PackageId", str)
"""One application's package (申请包), whatever its revision: the id of the conversation it came from."""

_PART = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True, order=True)
class SliceId:
    """The idempotent key of a hand-over (交接键): `package/department/revision`."""

    package: PackageId
    department: str
    revision: int

    def __str__(self) -> str:
        return f"{self.package}/{self.department}/{self.revision}"

    @classmethod
    def parse(cls, text: str) -> SliceId:
        """The id that this text names.

        Raises IntakeError when it is none.
        """
        package, _, rest = text.partition("/")
        department, _, revision = rest.partition("/")
        if not (_PART.fullmatch(package) and _PART.fullmatch(department) and revision.isascii() and revision.isdigit()):
            raise IntakeError("a slice id reads package/department/revision: use the one in the envelope")
        return cls(PackageId(package), department, int(revision))

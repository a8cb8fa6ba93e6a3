"""Virus scanners behind one port: what they can say about a file, and the one that comes with us."""

from dataclasses import dataclass
from typing import Protocol

from files.signatures import content_kind, hidden_content, is_infected


@dataclass(frozen=True, slots=True)
class Clean:
    """Nothing found. Not proof of harmlessness."""

    scanner: str


@dataclass(frozen=True, slots=True)
class Infected:
    """Something found, by the scanner's own name for it."""

    scanner: str
    found: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No verdict: the file stays pending (待查) and is not handed over; ask again later."""

    scanner: str
    why: str


ScanVerdict = Clean | Infected | Unavailable


class Scanner(Protocol):
    """Says whether a file carries something known to be harmful. Never raises: a failure is Unavailable."""

    @property
    def name(self) -> str:
        """Stands in the evidence of every file: by whom it was checked."""
        ...

    @property
    def knows_viruses(self) -> bool:
        """Whether this is a real scanner; a production profile refuses to start without one."""
        ...

    async def scan(self, data: bytes) -> ScanVerdict:
        """The verdict on the bytes as they came from the applicant."""
        ...


@dataclass(frozen=True, slots=True)
class StructuralScanner:
    """The structural check as a scanner, for the demonstration profile: it knows disguises, not viruses."""

    name: str = "structural"
    knows_viruses: bool = False

    async def scan(self, data: bytes) -> ScanVerdict:
        """Infected with the test signature, or where something hides in the file."""
        if is_infected(data):
            return Infected(self.name, "EICAR-Test-File")
        kind = content_kind(data)
        if kind is None:
            return Unavailable(self.name, "not one of the kinds this check knows: pdf, jpg, png")
        hidden = hidden_content(data, kind)
        return Clean(self.name) if hidden is None else Infected(self.name, f"hidden {hidden}")

"""The outside world of a scripted run (模拟外部环境): registers with the scenario's rows only, and uploads examined as always."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.inbound import system_clock
from bot.lookups import OutsideWorld
from bot.simulation.scenario import ANY_OTHER, BadScenario, Plain, Scenario
from dialogs.conversation import Conversation, ConversationId, FileId, Moment, Upload
from dialogs.exchange import (
    Checked,
    Inbound,
    LookedUp,
    Lookup,
    Row,
    Silent,
    Uploaded,
    UploadRefused,
)
from files.samples import SAMPLE_NAMES, sample
from files.sandbox import Examiner
from files.verdict import Accepted, Verdict
from knowledge.pack import NUMERIC, Material, Pack
from knowledge.values import Value
from storage.registers import as_value
from storage.store import Store


class ScriptedRegisters:
    """Answers the look-ups of each conversation from its own scenario; serials and codes are drawn as always."""

    def __init__(self, store: Store, pack: Pack) -> None:
        self._facts = pack.facts
        self._not_listed: dict[str, Value] = {
            fact.code: False
            for fact in pack.facts.values()
            if fact.source == "credit_register" and fact.type == "boolean"
        }
        self._scenarios: dict[ConversationId, Scenario] = {}
        self._rest = OutsideWorld(store, {}, _AlwaysTheSamePerson(self._scenarios), clock=system_clock())

    def stand_for(self, conversation_id: ConversationId, scenario: Scenario) -> None:
        """From now on this conversation finds the scenario's rows."""
        self._scenarios[conversation_id] = scenario

    def release(self, conversation_id: ConversationId) -> None:
        """The run is over."""
        self._scenarios.pop(conversation_id, None)

    async def answers(
        self, lookups: Sequence[Lookup], conversation: Conversation, inbound: Inbound
    ) -> Mapping[Lookup, LookedUp]:
        """An answer to each look-up."""
        rows = self._scenarios[conversation.id].registers.rows()
        rest = [lookup for lookup in lookups if lookup.kind not in rows]
        found = {lookup: self._row(lookup, rows[lookup.kind]) for lookup in lookups if lookup.kind in rows}
        return {**found, **(await self._rest.answers(rest, conversation, inbound))}

    def _row(self, lookup: Lookup, rows: Mapping[str, Mapping[str, Plain]]) -> LookedUp:
        row = rows.get(lookup.key)
        if row is not None:
            return Row({code: self._value(code, value) for code, value in row.items()})
        return Row(self._not_listed) if lookup.kind == "credit_register" else Silent()

    def _value(self, code: str, plain: Plain) -> Value:
        """A value as the fact's type has it: YAML takes a number without quotes for a number, be it a name or a code."""
        value = as_value(plain)
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        return str(value) if numeric and self._facts[code].type not in NUMERIC else value


@dataclass(frozen=True, slots=True)
class _AlwaysTheSamePerson:
    """The real-name check (实名核验), which succeeds: each scenario has a person of its own."""

    scenarios: Mapping[ConversationId, Scenario]

    async def check(self, conversation: Conversation) -> Checked:
        scenario = self.scenarios[conversation.id]
        return Checked(scenario.sign or scenario.title, "demonstration", f"simulated {conversation.id}")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file that was examined once for materials of the same demands."""

    data: bytes
    verdict: Verdict


class Uploads:
    """Files that scripted applicants bring along, examined like anybody's; the same file only once."""

    def __init__(self, examiner: Examiner) -> None:
        self._examiner = examiner
        self._examined: dict[tuple[str, tuple[str, ...], float], _Kept] = {}
        self._lock = asyncio.Lock()

    async def bring(
        self, scenario: Scenario, material: Material, at: Moment, number: int
    ) -> Uploaded | UploadRefused | None:
        """The file for a material, examined; None when the scenario brings none."""
        named = scenario.uploads.get(material.code) or _fitting(scenario.uploads.get(ANY_OTHER), material)
        if named is None:
            return None
        name, kept = await self._examine(named, material)
        verdict = kept.verdict
        if not isinstance(verdict, Accepted):
            details = {code: value for code, value in verdict.details.items() if not isinstance(value, tuple)}
            return UploadRefused(name, verdict.reason, details, material.code)
        upload = Upload(
            FileId(hashlib.sha256(f"{material.code} {number}".encode()).hexdigest()[:32]), verdict.safe_name,
            verdict.media_type, verdict.pages, len(kept.data), "sha256:" + verdict.sha256,
            "sha256:" + verdict.normalised_sha256, at, verdict.warnings,
        )  # fmt: skip
        return Uploaded(upload, material.code)

    async def _examine(self, named: str, material: Material) -> tuple[str, _Kept]:
        key = (named, material.formats, material.max_mb)
        name = Path(named).name
        async with self._lock:
            if key not in self._examined:
                data = sample(named) if named in SAMPLE_NAMES else _content(Path(named))
                verdict = await self._examiner.examine(
                    data, name=name, declared_type=None, formats=material.formats, max_mb=material.max_mb
                )
                self._examined[key] = _Kept(data, verdict)
        return name, self._examined[key]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as unreadable:
        raise BadScenario(f"{path}: can't be read ({unreadable.strerror}); check the path") from unreadable


def _fitting(named: str | None, material: Material) -> str | None:
    """The sample that stands for any other material comes in a format that this one takes."""
    if named in SAMPLE_NAMES and Path(named).suffix[1:] not in material.formats:
        return next((one for one in SAMPLE_NAMES if Path(one).suffix[1:] in material.formats), named)
    return named

"""Checking a pack whole (知识包校验): everything that can be wrong with it, found without asking an applicant anything."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.load import PackProblems, load_pack
from knowledge.pack import Industry, Pack
from knowledge.planner.plan import Planner, planner_of
from knowledge.verifier.condition_texts import faulty_conditions
from knowledge.verifier.contradictions import constant_conditions, verdicts_of
from knowledge.verifier.documents import faulty_documents
from knowledge.verifier.fact_entries import faulty_facts
from knowledge.verifier.figures import Figures
from knowledge.verifier.findings import Finding, Remark
from knowledge.verifier.industry import MachineCheck, Tried, try_out
from knowledge.verifier.industry_entries import faulty_industries
from knowledge.verifier.languages import missing_wordings
from knowledge.verifier.lines import Lines
from knowledge.verifier.notices import faulty_notices
from knowledge.verifier.permit_entries import faulty_materials, faulty_permits
from knowledge.verifier.reach import unreached
from knowledge.verifier.unused import unused_entries

_ENTRIES: tuple[Callable[[Pack], Iterable[Remark]], ...] = (
    faulty_conditions, faulty_facts, faulty_materials, faulty_permits, faulty_industries, faulty_documents,
)  # fmt: skip
_MAX_KEPT = 2_000


def _no_machines(_: object) -> Iterable[Remark]:
    return ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found, and the figures of the industries that could be tried out. `pack` is None when it can't be read."""

    pack: Pack | None
    findings: tuple[Finding, ...]
    figures: tuple[Figures, ...]

    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the pack from being published."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A check that keeps what it found of each industry, by everything that can change it: one edit tries out one industry."""

    machines: MachineCheck = _no_machines
    _tried: dict[bytes, Tried] = field(default_factory=dict[bytes, Tried])

    def verify_folder(self, folder: Path) -> Verification:
        """Everything that is wrong with the pack in a folder, with file and line."""
        try:
            pack, sources = load_pack(folder)
        except PackProblems as unreadable:
            found = tuple(
                Finding(problem.file, problem.line, problem.code, problem.message, problem.file)
                for problem in unreadable.problems
            )
            return Verification(None, found, ())
        return self._verify(pack, Lines(folder, sources))

    def verify_pack(self, pack: Pack) -> Verification:
        """The same for a pack that is not in a folder; entries can't be told by line then."""
        return self._verify(pack, Lines(None, None))

    def _verify(self, pack: Pack, lines: Lines) -> Verification:
        remarks = [remark for check in _ENTRIES for remark in check(pack)]
        remarks += [*missing_wordings(pack), *unused_entries(pack)]
        figures: list[Figures] = []
        if not any(_keeps_from_trying(remark) for remark in remarks):
            planner = planner_of(pack)
            remarks += faulty_notices(pack)
            verdicts = verdicts_of(pack, planner.rules)
            remarks += constant_conditions(pack, verdicts)
            constants = frozenset(text for text, found in verdicts.items() if found and found[0] != "constant_part")
            tried = list(self._try_all(planner, constants))
            for one in tried:
                remarks += one.remarks
                if one.figures is not None:
                    figures.append(one.figures)
            remarks += unreached(pack, (reach for one in tried for reach in one.reach))
        findings = sorted({_key(remark): remark for remark in remarks}.values(), key=lambda remark: remark.severity)
        return Verification(pack, tuple(lines.finding(remark) for remark in findings), tuple(figures))

    def _try_all(self, planner: Planner, constants: frozenset[str]) -> Iterator[Tried]:
        digests = _Digests(planner)
        for industry in planner.pack.industries.values():
            key = digests.of(industry, constants)
            found = self._tried.get(key)
            if found is None:
                if len(self._tried) >= _MAX_KEPT:
                    self._tried.clear()
                found = self._tried[key] = try_out(planner, industry, constants, self.machines)
            yield found


def verify(source: Path | Pack, machines: MachineCheck = _no_machines) -> tuple[Finding, ...]:
    """Everything that is wrong with a pack: errors first, warnings last, each in the order of the files."""
    verifier = Verifier(machines)
    return (verifier.verify_pack(source) if isinstance(source, Pack) else verifier.verify_folder(source)).findings


_BROKEN = frozenset({
    "condition_syntax", "condition_type", "circular_when", "no_choices", "bounds", "duplicate_choice", "given_value",
    "unknown_fact", "unknown_permit", "unknown_material",
})  # fmt: skip


def _keeps_from_trying(remark: Remark) -> bool:
    """Whether the conditions can't be tried out while this is wrong."""
    return remark.code in _BROKEN


def _key(remark: Remark) -> tuple[str, str, str]:
    return remark.where(), remark.code, remark.message


# Wordings decide nothing: an edit of one tries out no industry.
_DECIDES_IN_FACT: Any = {
    "code": True, "type": True, "choices": {"__all__": {"code"}}, "choices_from": True, "bounds": True, "when": True,
    "source": True, "derive": True,
}  # fmt: skip
_DECIDES_IN_PERMIT: Any = {"facts": True, "materials": True, "commitment": {"allowed", "replaces", "when"}}
_DECIDES_IN_RULES: Any = {"eligible": {"__all__": {"fact"}}, "excluded": {"__all__": {"when"}}}


class _Digests:
    """What an industry's findings hang on, as one hash: its entry, its permits, all facts that these reach, the commitment."""

    def __init__(self, planner: Planner) -> None:
        pack = planner.pack
        self._planner = planner
        self._facts = {
            code: _digest(fact.model_dump_json(include=_DECIDES_IN_FACT)) for code, fact in pack.facts.items()
        }
        self._permits = {
            code: _digest(permit.model_dump_json(include=_DECIDES_IN_PERMIT)) for code, permit in pack.permits.items()
        }
        self._reached = {code: self._facts_of(code) for code in pack.permits}
        kinds = ",".join(f"{code}:{material.kind}" for code, material in pack.materials.items())
        self._shared = _digest(
            pack.commitment.model_dump_json(include=_DECIDES_IN_RULES) + kinds + ",".join(pack.facts)
        )

    def _facts_of(self, permit: str) -> frozenset[str]:
        pack, rules = self._planner.pack, self._planner.rules
        entry = pack.permits[permit]
        texts = [entry.commitment.when, *(need.when for need in entry.materials)]
        texts += [pack.facts[fact].when for fact in entry.facts]
        return frozenset(entry.facts).union(*(rules.of(text).closure for text in texts))

    def of(self, industry: Industry, constants: frozenset[str]) -> bytes:
        """The hash for one industry."""
        rules = self._planner.rules
        facts = set(industry.given)
        parts = [
            self._shared,
            _digest(industry.model_dump_json(include={"code", "given", "permits"})),
            _digest(repr(sorted(constants))),
        ]
        for entry in industry.permits:
            parts.append(self._permits[entry.code])
            facts |= self._reached[entry.code]
            facts.update(rules.of(entry.when).closure)
        parts += [self._facts[fact] for fact in sorted(facts)]
        return hashlib.sha256(b"".join(parts)).digest()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

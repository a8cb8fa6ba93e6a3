"""Scenario files (情景脚本): what a scripted applicant says, answers and uploads, and what is expected to come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dialogs.conversation import State
from errors import IntakeError
from files.samples import SAMPLE_NAMES
from knowledge.pack import Pack

MAX_BYTES = 2_000_000
ANY_OTHER = "*"
"""The material code that stands for every material without an entry of its own."""


class BadScenario(IntakeError):
    """A scenario file can't be used: which file, where in it, and how to mend it."""


def _plain(value: Any) -> Any:
    """YAML reads bare dates as dates; in a register's row they are values like any other."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] any YAML
    if isinstance(value, list):
        return [_plain(one) for one in value]  # pyright: ignore[reportUnknownVariableType] any YAML
    return value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Plain = bool | int | float | str | list[str]
Rows = Annotated[dict[str, dict[str, Plain]], BeforeValidator(_plain)]
"""A register's rows by credit code, each row by fact code."""


class Registers(_Part):
    """Rows added to the demonstration registers for one run."""

    business_licence: Rows = {}
    premises_register: Rows = {}
    identity_register: Rows = {}
    credit_register: Rows = {}

    def rows(self) -> dict[str, dict[str, dict[str, Plain]]]:
        """The rows by register and credit code."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Takeover(_Part):
    """A member of staff takes over when this fact is asked, enters these answers, and hands back."""

    at: str
    enters: dict[str, str] = {}


class SliceFacts(_Part):
    """Facts that a department's slice must have, and must not have."""

    has: list[str] = []
    has_not: list[str] = []


class Expect(_Part):
    """What must come of it; a key that is left out is not looked at."""

    industry: str | None = None
    permits: list[str] | None = None
    asked_at_most: int | None = None
    asked: list[str] | None = None
    never_asked: list[str] | None = None
    reused: list[str] | None = None
    materials: list[str] | None = None
    departments: list[str] | None = None
    slice_facts: dict[str, SliceFacts] | None = None
    replies_contain: list[str] | None = None
    state: Annotated[State, Field(strict=False)] | None = None


class Scenario(_Part):
    """One scripted applicant (模拟申请人)."""

    title: str
    locale: Literal["zh", "en"] = "zh"
    today: Annotated[date, Field(strict=False)] | None = None
    registers: Registers = Registers()
    say: list[str] = []
    answers: dict[str, str] = {}
    interrupts: dict[str, list[str]] = {}
    uploads: dict[str, str] = {}
    corrections: list[str] = []
    takeover: Takeover | None = None
    sign: str | None = None
    expect: Expect = Expect()


def read_scenario(path: Path, pack: Pack) -> Scenario:
    """The scenario in a file, its upload paths made absolute.

    Raises BadScenario, which names file and place, for anything that can't be run as it was meant.
    """
    plain = _parsed(path)
    try:
        scenario = Scenario.model_validate(plain)
    except ValidationError as wrong:
        raise BadScenario("\n".join(f"{path}: {line}" for line in _explained(wrong))) from wrong
    unknown = list(_unknown_codes(scenario, pack))
    if unknown:
        raise BadScenario("\n".join(f"{path}: {line}" for line in unknown))
    return scenario.model_copy(update={"uploads": _absolute(scenario.uploads, path)})


def _parsed(path: Path) -> Any:
    import yaml

    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadScenario(f"{path}: longer than {MAX_BYTES:,} bytes; split it into several scenarios")
        plain: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as unreadable:
        raise BadScenario(f"{path}: can't be read ({unreadable.strerror}); check the path") from unreadable
    except UnicodeDecodeError as wrong:
        raise BadScenario(f"{path}: not UTF-8 at byte {wrong.start}; save it as UTF-8") from wrong
    except (yaml.YAMLError, RecursionError, ValueError) as wrong:
        told = " ".join(str(wrong).split())
        raise BadScenario(f"{path}: not valid YAML: {told}. Mend it there") from wrong
    if not isinstance(plain, dict):
        raise BadScenario(f"{path}: holds no mapping; start with `title: …`")
    return plain  # pyright: ignore[reportUnknownVariableType] checked next


def _explained(wrong: ValidationError) -> Iterator[str]:
    for problem in wrong.errors():
        place = ".".join(str(part) for part in problem["loc"])
        match problem["type"]:
            case "extra_forbidden":
                yield f"{place}: no such key; there are {', '.join(_keys_beside(problem['loc']))}"
            case "missing":
                yield f"{place}: missing; add it"
            case "string_type":
                yield f"{place}: must be text; put it in quotes (a bare yes, no, number or date is none)"
            case _:
                yield f"{place}: {problem['msg']}"


def _keys_beside(place: tuple[int | str, ...]) -> Iterable[str]:
    """The keys that could stand where an unknown one stands."""
    part = {"expect": Expect, "registers": Registers, "takeover": Takeover}.get(str(place[0]), Scenario)
    return (SliceFacts if "slice_facts" in place else part).model_fields


def _unknown_codes(scenario: Scenario, pack: Pack) -> Iterator[str]:
    """Codes that the pack lacks: a typing mistake would otherwise go unnoticed."""
    expect, takeover = scenario.expect, scenario.takeover
    facts: dict[str, Iterable[str]] = {
        "answers": scenario.answers,
        "interrupts": scenario.interrupts,
        "takeover": () if takeover is None else (takeover.at, *takeover.enters),
        "expect.asked": expect.asked or (),
        "expect.never_asked": expect.never_asked or (),
        "expect.reused": expect.reused or (),
    }
    for register, rows in scenario.registers.rows().items():
        for row in rows.values():
            facts[f"registers.{register}"] = row
    for department, wanted in (expect.slice_facts or {}).items():
        facts[f"expect.slice_facts.{department}"] = (*wanted.has, *wanted.has_not)
    for place, codes in facts.items():
        yield from _missing(place, "fact", codes, pack.facts)
    yield from _missing("uploads", "material", (code for code in scenario.uploads if code != ANY_OTHER), pack.materials)
    yield from _missing("expect.materials", "material", expect.materials or (), pack.materials)
    yield from _missing("expect.permits", "permit", expect.permits or (), pack.permits)
    departments = (*(expect.departments or ()), *(expect.slice_facts or ()))
    yield from _missing("expect.departments", "department", departments, pack.departments)
    yield from _missing("expect.industry", "industry", (expect.industry,) if expect.industry else (), pack.industries)


def _missing(place: str, kind: str, codes: Iterable[str], known: Mapping[str, object]) -> Iterator[str]:
    for code in codes:
        if code not in known:
            yield f"{place}: the pack has no {kind} {code!r}; use a code of its {kind}s"


def _absolute(uploads: Mapping[str, str], path: Path) -> dict[str, str]:
    """Paths relative to the scenario's file, checked at once; the built-in samples keep their names."""
    found: dict[str, str] = {}
    for code, name in uploads.items():
        if name in SAMPLE_NAMES:
            found[code] = name
            continue
        file = (path.parent / name).resolve()
        if not file.is_file():
            built_in = " and ".join(SAMPLE_NAMES)
            raise BadScenario(
                f"{path}: uploads.{code}: no file {file}; paths start at this file ({built_in} are built in)"
            )
        found[code] = str(file)
    return found

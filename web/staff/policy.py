"""Who may call what: every staff route × every role (权限表). What has no row is denied."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """Staff roles (岗位), by the names that accounts carry.

    Auditors read but change nothing; administrators run accounts and queues but see no case (三员分立).
    """

    REVIEWER = "department"
    """审查人员: the slices of their own department."""
    DESK = "help_desk"
    """服务台人员: conversations that wait for a person."""
    SUPERVISOR = "supervisor"
    """督办人员: reads every department's slices, may take any conversation over, re-drives dead letters."""
    KNOWLEDGE = "knowledge_admin"
    """事项知识管理员: what the packs had no answer to."""
    ADMIN = "system_admin"
    """系统管理员."""
    AUDITOR = "auditor"
    """审计员."""


class Access(StrEnum):
    """What a role may do on a route."""

    NO = "no"
    OWN = "own"
    """Only what belongs to the department of the member of staff; the rest looks as if it did not exist."""
    ALL = "all"


Route = tuple[str, str]
"""Method and path template."""
Row = Mapping[Role, Access]

OPEN: frozenset[Route] = frozenset({("GET", "/staff/login"), ("POST", "/staff/login")})
"""Routes that nobody needs to be logged in for."""


def _row(allowed: Mapping[Role, Access]) -> Row:
    return MappingProxyType({role: allowed.get(role, Access.NO) for role in Role})


_ANYBODY = _row(dict.fromkeys(Role, Access.ALL))
_OFFICE_READ = _row({Role.REVIEWER: Access.OWN, Role.SUPERVISOR: Access.ALL})
_OFFICE_DECIDE = _row({Role.REVIEWER: Access.OWN})
_DESK = _row({Role.DESK: Access.ALL, Role.SUPERVISOR: Access.ALL})
_QUEUE_READ = _row({Role.SUPERVISOR: Access.ALL, Role.ADMIN: Access.ALL, Role.AUDITOR: Access.ALL})
_QUEUE_DRIVE = _row({Role.SUPERVISOR: Access.ALL, Role.ADMIN: Access.ALL})

_GAPS_READ = _row({Role.KNOWLEDGE: Access.ALL, Role.SUPERVISOR: Access.ALL})
_GAPS_SETTLE = _row({Role.KNOWLEDGE: Access.ALL})

_TEXTS = _row({Role.KNOWLEDGE: Access.ALL, Role.SUPERVISOR: Access.ALL, Role.AUDITOR: Access.ALL})

_SLICE = "/office/{package}/{department}/{revision}"

POLICY: Mapping[Route, Row] = MappingProxyType(
    {
        ("GET", "/staff"): _ANYBODY,
        ("POST", "/staff/logout"): _ANYBODY,
        ("GET", "/office"): _OFFICE_READ,
        ("GET", _SLICE): _OFFICE_READ,
        ("GET", _SLICE + "/files/{file}"): _OFFICE_READ,
        ("POST", _SLICE + "/acknowledge"): _OFFICE_DECIDE,
        ("POST", _SLICE + "/return"): _OFFICE_DECIDE,
        ("POST", _SLICE + "/send"): _OFFICE_DECIDE,
        ("GET", "/desk"): _DESK,
        ("GET", "/desk/news"): _DESK,
        ("GET", "/desk/{conversation}"): _DESK,
        ("POST", "/desk/{conversation}/take"): _DESK,
        ("POST", "/desk/{conversation}/say"): _DESK,
        ("POST", "/desk/{conversation}/enter"): _DESK,
        ("POST", "/desk/{conversation}/back"): _DESK,
        ("GET", "/staff/queues"): _QUEUE_READ,
        ("POST", "/staff/queues/replay"): _QUEUE_DRIVE,
        ("POST", "/staff/queues/redo"): _QUEUE_DRIVE,
        ("GET", "/staff/gaps"): _GAPS_READ,
        ("POST", "/staff/gaps/settle"): _GAPS_SETTLE,
        ("GET", "/staff/documents"): _TEXTS,
        ("POST", "/staff/documents"): _GAPS_SETTLE,
        ("GET", "/staff/documents/pdf"): _TEXTS,
    }
)


def access(role: Role, method: str, path: str) -> Access:
    """What a role may do on a route; nothing on one without a row."""
    row = POLICY.get((method, path))
    return Access.NO if row is None else row[role]


HOME: Mapping[Role, str] = MappingProxyType(
    {
        Role.REVIEWER: "/office",
        Role.DESK: "/desk",
        Role.SUPERVISOR: "/office",
        Role.KNOWLEDGE: "/staff/gaps",
        Role.ADMIN: "/staff/queues",
        Role.AUDITOR: "/staff/queues",
    }
)
"""The page each role starts on."""

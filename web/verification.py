"""The verification page (扫码核验): what a QR code of ours leads to, for anybody, without login.

It shows what holds today, whatever the print says. A code that is not ours, and one that leads nowhere, look alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dialogs.conversation import Locale
from knowledge.documents.licence import LicencePermit
from knowledge.documents.payload import read_payload
from knowledge.documents.receipt_code import RECEIPT_CODE
from knowledge.documents.values import iso_date, moment
from rendering.licence_check import LICENCE
from storage.licences import KeptLicence
from web.pages import page
from web.problems import locale_of
from web.site import Site, site_of
from web.taking import place, slow_down
from web.words import words_in

router = APIRouter(include_in_schema=False)
CITY_ZONE = ZoneInfo("Asia/Shanghai")
LOOKUP = re.compile(r"[A-Za-z0-9_-]{8,40}")
LONGEST = 500
"""Characters of a pasted code; longer ones are none of ours."""

Tone = Literal["ok", "warn", "bad"]
Mark = Literal["genuine", "forged", "none"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The first thing that the page says; `words` is a key of the catalogue."""

    tone: Tone
    words: str


@dataclass(frozen=True, slots=True)
class PermitView:
    """A permit as it stands today."""

    name: str
    document: str
    number: str
    department: str
    valid: str
    tone: Tone
    state: str


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A licence as it stands today, with public facts only."""

    verdict: Verdict
    mark: Mark
    number: str
    rows: tuple[tuple[str, str], ...]
    permits: tuple[PermitView, ...]


@router.get("/v/{lookup}")
async def show_licence(request: Request) -> Response:
    """The licence of a code, with its permits; `?p=` is the payload that was printed."""
    site = site_of(request)
    slow_down(site.limits.lookups, place(request))
    locale = _locale(request)
    lookup: str = request.path_params["lookup"]
    kept = await site.licensing.by_lookup(lookup) if LOOKUP.fullmatch(lookup) else None
    printed = request.query_params.get("p", "")[:LONGEST]
    if kept is None:
        return _not_ours(request, locale)
    view = licence_view(kept, _printed(site, printed) if printed else None, locale, had_code=bool(printed))
    return _page(request, locale, {"licence": view, "receipt": None})


@router.get("/v")
async def show_code(request: Request) -> Response:
    """A code that was pasted or scanned, a receipt's or a licence's; without one, the form for it."""
    site = site_of(request)
    slow_down(site.limits.lookups, place(request))
    locale = _locale(request)
    code = _code_in(request.query_params.get("p", "").strip()[: 2 * LONGEST])
    if not code:
        return _page(request, locale, {"licence": None, "receipt": None})
    receipt = read_payload(code, RECEIPT_CODE, site.licensing.public)
    if receipt is not None:
        return _page(request, locale, {"licence": None, "receipt": _receipt_rows(receipt, locale)})
    values = read_payload(code, LICENCE, site.licensing.public)
    kept = await site.licensing.by_number(str(values["number"])) if values is not None else None
    if kept is None:
        return _not_ours(request, locale)
    return _page(request, locale, {"licence": licence_view(kept, values, locale, had_code=True), "receipt": None})


@router.get("/revocations.txt")
async def revocations(request: Request) -> Response:
    """The signed list of what is not in force any more, for checking offline."""
    site = site_of(request)
    slow_down(site.limits.lookups, place(request))
    return PlainTextResponse(
        await site.licensing.revocations() + "\n", headers={"cache-control": "public, max-age=300"}
    )


def licence_view(
    kept: KeptLicence, printed: Mapping[str, Any] | None, locale: Locale, *, had_code: bool
) -> LicenceView:
    """What is shown of a licence; `printed` holds the values of a code that was ours."""
    one, today = kept.licence, datetime.now(UTC).astimezone(CITY_ZONE).date()
    genuine = printed is not None and printed.get("number") == one.number
    mark: Mark = "genuine" if genuine else "forged" if had_code else "none"
    say = words_in(locale)
    rows = (
        (say("verify_number"), one.shown_number),
        (say("verify_operator"), one.operator),
        (say("verify_credit_code"), one.credit_code),
        (say("verify_industry"), one.industry_name.in_(locale)),
        (say("verify_address"), one.address),
        (say("verify_issuer"), one.issuer.in_(locale)),
        (say("verify_updated"), moment(kept.updated_at, locale)),
    )
    permits = tuple(_permit_view(permit, locale, today) for permit in one.permits)
    return LicenceView(_verdict(kept, printed if genuine else None, mark, permits), mark, one.number, rows, permits)


def _verdict(
    kept: KeptLicence, printed: Mapping[str, Any] | None, mark: Mark, permits: tuple[PermitView, ...]
) -> Verdict:
    """The worst that can be said stands first."""
    if mark == "forged":
        return Verdict("bad", "verify_forged")
    if kept.state != "active":
        return Verdict("bad", f"verify_licence_{kept.state}")
    if printed is not None and printed.get("version") != kept.licence.version:
        return Verdict("bad", "verify_replaced")
    if all(one.tone == "bad" for one in permits):
        return Verdict("bad", "verify_licence_expired")
    if any(one.tone == "bad" for one in permits):
        return Verdict("warn", "verify_some_ended")
    return Verdict("ok", "verify_in_force")


def _permit_view(permit: LicencePermit, locale: Locale, today: date) -> PermitView:
    say = words_in(locale)
    over = permit.status == "active" and permit.valid_until is not None and permit.valid_until < today.isoformat()
    state = "expired" if over else permit.status
    if permit.valid_until is None:
        valid = say("verify_no_end", start=iso_date(permit.issued_on, locale))
    else:
        valid = say("verify_valid", start=iso_date(permit.issued_on, locale), end=iso_date(permit.valid_until, locale))
    return PermitView(
        permit.name.in_(locale),
        permit.document,
        permit.document_number,
        permit.department.in_(locale),
        valid,
        "ok" if state == "active" else "bad",
        say(f"verify_permit_{state}"),
    )


def _receipt_rows(values: Mapping[str, Any], locale: Locale) -> tuple[tuple[str, str], ...]:
    say = words_in(locale)
    return (
        (say("verify_reference"), str(values.get("reference", ""))),
        (say("verify_received"), moment(str(values.get("received_at", "")), locale)),
        (say("verify_fingerprint"), str(values.get("sha256", ""))),
    )


def _printed(site: Site, code: str) -> Mapping[str, Any] | None:
    return read_payload(code, LICENCE, site.licensing.public)


def _code_in(text: str) -> str:
    """The payload in what was pasted: itself, or the link that a scanner showed."""
    found = re.search(r"YZ1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", text)
    return found.group() if found is not None else text[:LONGEST]


def _not_ours(request: Request, locale: Locale) -> HTMLResponse:
    return _page(request, locale, {"licence": None, "receipt": None, "verdict": Verdict("bad", "verify_unknown")}, 404)


def _page(request: Request, locale: Locale, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    other = "en" if locale == "zh" else "zh"
    shown = {
        "verdict": None,
        **values,
        "other": f"{request.url.path}?{urlencode({**request.query_params, 'lang': other})}",
        "contact": words_in(locale)("page_contact"),
    }
    return HTMLResponse(page(request, "verify.html", locale, shown), status_code=status)


def _locale(request: Request) -> Locale:
    wanted = request.query_params.get("lang")
    return "en" if wanted == "en" else "zh" if wanted == "zh" else locale_of(request)

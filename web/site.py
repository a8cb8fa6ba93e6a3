"""What the applicant's side of the web stands on: engine, knowledge, files, links and the probe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from starlette.requests import Request

from backoffice.licensing import Licensing
from backoffice.signed_documents import SignedDocuments
from bot.engine import Engine
from bot.home import Probe
from bot.packs import Packs
from bot.uploads import Uploads
from web.limits import Limits, Rates
from web.links import Links


@dataclass(frozen=True, slots=True)
class Site:
    """Built once for `site_app`; routes find it in the application's state."""

    engine: Engine
    packs: Packs
    files: Uploads
    documents: SignedDocuments
    licensing: Licensing
    links: Links
    probe: Probe
    public_url: str = ""
    demonstration: bool = True
    limits: Limits = field(default_factory=lambda: Limits(Rates()))


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)

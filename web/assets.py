"""Static files: under an address with a mark of their content they are kept for ever, else only checked again."""

from __future__ import annotations

import re
from os import PathLike, stat_result

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from web.pages import STATIC

_MARK = re.compile(r"^[0-9a-f]{12}/")


class Assets(StaticFiles):
    """The folder web/static."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def get_path(self, scope: Scope) -> str:
        return _MARK.sub("", super().get_path(scope))

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        marked = _MARK.match(super().get_path(scope)) is not None
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if marked else "no-cache"
        return response

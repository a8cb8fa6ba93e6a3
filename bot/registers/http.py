"""Registers over HTTP, as docs/registers.md describes them to who runs one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dialogs.conversation import Conversation
from dialogs.exchange import Checked, Row, Silent
from errors import DeliveryFailed
from storage.registers import as_value

if TYPE_CHECKING:
    import httpx

MAX_ANSWER_BYTES = 256 * 1024


class HttpRegister:
    """GET {base}/{register}/{credit code}: 200 with {"facts": {…}}, or 404 where there is no row."""

    def __init__(self, client: httpx.AsyncClient, base: str, name: str) -> None:
        self._client = client
        self._url = f"{base.rstrip('/')}/{name}"
        self._name = name

    async def row(self, key: str) -> Row | Silent:
        """What the register holds under a credit code. Raises DeliveryFailed when it does not answer as documented."""
        import httpx

        try:
            answer = await self._client.get(f"{self._url}/{quote(key, safe='')}")
        except httpx.HTTPError as broken:
            raise DeliveryFailed(f"{self._name} does not answer ({type(broken).__name__}).") from None
        if answer.status_code == 404:
            return Silent()
        if answer.status_code != 200 or len(answer.content) > MAX_ANSWER_BYTES:
            raise DeliveryFailed(f"{self._name} answered {answer.status_code}. Compare it with docs/registers.md.")
        return Row(_facts(self._name, answer))


class HttpRealName:
    """GET {base}/real_name/{conversation id}: 200 with name, level and subject, or 404 while nobody was checked there."""

    def __init__(self, client: httpx.AsyncClient, base: str) -> None:
        self._client = client
        self._url = f"{base.rstrip('/')}/real_name"

    async def check(self, conversation: Conversation) -> Checked | Silent:
        """Who was checked. Raises DeliveryFailed when the service does not answer as documented."""
        import httpx

        try:
            answer = await self._client.get(f"{self._url}/{conversation.id}")
        except httpx.HTTPError as broken:
            raise DeliveryFailed(f"real_name does not answer ({type(broken).__name__}).") from None
        if answer.status_code == 404:
            return Silent()
        try:
            told = answer.raise_for_status().json()
            return Checked(str(told["name"]), str(told["level"]), str(told["subject"]))
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            raise DeliveryFailed("real_name answered something else. Compare it with docs/registers.md.") from None


def _facts(name: str, answer: httpx.Response) -> dict[str, Any]:
    try:
        return {str(code): as_value(value) for code, value in answer.json()["facts"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        # not the cause either: it could quote what the register holds
        raise DeliveryFailed(f"{name} answered something else than facts. Compare it with docs/registers.md.") from None


def http_client(*, token: str, limit_s: float) -> httpx.AsyncClient:
    """A client for all registers; it follows no redirects, which could lead anywhere."""
    import httpx

    headers = {"accept": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    return httpx.AsyncClient(headers=headers, timeout=limit_s, follow_redirects=False)

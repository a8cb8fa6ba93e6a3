"""A client's message as JSON: read without frameworks, as this runs for every turn; everything wrong is a Problem."""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from typing import Any, cast

import orjson

from web.problems import Problem

LONGEST_ID = 100
LONGEST_CHOICE = 400
LONGEST_NAME = 200
LARGEST_PICTURE = 500 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURE_START = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class TextMessage:
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChoiceMessage:
    choice: str


@dataclass(frozen=True, slots=True)
class FileMessage:
    """A file that was uploaded before, for a material."""

    file: str
    material: str | None


@dataclass(frozen=True, slots=True)
class SignatureMessage:
    name: str = field(repr=False)
    picture: bytes | None = field(repr=False)
    agreed: bool


Message = TextMessage | ChoiceMessage | FileMessage | SignatureMessage


def read_message(body: bytes) -> tuple[str, Message]:
    """The client's message id and the message.

    Raises Problem 400 naming the field that is wrong.
    """
    members = read_object(body)
    message_id = members.pop("id", None)
    if not isinstance(message_id, str) or not 1 <= len(message_id) <= LONGEST_ID:
        raise _wrong("id")
    match members:
        case {"text": str() as text} if len(members) == 1:
            return _whole(message_id), TextMessage(_whole(text))
        case {"choice": str() as choice} if len(members) == 1 and len(choice) <= LONGEST_CHOICE:
            return _whole(message_id), ChoiceMessage(_whole(choice))
        case {"file": str() as file, **rest} if len(file) <= LONGEST_ID and rest.keys() <= {"material"}:
            material = rest.get("material")
            if material is not None and not (isinstance(material, str) and len(material) <= LONGEST_ID):
                raise _wrong("material")
            return _whole(message_id), FileMessage(_whole(file), material and _whole(material))
        case {"signature": dict()} if len(members) == 1:
            return _whole(message_id), _signature(cast("dict[str, Any]", members["signature"]))
        case _:
            raise _wrong(_odd_one(members))


def read_object(body: bytes) -> dict[str, Any]:
    """A JSON object.

    Raises Problem 400 for anything else.
    """
    try:
        value: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        value = _read_leniently(body)
    if not isinstance(value, dict):
        raise Problem(400, "bad_json")
    return cast("dict[str, Any]", value)


def read_picture(data_url: str) -> bytes:
    """The PNG of a drawn signature.

    Raises Problem 400 for anything that is not one.
    """
    if not data_url.startswith(_PICTURE_START) or len(data_url) > LARGEST_PICTURE * 4 // 3 + 64:
        raise Problem(400, "signature")
    try:
        picture = b64decode(data_url[len(_PICTURE_START) :], validate=True)
    except (NotBase64, ValueError):
        raise Problem(400, "signature") from None
    if not picture.startswith(_PNG):
        raise Problem(400, "signature")
    return picture


def _signature(members: dict[str, Any]) -> SignatureMessage:
    if not members.keys() <= {"name", "image", "agreed"}:
        raise _wrong("signature")
    name, image, agreed = members.get("name"), members.get("image"), members.get("agreed")
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        raise _wrong("signature.name")
    if not isinstance(agreed, bool):
        raise _wrong("signature.agreed")
    if image is not None and not isinstance(image, str):
        raise _wrong("signature.image")
    return SignatureMessage(_whole(name), read_picture(image) if image else None, agreed)


def _read_leniently(body: bytes) -> Any:
    """Half an emoji, as phones cut them off, is valid JSON to the letter; it is read, and mended in `_whole`."""
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Problem(400, "bad_json") from None


def _whole(text: str) -> str:
    """The text with lone surrogates, which nothing can store, as replacement characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _odd_one(members: dict[str, Any]) -> str:
    """The field to name in the problem; our own names only, never what was sent."""
    kinds = [name for name in ("text", "choice", "file", "signature") if name in members]
    return kinds[0] if len(kinds) == 1 else "text, choice, file, signature"


def _wrong(where: str) -> Problem:
    return Problem(400, "bad_message", field=where)

"""`yizheng understand`: JSON lines in, JSON lines out: what was understood of each message."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from dialogs.understanding.message import Heard
    from knowledge.values import Value


class Message(BaseModel):
    """One line of input; all but `text` may be left out. A labelled line may say more, which is not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    locale: str = "zh"
    today: date | None = None
    industry: str | None = None
    asking: str | None = None
    known: dict[str, Any] = {}


@click.command()
@click.option("--city", default="", help="The city that fills the missing parts of addresses.")
def understand(city: str) -> None:
    """Understand messages: one JSON object a line on standard input, what was understood of each on standard output."""
    from dialogs.understanding.message import Understanding
    from dialogs.understanding.reading import Surroundings
    from knowledge.load import CITY, load_pack

    pack, _ = load_pack(CITY)
    understanding = Understanding(pack)
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        message = _parsed(line, number)
        around = Surroundings(
            today=message.today or date.today(),  # noqa: DTZ011  the applicant's own calendar day
            city=city or pack.places.city.zh,
            locale="en" if message.locale == "en" else "zh",
        )
        heard = understanding.hear(
            message.text,
            asking=message.asking,
            industry=message.industry,
            known={code: _value(value) for code, value in message.known.items()},
            around=around,
        )
        sys.stdout.buffer.write(json.dumps(as_json(heard), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def as_json(heard: Heard) -> dict[str, Any]:
    """What was understood, as the stable interface has it."""
    industry, faq = heard.industry, heard.faq
    return {
        "intent": heard.intent.value,
        "facts": {code: _plain(value) for code, value in heard.facts.items()},
        "unclear": sorted(heard.unclear),
        "confirm": sorted(heard.confirm),
        "industry": None
        if industry is None
        else {"codes": list(industry.codes), "sure": industry.sure, "out_of_scope": industry.out_of_scope},
        "faq": None if faq is None else {"code": faq.code, "sure": faq.sure},
    }


def _parsed(line: bytes, number: int) -> Message:
    try:
        content = json.loads(line.decode("utf-8", "replace"))
        if isinstance(content, dict) and isinstance(content.get("text"), str):  # pyright: ignore[reportUnknownMemberType]  JSON
            # half a surrogate pair is no character, and no reason to refuse the rest
            content["text"] = content["text"].encode("utf-8", "replace").decode()  # pyright: ignore[reportUnknownMemberType]  JSON
        return Message.model_validate(content)
    except (ValueError, ValidationError) as wrong:
        problem = (
            "; ".join(
                f"{'.'.join(str(part) for part in error['loc']) or 'the line'}: {error['msg']}"
                for error in wrong.errors()
            )
            if isinstance(wrong, ValidationError)
            else str(wrong)
        )
        raise click.UsageError(
            f"line {number} is not a message ({problem}); write e.g. " + '{"text": "要收费吗"}'
        ) from None


def _value(given: Any) -> Value:
    from knowledge.values import Range

    match given:
        case {"min": int() | float() as low, "max": int() | float() as high}:
            return Range(low, high)
        case list():
            return tuple(str(part) for part in given)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]  JSON
        case bool() | int() | float():
            return given
        case _:
            return str(given)


def _plain(value: Value) -> Any:
    from knowledge.values import Range

    match value:
        case Range(low, high):
            return {"min": low, "max": high}
        case tuple():
            return list(value)
        case _:
            return value

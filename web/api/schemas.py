"""The API's shapes for its documentation (OpenAPI); requests on the hot route are read without them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dialogs.conversation import Locale, State


class Shape(BaseModel):
    """Closed against fields that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OpenRequest(Shape):
    """How a conversation begins."""

    locale: Locale = "zh"


class Choice(Shape):
    """A quick reply; send its id as `choice`."""

    id: str
    label: str


class Attachment(Shape):
    """A document (PDF); the address needs the conversation's token or cookie."""

    name: str
    url: str


class Reply(Shape):
    """One message to the applicant."""

    text: str
    choices: list[Choice]
    attachments: list[Attachment]


class Asking(BaseModel):
    """What is asked now: exactly one of fact, material and step, with its type and why it matters."""

    fact: str | None = None
    material: str | None = None
    step: str | None = Field(
        None,
        description="privacy, did_you_mean, real_name, confirm_reuse, acknowledge_notice, defer, review, sign or send",
    )
    type: str
    why: list[dict[str, str]] = Field(description='Reasons: {"permit", "role"}')


class Progress(Shape):
    """Questions and materials together."""

    done: int
    left: int


class Turn(Shape):
    """One exchange. It was committed before it was answered."""

    seq: int = Field(description="Number of the turn in its conversation")
    replies: list[Reply]
    asking: Asking | None
    state: State
    progress: Progress


class Opened(Turn):
    """A new conversation with its first turn; the token is told once."""

    id: str
    token: str


class Signature(Shape):
    """A signature over what the signing step showed: a typed name, or a drawn one as PNG; both count the same."""

    name: str = Field(max_length=200)
    image: str | None = Field(None, description="PNG data URL of a drawn signature, at most 500 KB")
    agreed: bool = Field(description="The applicant confirmed explicitly")


class TextMessage(Shape):
    id: str = Field(min_length=1, max_length=100, description="The client's own id; a repeat answers the stored turn")
    text: str


class ChoiceMessage(Shape):
    id: str = Field(min_length=1, max_length=100)
    choice: str


class FileMessage(Shape):
    id: str = Field(min_length=1, max_length=100)
    file: str = Field(description="What `POST …/files` answered")
    material: str | None = Field(None, description="The material that it is for; the one asked for by default")


class SignatureMessage(Shape):
    id: str = Field(min_length=1, max_length=100)
    signature: Signature


class Stored(Shape):
    """A file that passed examination."""

    file: str
    sha256: str
    pages: int


class Entry(BaseModel):
    """One line of the transcript."""

    model_config = ConfigDict(populate_by_name=True)

    seq: int
    speaker: Literal["applicant", "bot", "staff"] = Field(alias="from")
    id: str | None = Field(description="The client's message id, or null")
    text: str
    at: str


class Transcript(Shape):
    """Inbounds and replies in order; `next` is the `after` of the next page, null on the last."""

    entries: list[Entry]
    next: int | None


class AnswerView(Shape):
    """An answer with its provenance; of sensitive ones only the ends are shown."""

    label: str
    shown: str
    masked: bool
    value: Any = Field(None, description="null where masked")
    origin: str
    at: str
    by: str
    confirmed: bool
    change: str = Field(description="The choice that changes it; empty where it can't be")


class PlanView(Shape):
    """Where the application stands; permits as applies, open, not_needed, left_out or held."""

    permits: dict[str, str]
    steps: dict[str, str]
    progress: Progress


class ConversationView(Shape):
    """A conversation as its applicant may see it."""

    id: str
    state: State
    locale: Locale
    industry: str | None
    pack: str
    reference: str | None = Field(description="收件编号, once submitted")
    asking: Asking | None
    answers: dict[str, AnswerView]
    plan: PlanView


class ProblemDetails(BaseModel):
    """RFC 9457: what happened and what to do next."""

    type: str
    title: str
    status: int
    detail: str

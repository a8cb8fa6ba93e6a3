"""What examining an uploaded material (材料) can end in: accepted with a clean version, or refused with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["pdf", "jpg", "png"]

Reason = Literal[
    "file_empty",
    "file_too_large",
    "file_wrong_type",
    "file_heic",
    "file_name_mismatch",
    "file_mixed",
    "file_unreadable",
    "file_encrypted",
    "file_active",
    "file_animated",
    "file_bomb",
    "file_too_many_pages",
    "file_infected",
]

QualityWarning = Literal["file_dark", "file_blurred", "file_small", "file_blank"]

Detail = str | float | tuple[str, ...]

MEDIA_TYPES: Mapping[Kind, str] = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
REASONS: tuple[Reason, ...] = get_args(Reason)
WARNINGS: tuple[QualityWarning, ...] = get_args(QualityWarning)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A material that may be stored: the original's hash and the version that is handed over.

    `normalised` is the file itself for a PDF; for a picture it is straightened, at most 3000 px
    long and free of metadata. `warnings` are catalogue keys: usable, but better ask for another.
    `width` and `height` are those of the normalised picture, in pixels.
    """

    kind: Kind
    media_type: str
    pages: int
    sha256: str
    normalised: bytes = field(repr=False)
    normalised_sha256: str
    safe_name: str = field(repr=False)  # people put their names into file names
    width: int | None = None
    height: int | None = None
    warnings: tuple[QualityWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not taken; `reason` is a catalogue key and `details` fill its placeholders."""

    reason: Reason
    details: Mapping[str, Detail] = field(default_factory=dict[str, Detail])


Verdict = Accepted | Refused

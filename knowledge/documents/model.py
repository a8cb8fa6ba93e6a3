"""A statutory document (文书) as data: chat, sign page and PDF are made from it, and its hash is that of the data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from errors import PackError

Locale = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `marked` says that it is new or changed since the version before."""

    text: str
    marked: bool = False
    fine: bool = False
    """In small type (小字): what one looks up rather than reads."""
    flush: bool = False
    """From the left edge (顶格), as whom a letter is written to."""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled value, with a note in smaller type."""

    label: str
    value: str
    note: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[str, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that repeats on each page; the first cell names the row."""

    head: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; `condition` says when it holds ("if leased"), and is empty when it always does."""

    text: str
    condition: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]
    numbered: bool = False


Block = Paragraph | Rows | Table | Items


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; level 2 belongs to the level 1 before it. Numbers are set when rendered."""

    heading: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A document's content, and the marks that are put on it after it was hashed.

    The content is what is told, answered or promised. `reference` (收件编号) and `endorsement` (签署栏) come later,
    when the content has been signed, so they are no part of the hash.
    """

    kind: str
    title: str
    locale: Locale
    version: int
    subtitle: str
    sections: tuple[Section, ...]
    date: str
    """ISO date, or empty."""
    issuer: str
    reference: str | None = None
    endorsement: tuple[Row, ...] = ()

    def canonical(self) -> bytes:
        """The content as canonical JSON (sorted keys, UTF-8, no blanks), the bytes that the hash names."""
        content = self.as_data()
        del content["reference"], content["endorsement"]
        return canonical_json(content)

    def sha256(self) -> str:
        """The content's name: "sha256:" and the hash of its canonical form."""
        return digest(self.canonical())

    def as_data(self) -> dict[str, Any]:
        """The whole document as plain data, for JSON."""
        return {
            "kind": self.kind,
            "title": self.title,
            "locale": self.locale,
            "version": self.version,
            "subtitle": self.subtitle,
            "sections": [
                {"heading": one.heading, "level": one.level, "blocks": [_block_data(block) for block in one.blocks]}
                for one in self.sections
            ],
            "date": self.date,
            "issuer": self.issuer,
            "reference": self.reference,
            "endorsement": [_row_data(row) for row in self.endorsement],
        }

    def endorsed(self, rows: tuple[Row, ...], reference: str | None) -> Document:
        """The same content with its marks: signature lines and reference number."""
        return replace(self, endorsement=rows, reference=reference)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Document:
        """The document that `as_data` described."""
        sections = tuple(
            Section(one["heading"], tuple(_block_of(block) for block in one["blocks"]), one["level"])
            for one in data["sections"]
        )
        endorsement = tuple(Row(**row) for row in data["endorsement"])
        plain: dict[str, Any] = {**data, "sections": sections, "endorsement": endorsement}
        return cls(**plain)

    def texts(self) -> Iterator[str]:
        """Every text in the document, in reading order."""
        yield from (self.title, self.subtitle, self.issuer, self.date, self.reference or "")
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from _block_texts(block)
        for row in self.endorsement:
            yield from (row.label, row.value, row.note)


def canonical_json(data: object) -> bytes:
    """Plain data as canonical JSON: sorted keys, UTF-8, no blanks."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    """The hash of bytes, with the name of its kind in front."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _row_data(row: Row) -> dict[str, Any]:
    return {"label": row.label, "value": row.value, "note": row.note, "marked": row.marked}


def _block_data(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text, marked, fine, flush):
            # told only where it is so: documents of before have the same hash as ever
            only = {key: True for key, so in (("fine", fine), ("flush", flush)) if so}
            return {"type": "paragraph", "text": text, "marked": marked, **only}
        case Rows(rows):
            return {"type": "rows", "rows": [_row_data(row) for row in rows]}
        case Table(head, rows):
            lines = [{"cells": list(row.cells), "marked": row.marked} for row in rows]
            return {"type": "table", "head": list(head), "rows": lines}
        case Items(items, numbered):
            lines = [{"text": item.text, "condition": item.condition, "marked": item.marked} for item in items]
            return {"type": "items", "items": lines, "numbered": numbered}


def _block_of(data: Mapping[str, Any]) -> Block:
    match data["type"]:
        case "paragraph":
            return Paragraph(data["text"], data["marked"], data.get("fine", False), data.get("flush", False))
        case "rows":
            return Rows(tuple(Row(**row) for row in data["rows"]))
        case "table":
            lines = cast("list[dict[str, Any]]", data["rows"])
            return Table(tuple(data["head"]), tuple(TableRow(tuple(row["cells"]), row["marked"]) for row in lines))
        case "items":
            return Items(tuple(Item(**item) for item in data["items"]), data["numbered"])
        case other:
            raise PackError(f"stored document: no block of type {other!r}; read it with the version that wrote it")


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text
        case Rows(rows):
            for row in rows:
                yield from (row.label, row.value, row.note)
        case Table(head, rows):
            yield from head
            for line in rows:
                yield from line.cells
        case Items(items):
            for item in items:
                yield from (item.condition, item.text)

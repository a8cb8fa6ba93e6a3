"""What a new version of a document changes (变更标注): lines that the version before did not have are marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from knowledge.documents.model import Block, Document, Item, Items, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.words import say

_Line = tuple[str, ...]


def marked_against(document: Document, previous: Document) -> Document:
    """The document with new and changed lines marked, and a first section that names what fell away."""
    known = frozenset(_lines_of(previous))
    sections = tuple(_marked_section(one, known) for one in document.sections)
    gone = _fallen_away(document, previous)
    if gone:
        heading = say("changes", document.locale, version=previous.version)
        sections = (Section(heading, (Items(tuple(gone)),)), *sections)
    return replace(document, sections=sections)


def _marked_section(section: Section, known: frozenset[_Line]) -> Section:
    return replace(section, blocks=tuple(_marked_block(section.heading, block, known) for block in section.blocks))


def _marked_block(heading: str, block: Block, known: frozenset[_Line]) -> Block:
    match block:
        case Paragraph(text):
            return replace(block, marked=_paragraph(heading, text) not in known)
        case Rows(rows):
            return Rows(tuple(replace(row, marked=_row(heading, row) not in known) for row in rows))
        case Table(_, rows):
            return replace(block, rows=tuple(TableRow(row.cells, (heading, *row.cells) not in known) for row in rows))
        case Items(items):
            return replace(block, items=tuple(replace(one, marked=_item(heading, one) not in known) for one in items))


def _fallen_away(document: Document, previous: Document) -> list[Item]:
    """What tables no longer name, each once.

    A permit that is no longer needed still stands in the list of those; it is gone because fewer tables name it.
    """
    now, before = _naming(document), _naming(previous)
    gone = [name for name, tables in before.items() if now[name] < tables]
    return [Item(say("no_longer", document.locale, name=name), "", True) for name in gone]


def _naming(document: Document) -> Counter[str]:
    """How many tables have a row of each name."""
    tables = (block for section in document.sections for block in section.blocks if isinstance(block, Table))
    return Counter(name for table in tables for name in dict.fromkeys(row.cells[0] for row in table.rows))


def _lines_of(document: Document) -> Iterator[_Line]:
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Paragraph(text):
                    yield _paragraph(section.heading, text)
                case Rows(rows):
                    yield from (_row(section.heading, row) for row in rows)
                case Table(_, rows):
                    yield from ((section.heading, *row.cells) for row in rows)
                case Items(items):
                    yield from (_item(section.heading, item) for item in items)


def _paragraph(heading: str, text: str) -> _Line:
    return (heading, text)


def _row(heading: str, row: Row) -> _Line:
    return (heading, row.label, row.value, row.note)


def _item(heading: str, item: Item) -> _Line:
    return (heading, item.condition, item.text)

"""Two languages in one document (中英文对照): the Chinese text first, its English beneath or beside it.

Both versions are made by the same code from the same data, so they have the same parts; what is the same in both (names,
numbers, statutory texts, which are in Chinese only) stands once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from errors import PackError
from knowledge.documents.model import Block, Document, Item, Items, Paragraph, Row, Rows, Section, Table, TableRow


@dataclass(slots=True)
class _Run:
    """Paragraphs, and the table or list that they lead to."""

    texts: list[Paragraph] = field(default_factory=list[Paragraph])
    closing: Block | None = None


def bilingual(chinese: Document, english: Document) -> Document:
    """One document from its two versions. Raises PackError when they do not have the same parts."""
    if len(chinese.sections) != len(english.sections):
        raise _differing(chinese, "sections")
    return replace(
        chinese,
        title=_beneath(chinese.title, english.title),
        subtitle=_beneath(chinese.subtitle, english.subtitle),
        issuer=_beneath(chinese.issuer, english.issuer),
        sections=tuple(
            _section(chinese, one, other) for one, other in zip(chinese.sections, english.sections, strict=True)
        ),
        endorsement=_rows(chinese.endorsement, english.endorsement),
    )


def _section(document: Document, chinese: Section, english: Section) -> Section:
    runs, english_runs = _runs(chinese.blocks), _runs(english.blocks)
    if len(runs) != len(english_runs):
        raise _differing(document, chinese.heading)
    blocks: list[Block] = []
    for one, other in zip(runs, english_runs, strict=True):
        blocks += _texts(one.texts, other.texts)
        if one.closing is not None and other.closing is not None:
            blocks.append(_block(document, one.closing, other.closing))
    heading = _beside(chinese.heading, english.heading)
    return Section(heading, tuple(blocks), chinese.level)


def _texts(chinese: list[Paragraph], english: list[Paragraph]) -> list[Block]:
    """Each paragraph with its English beneath; a text may have more paragraphs in one language than in the other."""
    if len(chinese) != len(english):
        return [*chinese, *english]
    pairs = zip(chinese, english, strict=True)
    return [one for pair in pairs for one in (pair[:1] if pair[0] == pair[1] else pair)]


def _runs(blocks: tuple[Block, ...]) -> list[_Run]:
    """The blocks in their order; the last run has no closing block."""
    runs = [_Run()]
    for block in blocks:
        if isinstance(block, Paragraph):
            runs[-1].texts.append(block)
        else:
            runs[-1].closing = block
            runs.append(_Run())
    return runs


def _block(document: Document, chinese: Block, english: Block) -> Block:
    match chinese, english:
        case Rows(one), Rows(other) if len(one) == len(other):
            return Rows(_rows(one, other))
        case Table(head, rows), Table(english_head, english_rows) if len(rows) == len(english_rows):
            lines = (
                TableRow(_cells(one.cells, other.cells), one.marked)
                for one, other in zip(rows, english_rows, strict=True)
            )
            return Table(_cells(head, english_head), tuple(lines))
        case Items(one), Items(other) if len(one) == len(other):
            lines = (
                Item(_beneath(a.text, b.text), _beside(a.condition, b.condition), a.marked)
                for a, b in zip(one, other, strict=True)
            )
            return Items(tuple(lines), chinese.numbered)
        case _:
            raise _differing(document, type(chinese).__name__)


def _rows(chinese: tuple[Row, ...], english: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(
            _beneath(one.label, other.label),
            _beneath(one.value, other.value),
            _beside(one.note, other.note),
            one.marked,
        )
        for one, other in zip(chinese, english, strict=True)
    )


def _cells(chinese: tuple[str, ...], english: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_beneath(one, other) for one, other in zip(chinese, english, strict=True))


def _beneath(chinese: str, english: str) -> str:
    return chinese if chinese == english or not english else f"{chinese}\n{english}"


def _beside(chinese: str, english: str) -> str:
    return chinese if chinese == english or not english else f"{chinese} {english}"


def _differing(document: Document, where: str) -> PackError:
    return PackError(f"{document.kind}, {where}: the Chinese and the English version do not have the same parts")

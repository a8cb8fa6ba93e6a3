"""`python -m rendering.characters`: write down which characters the fonts of documents hold, after another font was taken."""

from __future__ import annotations

from knowledge.documents.characters import TABLE
from rendering.fonts import face


def table() -> str:
    """The ranges of code points that either font holds, in the form of `knowledge.documents.characters.TABLE`."""
    ranges: list[tuple[int, int]] = []
    for code in sorted(face("serif").characters | face("sans").characters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return "".join(f"{first:04X} {last:04X}\n" for first, last in ranges)


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="ascii")

"""`yizheng preview`: any document with sample data, as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, cast

import click

from cli.packs import industry_named, pack_in_force
from cli.place import Place
from knowledge.load import load_pack


@click.command(help="DOCUMENT with sample data, as PDF; without one, the list of documents.")
@click.argument("document", required=False)
@click.option("--industry", help="Code, name or alias; the first of the pack unless said.")
@click.option("--locale", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="en is bilingual.")
@click.option(
    "--pack", "folder", type=click.Path(file_okay=False, exists=True, path_type=Path), help="A pack's folder."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to; DOCUMENT.pdf unless said.")
@click.pass_obj
def preview(
    place: Place, document: str | None, industry: str | None, locale: str, folder: Path | None, out: Path | None
) -> None:
    """The pack is the one in force unless a folder is named, which need not be published."""
    from knowledge.documents.preview import preview as previewed
    from knowledge.documents.preview import previews

    pack = pack_in_force(place) if folder is None else load_pack(folder)[0]
    language = cast("Literal['zh', 'en']", locale)
    if document is None:
        for code, name in previews(pack, language).items():
            click.echo(f"{code:24} {name}")
        return
    named = next(iter(pack.industries)) if industry is None else industry_named(pack, industry)
    made = previewed(pack, document, named, date.today(), language)  # noqa: DTZ011  the office's own calendar day
    from rendering.previews import render_preview  # fonts take a moment to load

    path = out or Path(f"{document}.pdf")
    path.write_bytes(render_preview(made))
    click.echo(str(path))

"""Which pack a command works with (现行知识包): the one in force in this installation, else the one of the product."""

from __future__ import annotations

from difflib import get_close_matches

import click

from cli.place import Place
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack


def pack_in_force(place: Place) -> Pack:
    """The published pack, where there is a database; nothing is created by looking. Raises PackError."""
    published = _published(place) if place.has_database() else None
    return load_pack(CITY)[0] if published is None else published


def _published(place: Place) -> Pack | None:
    from sqlalchemy.exc import OperationalError

    from storage.connect import StorageUnavailable, read_engine, revision
    from storage.packs import in_force

    engine = read_engine(place.database_url())
    try:
        with engine.connect() as connection:
            found = in_force(connection) if revision(connection) is not None else None
    except OperationalError as broken:
        shown = engine.url.render_as_string()
        raise StorageUnavailable(f"{shown} can't be read. Check that it runs and may be read.") from broken
    finally:
        engine.dispose()
    return None if found is None else Pack.from_canonical(found.canonical)


def industry_named(pack: Pack, named: str) -> str:
    """The code of an industry, told by code, name or alias. Raises BadParameter that names the nearest ones."""
    if named in pack.industries:
        return named
    for code, industry in pack.industries.items():
        if named.casefold() in {alias.casefold() for alias in (industry.name.zh, *industry.aliases)}:
            return code
    near = get_close_matches(named, pack.industries, n=3, cutoff=0.4) or list(pack.industries)
    raise click.BadParameter(f"no industry {named!r}; try one of: {', '.join(near)}")

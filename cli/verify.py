"""`yizheng verify`: the evidence journal (存证日志) as a whole, or one PDF offline; what does not hold is named."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.place import Place

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from sqlalchemy import Connection

    from rendering.licence_check import LicenceKeys
    from rendering.pdf_check import PdfReport
    from storage.journal_check import Against, Report

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Options:
    """Where to look besides the data folder."""

    trust: tuple[Path, ...]
    anchors: tuple[Path, ...]
    anchor_key: Path | None
    licence_key: Path | None
    revoked: Path | None


@click.command(
    help="Check a licence or commitment PDF offline; without FILE, the evidence journal of this installation."
)
@click.argument("file", type=EXISTING, required=False)
@click.option(
    "--trust", type=EXISTING, multiple=True, help="Trusted certificates, PEM or DER; besides trust/ in the data folder."
)
@click.option(
    "--anchors", type=click.Path(path_type=Path), multiple=True, metavar="DIR", help="Another folder with anchors."
)
@click.option(
    "--anchor-key", type=EXISTING, help="Public key of the anchors; keys/anchor.pub in the data folder without it."
)
@click.option(
    "--licence-key", type=EXISTING, help="Public key of licences; keys/licence.pub in the data folder without it."
)
@click.option(
    "--revoked", type=EXISTING, help="Signed list of revocations; revocations.txt in the data folder without it."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def verify(
    place: Place,
    file: Path | None,
    trust: tuple[Path, ...],
    anchors: tuple[Path, ...],
    anchor_key: Path | None,
    licence_key: Path | None,
    revoked: Path | None,
    as_json: bool,
) -> None:
    """Exit status 0 when all holds, 1 when something does not, 2 when there is nothing to check."""
    options = Options(trust, anchors, anchor_key, licence_key, revoked)
    outcome = _journal(place, options) if file is None else _pdf(place, file, options)
    if as_json:
        click.echo(json.dumps(outcome.data, ensure_ascii=False))
    else:
        click.echo("\n".join(outcome.lines))
    if not outcome.data["ok"]:
        raise SystemExit(1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is printed."""

    data: dict[str, Any]
    lines: tuple[str, ...]


# --- the journal -----------------------------------------------------------------------------------------------------


def _journal(place: Place, options: Options) -> Outcome:
    from storage.journal_check import check_journal

    if not place.has_database():
        raise click.UsageError(f"there is no database in {place.data}; name the data folder with --data, or a FILE.pdf")
    with _reading(place) as connection:
        report = check_journal(connection, _against(place, options))
    return Outcome(_journal_data(report), tuple(_journal_lines(report)))


@contextmanager
def _reading(place: Place) -> Generator[Connection]:
    """A connection that can't write."""
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from storage.connect import StorageUnavailable, read_engine

    engine = read_engine(place.database_url())
    try:
        with engine.connect() as connection:
            yield connection
    except (OperationalError, ProgrammingError) as broken:
        shown = engine.url.render_as_string()
        raise StorageUnavailable(
            f"{shown} can't be read, or has no journal yet. Check that it runs, and start the server once."
        ) from broken
    finally:
        engine.dispose()


def _against(place: Place, options: Options) -> Against:
    from storage.anchors import anchor_files
    from storage.journal import journal_key
    from storage.journal_check import Against
    from storage.keys import keyring_from

    root = place.root_key()
    key = journal_key(keyring_from(root)) if root.is_file() else None
    public = _public(options.anchor_key or place.anchor_public_key())
    folders = (*place.anchor_folders(), *options.anchors)
    return Against(key, public, tuple(tuple(anchor_files(folder)) for folder in folders))


def _public(path: Path) -> Ed25519PublicKey | None:
    from storage.anchors import public_key

    return public_key(path) if path.is_file() else None


def _journal_data(report: Report) -> dict[str, Any]:
    return {
        "ok": report.ok,
        "entries": report.entries,
        "head": report.end.hash,
        "anchors": report.anchors,
        "findings": [{"code": one.code, "seq": one.seq, "text": one.text} for one in report.findings],
        "unchecked": list(report.unchecked),
    }


def _journal_lines(report: Report) -> Iterator[str]:
    for one in report.findings:
        yield f"{one.code}: {one.text}"
    for left in report.unchecked:
        yield f"not checked: {left}"
    says = "all holds" if report.ok else f"{len(report.findings)} findings, the first bad entry stands first"
    yield f"journal: {report.entries} entries, {report.anchors} anchors, head {report.end.hash[:16]}…: {says}"


# --- one PDF ---------------------------------------------------------------------------------------------------------


def _pdf(place: Place, file: Path, options: Options) -> Outcome:
    from rendering.pdf_check import check_pdf

    report = check_pdf(file.read_bytes(), list(_trusted(place, options)))
    findings = [(one.code, one.text) for one in report.findings]
    notes: list[str] = []
    findings.extend(_of_licence(place, report, options, notes))
    findings.extend(_of_record(place, report, notes))
    data = {
        "ok": not findings,
        "sha256": report.sha256,
        "data_sha256": report.data_sha256,
        "signers": [{"name": one.name, "at": one.at} for one in report.signers],
        "findings": [{"code": code, "text": text} for code, text in findings],
        "notes": notes,
    }
    lines = [f"signed by {one.name}, {one.at or 'no time stated'}" for one in report.signers]
    lines += [f"{code}: {text}" for code, text in findings] + notes
    lines.append(f"{file.name}: {'all holds' if not findings else 'does not hold'}")
    return Outcome(data, tuple(lines))


def _trusted(place: Place, options: Options) -> Iterator[Certificate]:
    from rendering.pdf_check import trusted_certificates

    folder = place.data / "trust"
    kept = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    for path in (*kept, *options.trust):
        yield from trusted_certificates(path)


def _of_licence(place: Place, report: PdfReport, options: Options, notes: list[str]) -> Iterator[tuple[str, str]]:
    from rendering.licence_check import check_licence, payload_of

    payload = payload_of(report.data)
    if payload is None:
        return
    keys = _licence_keys(place, options)
    if keys is None:
        notes.append("not checked: the licence's payload: its public key is not at hand (--licence-key)")
        return
    if keys.revocations is None:
        notes.append("not checked: whether it was revoked: no list is at hand (--revoked)")
    yield from ((one.code, one.text) for one in check_licence(payload, report.data, keys))


def _licence_keys(place: Place, options: Options) -> LicenceKeys | None:
    from rendering.licence_check import LicenceKeys

    public = _public(options.licence_key or place.data / "keys" / "licence.pub")
    if public is None:
        return None
    listed = options.revoked or place.data / "revocations.txt"
    return LicenceKeys(public, listed.read_text("utf-8") if listed.is_file() else None)


def _of_record(place: Place, report: PdfReport, notes: list[str]) -> Iterator[tuple[str, str]]:
    """What the evidence journal says of the file, where it is at hand."""
    from storage import journal

    if not place.has_database():
        notes.append("not checked: the evidence journal: no database is at hand; the file was checked by itself")
        return
    from storage.connect import StorageUnavailable

    try:
        with _reading(place) as connection:
            whole = journal.naming(connection, report.sha256)
            of_data = journal.naming(connection, report.data_sha256)
    except StorageUnavailable:
        notes.append("not checked: the evidence journal: the database does not answer; the file was checked by itself")
        return
    by_data = [one for one in of_data if one.kind == journal.SIGNED_DOCUMENT]
    if whole:
        notes.append(f"the evidence journal knows these bytes: entry {whole[0].seq}, {whole[0].kind}, {whole[0].at}")
    elif by_data:
        first = by_data[0]
        yield "other_bytes", f"entry {first.seq} of the evidence journal knows its data, and not these bytes"
    else:
        notes.append("the evidence journal does not know this file: it may be of another installation")

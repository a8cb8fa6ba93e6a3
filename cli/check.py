"""`yizheng check`: everything that is wrong with a knowledge pack, and how much each industry asks."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import click

from knowledge.load import CITY
from knowledge.verifier.findings import Finding
from knowledge.verifier.verify import Verification, Verifier


@click.command(help="Check the pack in the folder PACK (default: the one that comes with the product).")
@click.argument("pack", type=click.Path(path_type=Path), default=CITY, metavar="[PACK]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
def check(pack: Path, as_json: bool) -> None:
    """Exit status 0 when the pack can be published, 1 when it has errors."""
    if not pack.is_dir():
        raise click.BadParameter(f"{pack} is no folder; name the folder that holds the pack's YAML files")
    started = time.perf_counter()
    verification, findings = check_folder(pack)
    seconds = time.perf_counter() - started
    errors = sum(finding.severity == "error" for finding in findings)
    if as_json:
        click.echo(json.dumps(_as_json(verification, findings, seconds), ensure_ascii=False))
    else:
        _print(verification, findings, seconds)
    sys.exit(1 if errors else 0)


def check_folder(pack: Path) -> tuple[Verification, tuple[Finding, ...]]:
    """The pack with its machines, and the wordings it is told in."""
    from dialogs.words import LOCALES
    from knowledge.verifier.wordings import faulty_wordings
    from statemachines.soundness import machine_faults

    verification = Verifier(machine_faults).verify_folder(pack)
    return verification, (*verification.findings, *faulty_wordings(LOCALES))


def lines_of(finding: Finding) -> list[str]:
    """A finding as it is printed."""
    lines = [f"{finding.file}:{finding.line}: {finding.severity} {finding.code}: {finding.where}: {finding.message}"]
    if finding.counter_example is not None:
        shown = ", ".join(f"{fact} = {value!r}" for fact, value in finding.counter_example.items())
        lines.append(f"    for example: {shown or 'whatever is answered'}")
    return lines


def _as_json(verification: Verification, findings: tuple[Finding, ...], seconds: float) -> dict[str, object]:
    errors = sum(finding.severity == "error" for finding in findings)
    return {
        "pack": None if verification.pack is None else verification.pack.sha256(),
        "ok": errors == 0,
        "errors": errors,
        "warnings": len(findings) - errors,
        "seconds": round(seconds, 3),
        "findings": [asdict(finding) for finding in findings],
        "industries": [asdict(figures) for figures in verification.figures],
    }


def _print(verification: Verification, findings: tuple[Finding, ...], seconds: float) -> None:
    for finding in findings:
        click.echo("\n".join(lines_of(finding)))
    if verification.figures:
        head = ("industry", "permits", "states", "deciding", "best", "expected", "worst")
        click.echo(f"{head[0]:24}{head[1]:>8}{head[2]:>8}{head[3]:>10}{head[4]:>6}{head[5]:>10}{head[6]:>7}")
    for one in verification.figures:
        click.echo(
            f"{one.industry:24}{one.permits:>8}{one.states:>8}{one.deciding:>10.3f}{one.best:>6}"
            f"{one.expected:>10.2f}{one.worst:>7}"
        )
    errors = sum(finding.severity == "error" for finding in findings)
    if verification.pack is not None:
        click.echo(verification.pack.sha256())
    click.echo(f"{errors} errors, {len(findings) - errors} warnings in {seconds:.2f} s")

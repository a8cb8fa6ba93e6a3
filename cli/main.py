"""The command `yizheng`: a table of commands, each loaded only when it is called, so that --help is at once there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from cli.place import DEFAULT, Place
from errors import IntakeError


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: where it is, and what it does in one line."""

    module: str
    attribute: str
    help: str


COMMANDS: Mapping[str, Entry] = {
    "serve": Entry("cli.serve", "serve", "Serve the applicant's chat, desk, back office and API."),
    "chat": Entry("cli.chat", "chat", "Hold the applicant's conversation in the terminal."),
    "check": Entry("cli.check", "check", "Check a knowledge pack exhaustively."),
    "publish": Entry("cli.publish", "publish", "Check a pack and put it in force for new conversations."),
    "plan": Entry("cli.plan", "plan", "Print the question plan for what is known."),
    "preview": Entry("cli.preview", "preview", "Show any document with sample data, as PDF."),
    "diagram": Entry("cli.diagram", "diagram", "Print an industry's state machine as Mermaid text."),
    "simulate": Entry("cli.simulate", "simulate", "Run scripted applicants through the real engine."),
    "understand": Entry("cli.understand", "understand", "Say what is understood of messages: JSON lines in and out."),
    "bench": Entry("cli.bench", "bench", "Measure, each figure beside its physical bound."),
    "verify": Entry("cli.verify", "verify", "Check a licence or commitment PDF."),
    "backup": Entry("cli.backup", "backup", "Write everything needed to start again elsewhere."),
    "restore": Entry("cli.backup", "restore", "Start again from a backup."),
    "user": Entry("cli.user", "user", "Manage staff accounts."),
}


class Failure(click.ClickException):
    """What was asked could not be done; the message says what to do next."""

    exit_code = 1


class Commands(click.Group):
    """The table as a click group."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, entry in COMMANDS.items() if find_spec(entry.module) is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None or find_spec(entry.module) is None:
            return None
        command: click.Command = getattr(import_module(entry.module), entry.attribute)
        _take_data(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # click would import every command to ask for its help
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except IntakeError as wrong:
            raise Failure(str(wrong)) from wrong


def _take_data(command: click.Command) -> None:
    """Let a command take `--data`, and the commands within it too."""
    if not any(parameter.name == "data" for parameter in command.params):
        command.params.append(_data_option())
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _take_data(inner)


def _data_option() -> click.Option:
    """`--data`, which may stand before or after the name of the command."""
    return click.Option(
        ["--data"],
        type=click.Path(file_okay=False, path_type=Path),
        envvar="YIZHENG_DATA",
        expose_value=False,
        callback=_remember,
        help=f"Folder that holds the data (YIZHENG_DATA); default ./{DEFAULT}.",
    )


def _remember(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    before = ctx.obj if isinstance(ctx.obj, Place) else Place()
    explicit = ctx.get_parameter_source("data") is click.core.ParameterSource.COMMANDLINE
    # what was said before the command's name outweighs the environment
    ctx.obj = Place(value) if value is not None and (explicit or ctx.parent is None) else before


program = Commands(
    name="yizheng",
    params=[_data_option()],
    help="一证: one conversation, one application, one licence for opening a shop.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> None:
    """The entry point."""
    # A message is likened in products of some thousand numbers: a second thread only waits for the first, and on a busy
    # machine both spin for each other. It has to be said before the first import of numpy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    program()

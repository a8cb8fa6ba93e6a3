"""`yizheng chat`: the applicant's conversation in the terminal, against the house in the data folder."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cli.place import Place

if TYPE_CHECKING:
    from dialogs.conversation import Locale

_PIECE = 65_536


@click.command(help="Hold the applicant's conversation in the terminal. Everything is kept; :quit tells how to go on.")
@click.option(
    "--locale", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language to begin in."
)
@click.option("--resume", "code", default="", metavar="CODE", help="Go on with the conversation of a resume code.")
@click.pass_obj
def chat(place: Place, locale: Locale, code: str) -> None:
    """Exit status 0 when the applicant leaves, 1 for a resume code that does not work."""
    from cli.alone import alone_with

    with alone_with(place):
        asyncio.run(_hold(place, locale, code))


async def _hold(place: Place, locale: Locale, code: str) -> None:
    from bot.home import open_house
    from bot.settings import Settings
    from bot.terminal import open_terminal

    settings = Settings.model_validate({"data": place.data})
    async with open_house(settings) as house:
        lines = Lines()
        with lines.reading():
            terminal = await open_terminal(house, lines, locale=locale, code=code)
            await terminal.run()
            await terminal.leave()


class Lines:
    """Lines of standard input, read without blocking the house: it goes on working while somebody thinks."""

    def __init__(self) -> None:
        self._fd = sys.stdin.fileno()
        self._read = b""
        self._ended = False
        self._news = asyncio.Event()
        self._waits = True

    def show(self, text: str) -> None:
        """Prints a text."""
        click.echo(text)

    async def ask(self, prompt: str) -> str | None:
        """The next line; None when the input ends, or on Ctrl-C."""
        click.echo(prompt, nl=False)
        while b"\n" not in self._read and not self._ended:
            self._news.clear()
            if self._waits:
                await self._news.wait()
            else:
                self._take()
        line, _, self._read = self._read.partition(b"\n")
        if not os.isatty(self._fd) or (self._ended and not line):
            click.echo()  # what a terminal would have shown of the Enter key
        if self._ended and not line:
            return None
        return line.decode("utf-8", "replace")

    @contextmanager
    def reading(self) -> Generator[None]:
        """Watches the input, and the signals that end it, while this is open."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.end)
        try:
            loop.add_reader(self._fd, self._take)
        except PermissionError:
            self._waits = False  # a file, or nothing: all there at once, and it can't be watched
        try:
            yield
        finally:
            loop.remove_reader(self._fd)
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    def end(self) -> None:
        """No more lines: somebody pressed Ctrl-C, or the process is to end."""
        self._ended, self._read = True, b""
        asyncio.get_running_loop().remove_reader(self._fd)
        self._news.set()

    def _take(self) -> None:
        piece = os.read(self._fd, _PIECE)
        self._read += piece
        self._ended = not piece
        if self._ended:
            asyncio.get_running_loop().remove_reader(self._fd)
        self._news.set()

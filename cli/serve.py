"""`yizheng serve`: the applicant's chat, desk, back office and API in one process; several of them with PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import click

from cli.alone import alone_with
from cli.main import Failure
from cli.place import Place
from errors import IntakeError

if TYPE_CHECKING:
    import uvicorn

    from bot.home import House
    from bot.settings import Settings
    from bot.telegram.service import Telegram

log = logging.getLogger(__name__)

FINISH_S = 5
"""How long requests that are under way may take after a signal; live streams never end by themselves."""
FLUSH_S = 8.0
LEAVE_S = 20.0
"""Then the process ends whatever is left: it is all stored, and gone on with at the next start."""
BACKLOG = 2048


@click.command(help="Serve the applicant's chat, desk, back office and API, and Telegram where a token is set.")
@click.option("--host", help="Address to listen on (YIZHENG_HOST); default 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (YIZHENG_PORT); default 8080.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes (YIZHENG_WORKERS); more than one needs PostgreSQL."
)
@click.pass_obj
def serve(place: Place, host: str | None, port: int | None, workers: int | None) -> None:
    """Serves until SIGTERM or Ctrl-C; exit status 0 then, 1 when it could not start."""
    settings = _settings(place, host, port, workers)
    settings.check()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with alone_with(place), _listening(settings) as listening:
        if settings.workers == 1:
            if not _is_set_up(settings):
                _set_up_apart(settings)
            run(settings, listening, 0)
            return
        from cli.crew import serve_in_processes

        raise SystemExit(serve_in_processes(settings.workers, lambda number: run(settings, listening, number)))


def _is_set_up(settings: Settings) -> bool:
    from bot.settings import DATABASE

    return settings.database_url is not None or (settings.data / DATABASE).exists()


def _set_up_apart(settings: Settings) -> None:
    """Makes tables, plans and accounts in a process of its own, as on the first start: they take 20 MB that would stay for ever.

    What goes wrong there goes wrong again when the house is opened, and is told then.
    """
    process = os.fork()
    if process == 0:
        try:
            asyncio.run(_set_up(settings))
        finally:
            os._exit(0)
    os.waitpid(process, 0)


async def _set_up(settings: Settings) -> None:
    from bot.home import open_house

    async with open_house(settings) as house:
        await _make_accounts(house)


def run(settings: Settings, listening: socket.socket, number: int) -> None:
    """Serves in this process, the `number`th of those that share the socket."""
    import uvloop

    from bot.collector import large_apart

    large_apart()
    # Threads that lay out documents or write to disk give the interpreter back to waiting turns five times as soon.
    sys.setswitchinterval(0.001)
    uvloop.run(_serve(settings, listening, number))


def _settings(place: Place, host: str | None, port: int | None, workers: int | None) -> Settings:
    from pydantic import ValidationError

    from bot.settings import Settings

    said = {"host": host, "port": port, "workers": workers}
    try:
        return Settings.model_validate({"data": place.data, **{k: v for k, v in said.items() if v is not None}})
    except ValidationError as wrong:
        # names and reasons only: a value could be a password
        told = "; ".join(f"YIZHENG_{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in wrong.errors())
        raise Failure(f"Not started. {told}.") from None


def _listening(settings: Settings) -> socket.socket:
    """The socket, before anything is opened: a port in use is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as refused:
        listening.close()
        raise Failure(
            f"Port {settings.port} on {settings.host} can't be used ({refused.strerror}). "
            "End what listens there, or name another with --port."
        ) from None
    return listening


async def _serve(settings: Settings, listening: socket.socket, number: int) -> None:
    from bot.home import open_house

    async with open_house(settings) as house, _channels(house, number) as telegram:
        await _make_accounts(house)
        server = _server(house, telegram, lambda: _tell(settings, listening, telegram))
        _end_on_signals(server)
        warming = asyncio.create_task(_warm(house))
        await server.serve(sockets=[listening])
        await warming
        await _flush(house)


async def _warm(house: House) -> None:
    """Builds what the first turns would else wait for."""
    from bot.collector import spare_what_stays

    await asyncio.to_thread(house.packs.current().warm)
    spare_what_stays()


def _end_on_signals(server: uvicorn.Server) -> None:
    """The first signal lets everything finish; a second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def end(number: int) -> None:
        if server.should_exit:
            os._exit(1)
        server.handle_exit(number, None)  # live streams end with it, too
        loop.call_later(LEAVE_S, os._exit, 0)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end, number)


async def _flush(house: House) -> None:
    """Does what turns have left to do, as far as it is due and can be done now; the rest is done after the next start."""
    try:
        async with asyncio.timeout(FLUSH_S):
            while (await house.worker.depth()).oldest_ms > 0:  # noqa: ASYNC110 - it tells nobody that it is empty
                await asyncio.sleep(0.05)
    except (TimeoutError, IntakeError):
        log.warning("not everything could be sent before the end; it is kept and sent after the next start")


def _tell(settings: Settings, listening: socket.socket, telegram: Telegram | None) -> None:
    """Where it is, and what is on: nothing secret, no password."""
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    lines = [
        f"一证 serves at http://{shown}:{port}" + (f", known as {settings.public_url}" if settings.public_url else "")
    ]
    if settings.profile == "demonstration":
        lines.append("  demonstration: nothing here has legal effect")
    accounts = settings.data / "staff-accounts.txt"
    if accounts.is_file():
        lines.append(f"  staff accounts: {accounts} (readable only by you)")
    lines.append(
        f"  Telegram: {f'on, by {telegram.way}' if telegram is not None else 'off; set YIZHENG_TELEGRAM_TOKEN'}"
    )
    lines.append("  Ctrl-C ends it; everything is kept.")
    click.echo("\n".join(lines))


@asynccontextmanager
async def _channels(house: House, number: int) -> AsyncGenerator[Telegram | None]:
    """Telegram where it is set up; by polling only one process may ask."""
    settings = house.settings
    async with AsyncExitStack() as stack:
        if settings.telegram_token is None:
            yield None
            return
        from bot.telegram.service import by_webhook, open_telegram

        if number and not by_webhook(settings):
            yield None
            return
        yield await stack.enter_async_context(open_telegram(house))


async def _make_accounts(house: House) -> None:
    if house.settings.profile != "demonstration":
        return
    from web.staff.demonstration import make_demonstration_accounts

    at = house.clock.read()[0]
    await make_demonstration_accounts(house.store, house.packs.current().pack, house.settings.data, at)


def _server(house: House, telegram: Telegram | None, started: Callable[[], None]) -> uvicorn.Server:
    import uvicorn

    from web.app import ahead_of, create_app

    class Server(uvicorn.Server):
        """Leaves signals to us: its own way would raise them again in the end, and exit with their number."""

        @contextmanager
        def capture_signals(self) -> Generator[None]:
            yield

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

    app = create_app(house)
    if telegram is not None and telegram.route is not None:
        app.router.routes.insert(0, telegram.route)
    # no access log: addresses carry links and ids
    return Server(
        uvicorn.Config(
            ahead_of(app), loop="uvloop", http="httptools", ws="none", lifespan="off", log_config=None, access_log=False,
            backlog=BACKLOG, timeout_graceful_shutdown=FINISH_S, server_header=False,
        )
    )  # fmt: skip

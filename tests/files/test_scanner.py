"""A scanner says clean only when it said exactly that; everything else leaves the file waiting."""

import asyncio
import struct
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from errors import IntakeError
from files.clamd import ClamdScanner, TcpAddress, UnixAddress, clamd_address
from files.scanner import Clean, Infected, Scanner, StructuralScanner, Unavailable
from files.signatures import EICAR
from tests.files.making import archive, jpg, pdf

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def daemon(answer: Answer) -> AsyncGenerator[TcpAddress]:
    """A clamd on loopback that behaves as told."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the scanner hung up, as some of these tests want
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield TcpAddress("127.0.0.1", server.sockets[0].getsockname()[1])


async def received(reader: asyncio.StreamReader) -> bytes:
    """What came over INSTREAM, put together again."""
    assert await reader.readexactly(10) == b"zINSTREAM\0"
    parts: list[bytes] = []
    while length := struct.unpack(">I", await reader.readexactly(4))[0]:
        parts.append(await reader.readexactly(length))
    return b"".join(parts)


async def honest(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    found = EICAR in await received(reader)
    writer.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")
    await writer.drain()


def saying(reply: bytes) -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await received(reader)
        writer.write(reply)
        await writer.drain()

    return answer


async def hanging_up_early(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readexactly(10)
    writer.write(b"INSTREAM size limit exceeded. ERROR\0")
    await writer.drain()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await received(reader)
    await reader.read()  # until the scanner gives up


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await received(reader)
    while True:
        writer.write(b"stream: OK\n" * 1000)
        await writer.drain()


async def test_what_is_clean_is_clean_and_the_test_virus_is_found() -> None:
    async with daemon(honest) as address:
        scanner: Scanner = ClamdScanner(address)
        assert await scanner.scan(jpg()) == Clean("clamd")
        assert await scanner.scan(bytes(5 << 20)) == Clean("clamd")
        assert await scanner.scan(bytes(131_060) + EICAR) == Infected("clamd", "Eicar-Test-Signature")
        assert await scanner.scan(b"") == Clean("clamd")


async def test_a_daemon_on_a_socket_file(tmp_path: Path) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await honest(reader, writer)
        writer.close()

    path = tmp_path / "clamd.ctl"
    async with await asyncio.start_unix_server(serve, str(path)):
        assert await ClamdScanner(UnixAddress(path)).scan(pdf()) == Clean("clamd")


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\0",
        b"stream: OK",
        b"stream: OK\n",
        b"stream: OK\0stream: X FOUND\0",
        b" stream: OK\0",
        b"STREAM: OK\0",
        b"stream: OKAY\0",
        b"stream:  FOUND\0",
        b"stream: lstat() failed: No such file or directory. ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"HTTP/1.1 200 OK\r\n\r\nstream: OK\0",
        b"\xff\xfe" * 9000,
    ],
    ids=ascii,
)
async def test_any_other_answer_is_no_verdict(reply: bytes) -> None:
    async with daemon(saying(reply)) as address:
        assert isinstance(await ClamdScanner(address).scan(jpg()), Unavailable)


@pytest.mark.parametrize("behaviour", [silent, endless, hanging_up_early], ids=lambda behaviour: behaviour.__name__)
async def test_a_daemon_that_misbehaves_is_no_verdict(behaviour: Answer) -> None:
    async with daemon(behaviour) as address:
        scanner = ClamdScanner(address, timeout_seconds=0.3)
        assert isinstance(await scanner.scan(bytes(3 << 20)), Unavailable)


async def test_nobody_at_the_address_is_no_verdict(tmp_path: Path) -> None:
    async with daemon(honest) as address:
        pass
    assert isinstance(await ClamdScanner(address).scan(b"x"), Unavailable)
    assert isinstance(await ClamdScanner(UnixAddress(tmp_path / "none")).scan(b"x"), Unavailable)


async def test_a_file_over_the_limit_is_not_called_clean() -> None:
    async with daemon(honest) as address:
        verdict = await ClamdScanner(address, limit_bytes=1000).scan(bytes(1001))
    assert verdict == Unavailable("clamd", "larger than the scanner's limit of 1000 bytes")


async def test_the_structural_check_knows_disguises_and_says_that_it_knows_no_viruses() -> None:
    scanner: Scanner = StructuralScanner()
    assert not scanner.knows_viruses
    assert await scanner.scan(pdf()) == Clean("structural")
    assert await scanner.scan(jpg()) == Clean("structural")
    assert await scanner.scan(jpg() + EICAR) == Infected("structural", "EICAR-Test-File")
    assert await scanner.scan(pdf() + archive({"a": b"b"})) == Infected("structural", "hidden zip")
    assert isinstance(await scanner.scan(b"MZ"), Unavailable)


def test_addresses_as_operators_write_them() -> None:
    assert clamd_address("unix:/run/clamav/clamd.ctl") == UnixAddress(Path("/run/clamav/clamd.ctl"))
    assert clamd_address("scanner.internal:3310") == TcpAddress("scanner.internal", 3310)
    assert clamd_address("[::1]:3310") == TcpAddress("::1", 3310)


@pytest.mark.parametrize("setting", ["", "scanner", "scanner:", ":3310", "scanner:0", "scanner:99999", "unix:relative"])
def test_an_address_that_is_none_is_told_how_to_write_it(setting: str) -> None:
    with pytest.raises(IntakeError, match=r"write unix:/path/to/clamd\.ctl or host:3310"):
        clamd_address(setting)

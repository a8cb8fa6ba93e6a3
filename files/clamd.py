"""ClamAV's daemon as a scanner, spoken to over its INSTREAM protocol on a Unix socket or a TCP port."""

import asyncio
import contextlib
import re
import struct
from dataclasses import dataclass
from pathlib import Path

from errors import IntakeError
from files.scanner import Clean, Infected, ScanVerdict, Unavailable

_CHUNK_BYTES = 128 * 1024
_LONGEST_REPLY = 4096
_FOUND = re.compile(rb"stream: (.+) FOUND")


@dataclass(frozen=True, slots=True)
class UnixAddress:
    """A socket file of a daemon on this machine."""

    path: Path


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """Host and port of a daemon. The connection is not encrypted: only inside one's own network."""

    host: str
    port: int


ClamdAddress = UnixAddress | TcpAddress


def clamd_address(setting: str) -> ClamdAddress:
    """The address in a setting: `unix:/run/clamav/clamd.ctl` or `host:3310`. Raises IntakeError for anything else."""
    if setting.startswith("unix:/"):
        return UnixAddress(Path(setting.removeprefix("unix:")))
    host, _, port = setting.rpartition(":")
    if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        return TcpAddress(host.strip("[]"), int(port))
    raise IntakeError(f'scanner address "{setting}": write unix:/path/to/clamd.ctl or host:3310')


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """Asks a clamd. Only its plain "OK" counts as clean; silence, errors and surprises are Unavailable.

    `limit_bytes` is the daemon's own StreamMaxLength (25 MB unless changed): a larger file would
    be cut off unread, so it is not even sent.
    """

    address: ClamdAddress
    limit_bytes: int = 25 * 1024 * 1024
    timeout_seconds: float = 30.0
    name: str = "clamd"
    knows_viruses: bool = True

    async def scan(self, data: bytes) -> ScanVerdict:
        """The daemon's verdict, within the time limit."""
        if len(data) > self.limit_bytes:
            return Unavailable(self.name, f"larger than the scanner's limit of {self.limit_bytes} bytes")
        try:
            async with asyncio.timeout(self.timeout_seconds):
                return self._verdict(await self._ask(data))
        except TimeoutError:
            return Unavailable(self.name, f"no answer within {self.timeout_seconds:g} s")
        except OSError as failure:
            return Unavailable(self.name, f"connection failed: {failure.strerror or type(failure).__name__}")

    async def _ask(self, data: bytes) -> bytes:
        reader, writer = await self._connect()
        try:
            # It may stop reading early, over its limit: what it said meanwhile is the better answer.
            with contextlib.suppress(ConnectionError):
                await _send(writer, data)
            reply = bytearray()
            while len(reply) <= _LONGEST_REPLY and (part := await reader.read(_LONGEST_REPLY)):
                reply += part
            return bytes(reply)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        match self.address:
            case UnixAddress(path):
                return await asyncio.open_unix_connection(str(path))
            case TcpAddress(host, port):
                return await asyncio.open_connection(host, port)

    def _verdict(self, reply: bytes) -> ScanVerdict:
        line, end, rest = reply.partition(b"\0")
        if not end or rest:
            return Unavailable(self.name, "answer cut off" if reply else "no answer")
        if line == b"stream: OK":
            return Clean(self.name)
        if found := _FOUND.fullmatch(line):
            return Infected(self.name, found[1].decode("ascii", "replace")[:200])
        if b"size limit exceeded" in line:
            return Unavailable(self.name, "over the scanner's own limit: raise StreamMaxLength")
        return Unavailable(self.name, "answer not understood")


async def _send(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(b"zINSTREAM\0")
    for start in range(0, len(data), _CHUNK_BYTES):
        chunk = data[start : start + _CHUNK_BYTES]
        writer.write(struct.pack(">I", len(chunk)) + chunk)
        await writer.drain()
    writer.write(struct.pack(">I", 0))
    await writer.drain()

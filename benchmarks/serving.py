"""What the HTTP service does under load: is anything lost, does its memory grow, how fast is it.

Clients on this machine ask for articles of some 4 KB, made by Faker and a few frames of our own,
each as soon as it has the answer before.  Every answer is compared with the one that was checked
against the parser before the clock ran.  How fast it is stands beside what `Parser.read_many` does
with as many processes.  By the clock the clients need their share of the machine, and so does all
else that runs there; by the processor it is the service alone that counts, all its processes.

It needs Linux, and the extras serve and bench.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from attribution import Article, Parser
from processes import memory, processor
from workers import made

SIZE = 4_000
DISTINCT = 300
MEGABYTE = 1_000_000
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@attrs.frozen
class Speed:
    """How many articles were read in how many seconds of the clock and of the processor."""

    articles: int
    wall: float
    processor: float

    def __str__(self) -> str:
        """Give it as two figures."""
        return (
            f"{self.articles / self.wall:6.1f} articles a second, "
            f"{1e3 * self.processor / self.articles:5.1f} ms of the processor an article"
        )


@attrs.define
class Tally:
    """What came back."""

    good: int = 0
    wrong: int = 0
    lost: int = 0
    megabytes: list[float] = attrs.field(factory=list)


def texts_of(count: int, size: int) -> list[str]:
    """Make articles of a size, of shorter ones."""
    texts: list[str] = []
    waiting = iter(made(count * (1 + size // 400), seed=0))
    while len(texts) < count:
        text = ""
        while len(text) < size:
            text += next(waiting) + "\n\n"
        texts.append(text[:size])
    return texts


# The parser alone -------------------------------------------------------------------------------


def alone(texts: list[str], workers: int, seconds: float) -> Speed:
    """Measure `read_many`, once its processes are ready."""
    articles = Parser().read_many(itertools.cycle(texts), workers=workers)
    for _ in texts:
        next(articles)
    wall, used = time.perf_counter(), processor(os.getpid())
    count = 0
    while time.perf_counter() < wall + seconds:
        next(articles)
        count += 1
    # Before the processes end: of those that have ended nothing is counted.
    return Speed(count, time.perf_counter() - wall, processor(os.getpid()) - used)


# The service ------------------------------------------------------------------------------------


@contextmanager
def service(workers: int) -> Iterator[tuple[int, int]]:
    """Run the service, and give its port and the number of its process."""
    options = ["--port", "0", "--workers", str(workers), "--max-seconds", "300"]
    command = [sys.executable, "-m", "attribution", "serve", *options]
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield port_of(log.fileno(), running), running.pid
        finally:
            running.terminate()
            running.wait()


def port_of(log: int, running: subprocess.Popen[bytes]) -> int:
    """Give the port that the service says it listens at."""
    while running.poll() is None:
        told = Path(f"/proc/self/fd/{log}").read_bytes()
        if found := re.search(rb"serving at http://127\.0\.0\.1:(\d+)\n", told):
            return int(found[1])
        time.sleep(0.1)
    sys.exit("the service has ended")


def checked(port: int, text: str, parser: Parser) -> bytes:
    """Give the answer for a text, once it is what the parser gives."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/parse", data=body_of(text))
    with urllib.request.urlopen(request) as answer:  # noqa: S310 our own
        body: bytes = answer.read()
    if Article.from_dict(json.loads(body)) != parser.read(text):
        sys.exit("the service gives something else than the parser")
    return body


def body_of(text: str) -> bytes:
    """Give the body of a request."""
    return json.dumps({"text": text}).encode()


async def load(
    port: int, pid: int, expected: list[tuple[bytes, bytes]], clients: int, seconds: float
) -> Tally:
    """Ask for articles for a while, by several clients at once."""
    tally, deadline = Tally(), time.perf_counter() + seconds
    asking = [
        asyncio.create_task(client(port, expected[number:] + expected[:number], deadline, tally))
        for number in range(clients)
    ]
    while time.perf_counter() < deadline:
        tally.megabytes.append(memory(pid) / MEGABYTE)
        await asyncio.sleep(min(1.0, seconds / 4))
    await asyncio.gather(*asking)
    tally.megabytes.append(memory(pid) / MEGABYTE)
    return tally


async def client(
    port: int, expected: list[tuple[bytes, bytes]], deadline: float, tally: Tally
) -> None:
    """Ask for one article after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    at = 0
    while time.perf_counter() < deadline:
        body, answer = expected[at % len(expected)]
        at += 1
        try:
            given = await asked(reader, writer, body)
        except (OSError, EOFError):
            tally.lost += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        tally.good += given == answer
        tally.wrong += given != answer
    writer.close()
    await writer.wait_closed()


async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> bytes:
    """Send a request, and give the body of the answer."""
    head = f"POST /parse HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    told = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(told)
    return await reader.readexactly(int(length[1])) if length else b""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="default: 60")
    parser.add_argument("--clients", type=int, default=50, help="at once (default: 50)")
    parser.add_argument("--workers", type=int, default=2, help="default: 2")
    parser.add_argument("--size", type=int, default=SIZE, help=f"characters (default: {SIZE})")
    parser.add_argument("--distinct", type=int, default=DISTINCT, help=f"default: {DISTINCT}")
    given = parser.parse_args()
    texts = texts_of(given.distinct, given.size)
    read = alone(texts, given.workers, given.seconds)
    with service(given.workers) as (port, pid):
        expected = [(body_of(text), checked(port, text, Parser())) for text in texts]
        wall, used = time.perf_counter(), processor(pid)
        tally = asyncio.run(load(port, pid, expected, given.clients, given.seconds))
        served = Speed(tally.good, time.perf_counter() - wall, processor(pid) - used)
    settled = tally.megabytes[len(tally.megabytes) // 4 :]
    print(f"{given.clients} clients, {given.workers} workers, {given.seconds:g} s")
    print(f"answers: {tally.good:,} right, {tally.wrong} wrong, {tally.lost} lost")
    print(
        f"memory of all processes: {settled[0]:.0f} MB after a quarter of the time, "
        f"{settled[-1]:.0f} MB at the end, {max(settled):.0f} MB at most"
    )
    print(f"served:    {served}")
    print(f"read_many: {read}")
    by_clock = served.articles / served.wall / (read.articles / read.wall)
    by_processor = read.processor / read.articles / (served.processor / served.articles)
    print(f"ratio:     {by_clock:.2f} by the clock, {by_processor:.2f} by the processor")


if __name__ == "__main__":
    main()

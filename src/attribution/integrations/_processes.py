"""Processes that do a job at a time, and are ended and replaced where one takes too long."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

Job = TypeVar("Job")
Answer = TypeVar("Answer")
Make: TypeAlias = "Callable[[], Callable[[Job], Answer]]"
"""Makes in a process what does the jobs there; it can be pickled."""

# A process that is forked from one with threads may inherit a lock that nobody opens any more.
_SPAWN = multiprocessing.get_context("spawn")


class LostError(Exception):
    """The process ended before it had an answer."""


@attrs.frozen
class Failure:
    """An error that nobody expected, told without its message, which may quote the job."""

    kind: str
    where: str


class Workers(Generic[Job, Answer]):
    """A number of such processes, and a queue before them.

    Args:
        make: Makes what does the jobs.
        count: How many processes there are.
    """

    def __init__(self, make: Make[Job, Answer], count: int) -> None:
        """Start nothing yet."""
        self.count = count
        self._idle: queue.SimpleQueue[_Worker[Job, Answer]] = queue.SimpleQueue()
        self._all = [_Worker[Job, Answer](make) for _ in range(count)]
        # Each waits for a process, in which the work is done.
        self._threads = ThreadPoolExecutor(count)
        self._closing = False

    def start(self) -> None:
        """Start the processes, and wait until they are ready.

        Raises:
            LostError: If one of them cannot be made ready.
        """
        for worker in self._all:
            worker.start()
        for worker in self._all:
            worker.wait(None)
            self._idle.put(worker)

    def submit(self, job: Job, seconds: float) -> Future[Answer | Failure]:
        """Have a job done.

        Args:
            job: The job.
            seconds: How long it may take from now on, with the time that it waits.

        Returns:
            The answer to come; a `TimeoutError` if it does not come in time, a `LostError` if the
            process is killed.
        """
        return self._threads.submit(self._do, job, time.monotonic() + seconds)

    def close(self) -> None:
        """End the processes; what waits is left undone."""
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()

    def _do(self, job: Job, deadline: float) -> Answer | Failure:
        if time.monotonic() >= deadline:
            raise TimeoutError
        # There are as many as there are threads.
        worker = self._idle.get()
        try:
            return worker.do(job, deadline)
        except (TimeoutError, LostError):
            worker.kill()
            if not self._closing:
                worker.start()
            raise
        finally:
            self._idle.put(worker)


class _Worker(Generic[Job, Answer]):
    """One process, or the one that has taken its place."""

    def __init__(self, make: Make[Job, Answer]) -> None:
        self._make = make

    def start(self) -> None:
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(theirs, self._make), daemon=True)
        self._process.start()
        # Its end is noticed only where nobody else holds this one.
        theirs.close()
        self._ready = False

    def wait(self, seconds: float | None) -> None:
        """Wait until it can take a job."""
        if not self._ready:
            self._received(seconds)
            self._ready = True

    def do(self, job: Job, deadline: float) -> Answer | Failure:
        self.wait(deadline - time.monotonic())
        try:
            self._connection.send(job)
        except ConnectionError as error:
            raise LostError from error
        answer: Answer | Failure = self._received(deadline - time.monotonic())
        return answer

    def _received(self, seconds: float | None) -> Any:  # noqa: ANN401 whatever was sent
        try:
            if not self._connection.poll(seconds):
                raise TimeoutError
            return self._connection.recv()
        except (EOFError, ConnectionError) as error:
            raise LostError from error

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


# In a process -----------------------------------------------------------------------------------


def _work(connection: Connection[Any, Any], make: Make[Any, Any]) -> None:
    # Ctrl-C goes to all processes of a terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    do = make()
    # It is ready.
    connection.send(None)
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        connection.send(_outcome(do, job))


def _outcome(do: Callable[[Any], Any], job: object) -> object:
    try:
        return do(job)
    except Exception as error:  # noqa: BLE001 whatever it is, it is told
        where = "".join(traceback.format_tb(error.__traceback__))
        return Failure(type(error).__name__, where)

"""Many records, one after the other, in this process or in several.

What is done with each is a function that can be pickled, so that whatever a parser does with one
text it can do with many.
"""

from __future__ import annotations

import collections
import contextlib
import itertools
import pickle
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attribution._parsing.journey import packed, unpacked
from attribution._values.arguments import Record, id_of, record_of
from attribution.errors import (
    AttributionError,
    RecordError,
    RuleError,
    UnknownRuleSetError,
    WorkerError,
)

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Result = TypeVar("Result")
Outcome: TypeAlias = "tuple[Result, Sequence[Warning]]"
"""What a record gives, and what the caller is to be warned of."""
Apply: TypeAlias = "Callable[[Record], Outcome[Result]]"
OnError: TypeAlias = "Callable[[RecordError], Result | None] | None"
_Give: TypeAlias = "Callable[[], Outcome[Any]]"
"""Gives the outcome of a record, or raises what was wrong."""
_Batch: TypeAlias = "list[Record | Exception]"

_BATCH = 8
"""How many texts go to a worker at once: each journey has its price."""
_AHEAD = 3
"""How many batches are under way for each worker, so that none stands idle."""
_handed: list[Apply[Any]] = []
"""What a worker process does with each record; it comes once, not with every text."""


def each(
    records: Iterable[object], apply: Apply[Result], workers: int, on_error: OnError[Result]
) -> Generator[Result, None, None]:
    """Apply a function to each record, lazily and in their order.

    Args:
        records: What callers give as records.
        apply: What to do with each; it can be pickled where there is more than one worker.
        workers: The number of processes; with 1 it is this one.
        on_error: Takes the error of a record and gives what stands in its place, if anything;
            without it the error is raised.

    Yields:
        The results.

    Raises:
        RecordError: If there is no `on_error`, and a record cannot be read.
        WorkerError: If a worker process ended.
    """
    jobs = _here(records, apply) if workers == 1 else _in_processes(records, apply, workers)
    # Closed at once where the caller stops early, and the processes with it.
    with contextlib.closing(jobs):
        for index, (record, give) in enumerate(jobs):
            try:
                result, warned = give()
            except _WorkerLost:
                raise WorkerError(index, id_of(record)) from None
            except (RuleError, UnknownRuleSetError):
                # The rules are at fault, and no record.
                raise
            except Exception as error:
                failed = RecordError(index, id_of(record), record, _problem(error))
                failed.__cause__ = error
                if on_error is None:
                    raise failed from error
                instead = on_error(failed)
                if instead is not None:
                    yield instead
                continue
            for warning in warned:
                warnings.warn(warning, stacklevel=2)
            yield result


class _WorkerLost(Exception):  # noqa: N818
    """A worker has ended before this record was read."""


def _problem(error: Exception) -> str:
    return str(error) if isinstance(error, AttributionError) else f"{type(error).__name__}: {error}"


# In this process --------------------------------------------------------------------------------


def _here(
    records: Iterable[object], apply: Apply[Any]
) -> Generator[tuple[object, _Give], None, None]:
    for record in records:
        yield record, lambda record=record: apply(record_of(record))  # type: ignore[misc]


# In several processes ---------------------------------------------------------------------------


def _in_processes(
    records: Iterable[object], apply: Apply[Any], workers: int
) -> Generator[tuple[object, _Give], None, None]:
    pool = _Pool(apply, workers)
    source = _Source(records)
    waiting: collections.deque[tuple[list[object], Callable[[], Sequence[_Give]]]]
    waiting = collections.deque()
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (batch := source.take(_BATCH)):
                waiting.append((batch, pool.submit(batch)))
            if not waiting:
                break
            batch, outcomes = waiting.popleft()
            yield from zip(batch, outcomes(), strict=True)
    finally:
        pool.close()
    if source.error is not None:
        raise source.error


class _Source:
    """Records by batches; what stops them is told once all before it are through."""

    def __init__(self, records: Iterable[object]) -> None:
        self._records = iter(records)
        self.error: Exception | None = None

    def take(self, count: int) -> list[object]:
        """Give the next records, fewer where there are no more."""
        taken: list[object] = []
        if self.error is None:
            try:
                taken.extend(itertools.islice(self._records, count))
            except Exception as error:  # noqa: BLE001
                self.error = error
        return taken


def _context() -> BaseContext:
    """Give the way in which processes are started: that of the caller, if there is one.

    A process of several threads, such as that of a notebook, is not forked: what another thread
    holds at that moment would be held for ever in the copy.
    """
    import multiprocessing

    # Whether "fork" was chosen, or somebody only asked for what is usual, nobody can tell.
    method = multiprocessing.get_start_method(allow_none=True)
    method = method or multiprocessing.get_all_start_methods()[0]
    if method == "fork" and threads() > 1:
        method = "forkserver"
    return multiprocessing.get_context(method)


def threads() -> int:
    """Count the threads of this process, with those that Python knows nothing of if that can be."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()


class _Pool:
    """Worker processes, each of which has the function to apply."""

    def __init__(self, apply: Apply[Any], workers: int) -> None:
        # Slow to import, and of no use to those who read a text at a time.
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

        self._broken = BrokenExecutor
        self._pool = ProcessPoolExecutor(
            workers, mp_context=_context(), initializer=_hand, initargs=(apply,)
        )

    def submit(self, batch: list[object]) -> Callable[[], Sequence[_Give]]:
        """Send records to a worker; what is given waits for what they give."""
        try:
            future = self._pool.submit(_apply_to_all, [_read(record) for record in batch])
        except self._broken:
            return lambda: [_lost] * len(batch)

        def outcomes() -> Sequence[_Give]:
            try:
                return [_giving(outcome) for outcome in unpacked(future.result())]
            except self._broken:
                return [_lost] * len(batch)

        return outcomes

    def close(self) -> None:
        """End the processes; what they have not begun is left undone."""
        self._pool.shutdown(cancel_futures=True)


def _read(record: object) -> Record | Exception:
    try:
        return record_of(record)
    except AttributionError as error:
        return error


def _lost() -> Outcome[Any]:
    raise _WorkerLost


def _giving(outcome: Outcome[Any] | Exception) -> _Give:
    def give() -> Outcome[Any]:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return give


# In a worker ------------------------------------------------------------------------------------


def _hand(apply: Apply[Any]) -> None:
    # Ctrl-C goes to all processes of a terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _handed[:] = [apply]


def _apply_to_all(batch: _Batch) -> bytes:
    return packed([item if isinstance(item, Exception) else _apply(item) for item in batch])


def _apply(record: Record) -> Outcome[Any] | Exception:
    try:
        return _handed[0](record)
    except Exception as error:  # noqa: BLE001
        if not isinstance(error, AttributionError):
            error.add_note(traceback.format_exc())
        return _portable(error)


def _portable(error: Exception) -> Exception:
    """Give an error that can travel, which not all can that others define."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:  # noqa: BLE001
        return AttributionError(f"{type(error).__name__}: {error}")
    return error

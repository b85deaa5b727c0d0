"""Many records: in this process, and in several however they are started."""

from __future__ import annotations

import itertools
import multiprocessing
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from shouting import shout

from attribution import AttributionError, InputTypeError, InputValueError, Parser, RecordError
from attribution._parsing import many
from attribution._parsing.many import each

METHODS = multiprocessing.get_all_start_methods()
SCRIPT = Path(__file__).with_name("many_script.py")
GOOD = "Ada Moor said on Monday that it rained."


@pytest.mark.parametrize("method", METHODS)
def test_processes_however_they_are_started(method: str) -> None:
    """The script asserts; it is one of its own, since a start method is chosen once."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), method],
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
    assert done.stderr == ""
    assert (done.returncode, done.stdout) == (0, f"{method}: all is well\n")


def test_a_script_without_a_guard_is_told_of_it(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "import multiprocessing\n"
        "from attribution import Parser\n"
        "multiprocessing.set_start_method('spawn', force=True)\n"
        "print(list(Parser().parse_many(['It rained.'], workers=2)))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, check=False, text=True, timeout=300
    )
    assert done.returncode == 1
    assert "WorkerError: a worker process ended unexpectedly" in done.stderr
    assert 'if __name__ == "__main__":' in done.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_results_before_a_fault_are_delivered(workers: int) -> None:
    results = each(["a", "b", "c", "d", "e", "fault", "f"], shout, workers, None)
    assert list(itertools.islice(results, 5)) == ["A", "B", "C", "D", "E"]
    with pytest.raises(RecordError, match=r"record 5: ZeroDivisionError: fault") as raised:
        next(results)
    assert (raised.value.index, raised.value.record) == (5, "fault")
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_before_a_fault_of_the_source_are_delivered(workers: int) -> None:
    def texts() -> Iterator[str]:
        yield from "abcdef"
        raise KeyError("the source")

    results = each(texts(), shout, workers, None)
    assert list(itertools.islice(results, 6)) == list("ABCDEF")
    with pytest.raises(KeyError, match="the source"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_on_error_takes_what_cannot_be_read(workers: int) -> None:
    records = ["a", None, {"id": 17}, {"text": "fault", "id": "x"}, {"text": "b"}]
    failed: list[RecordError] = []
    assert list(each(records, shout, workers, failed.append)) == ["A", "B"]
    assert [(error.index, error.id) for error in failed] == [(1, None), (2, 17), (3, "x")]
    assert [str(error) for error in failed[1:]] == [
        "record 2 (id 17): a record must be a mapping with the key 'text', not ['id']",
        "record 3 (id 'x'): ZeroDivisionError: fault",
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_on_error_gives_stands_in_the_place_of_the_result(workers: int) -> None:
    results = each(["a", None, "b"], shout, workers, lambda error: f"none of {error.index}")
    assert list(results) == ["A", "none of 1", "B"]


@pytest.mark.parametrize("workers", [1, 2])
def test_warnings_reach_the_caller_at_their_turn(workers: int) -> None:
    results = each(["a", "slow", "b"], shout, workers, None)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert (next(results), len(seen)) == ("A", 0)
        assert (next(results), len(seen)) == ("SLOW", 1)
    assert str(seen[0].message) == "slow"
    assert seen[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeWarning, match="slow"):
            list(each(["slow"], shout, workers, None))


@pytest.mark.skipif("fork" not in METHODS, reason="only where processes can be forked")
def test_a_process_of_several_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda **_: "fork")
    with monkeypatch.context() as alone:
        alone.setattr(many, "threads", lambda: 1)
        assert many._context().get_start_method() == "fork"
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert many.threads() >= 2
        assert many._context().get_start_method() == "forkserver"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert list(each(["a", "b"], shout, 2, None)) == ["A", "B"]
    finally:
        done.set()
        other.join()
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda **_: "spawn")
    assert many._context().get_start_method() == "spawn"


def test_an_endless_source_is_read_a_little_ahead() -> None:
    read = []
    others = {process.pid for process in multiprocessing.active_children()}

    def texts() -> Iterator[str]:
        for number in itertools.count():
            read.append(number)
            yield str(number)

    results = each(texts(), shout, 2, None)
    assert list(itertools.islice(results, 100)) == [str(number) for number in range(100)]
    assert len(read) < 150
    results.close()
    assert {process.pid for process in multiprocessing.active_children()} <= others


def test_records_have_a_day_of_their_own() -> None:
    records: list[str | dict[str, object]] = [
        {"text": GOOD, "published": "2031-05-07", "id": 1},
        {"text": GOOD, "published": None, "source": "The Quay Courier"},
        GOOD,
        {"text": GOOD, "published": "2031-05-14"},
    ]
    found = [quotes[0].date for quotes in Parser().parse_many(records)]
    assert [str(day) for day in found] == ["2031-05-05", "None", "None", "2031-05-12"]


@pytest.mark.parametrize("records", ["a text", b"raw", {"text": GOOD}, None, 3])
def test_refuses_one_record_for_many(records: object) -> None:
    with pytest.raises(InputTypeError, match="records must be an iterable, of which each"):
        Parser().parse_many(records)  # type: ignore[arg-type]


@pytest.mark.parametrize("workers", ["2", 2.5, True, [2]])
def test_refuses_what_is_no_number_of_workers(workers: object) -> None:
    with pytest.raises(InputTypeError, match="workers must be int or None, not"):
        Parser().parse_many([], workers=workers)  # type: ignore[arg-type]


@pytest.mark.parametrize("workers", [0, -1])
def test_refuses_too_few_workers(workers: int) -> None:
    with pytest.raises(InputValueError, match=f"workers must be 1 or more, or None, not {workers}"):
        Parser().parse_many([], workers=workers)


@pytest.mark.parametrize(
    "record", [None, 3, b"raw", ["a"], {}, {"text": None}, {"text": GOOD, "published": 3}]
)
def test_refuses_what_is_no_record_at_its_turn(record: object) -> None:
    results = Parser().parse_many([GOOD, record])  # type: ignore[list-item]
    assert len(next(results)) == 1
    with pytest.raises(RecordError, match="record 1: ") as raised:
        next(results)
    assert isinstance(raised.value.__cause__, AttributionError)

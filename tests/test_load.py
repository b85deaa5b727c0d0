"""The scripts of benchmarks/ that measure a service and a Spark, at the least of work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("faker")
SCRIPTS = Path(__file__).parents[1] / "benchmarks"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def printed(script: str, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / script), *options],
        capture_output=True,
        check=False,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@LINUX
def test_the_load_test_counts_what_is_answered() -> None:
    pytest.importorskip("litestar")
    pytest.importorskip("rapidfuzz")
    options = ["--seconds", "1", "--clients", "5", "--workers", "1", "--distinct", "2"]
    told = printed("serving.py", *options, "--size", "500")
    assert told.startswith("5 clients, 1 workers, 1 s\n")
    right = re.search(r"^answers: (\d+) right, 0 wrong, 0 lost$", told, re.MULTILINE)
    assert right is not None
    assert int(right[1]) >= 5
    megabytes = re.findall(r"(\d+) MB", told)
    assert len(megabytes) == 3
    assert all(int(number) > 50 for number in megabytes)


@LINUX
@pytest.mark.spark
def test_the_measurement_of_spark_loses_nothing() -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    cores, good, bad, *figures = printed(
        "spark.py", "--only", "read", "--cores", "1", "--articles", "30"
    ).split()
    assert (cores, good, bad) == ("1", "30", "0")
    assert all(float(figure.replace(",", "")) > 0 for figure in figures)

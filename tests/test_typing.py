"""A type checker sees what the documentation promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attribution

ROOT = Path(__file__).parents[1]
API = Path("tests", "typing", "api.py")


def test_types_of_the_public_names() -> None:
    # The file is only checked: its ignored errors have to be errors, or mypy complains of them.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", str(API)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_package_is_marked_as_typed() -> None:
    assert Path(attribution.__file__).with_name("py.typed").is_file()

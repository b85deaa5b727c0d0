"""The README shows what the command prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = re.compile(r"^\$ .*(python -m attribution \S+)$", re.MULTILINE)
PICTURE = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_picture_is_the_beginning_of_the_output() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command, picture = COMMAND.search(readme), PICTURE.search(readme)
    assert command is not None
    assert picture is not None
    done = subprocess.run(
        [sys.executable, *command[1].split()[1:]],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
    )
    # Below its rows the picture may end in one that says there is more.
    shown = picture[1].removesuffix("…\n").rstrip("\n")
    assert done.stdout.startswith(f"{shown}\n")

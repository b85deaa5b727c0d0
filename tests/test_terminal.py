"""The command in a real terminal: a pseudo terminal of the system, and tmux where there is one."""

from __future__ import annotations

import codecs
import contextlib
import importlib.util
import os
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="there are no pseudo terminals here")
import fcntl
import pty
import termios

from attribution._terminal import cells

ROOT = Path(__file__).parents[1]
HARBOUR = "examples/harbour.txt"
COMMAND = ["-m", "attribution"]
PATIENCE = 60.0
"""Seconds that a busy machine may take."""
STYLE = re.compile(r"\x1b\[[0-9;]*m")
rich = pytest.mark.skipif(importlib.util.find_spec("rich") is None, reason="needs rich")


BEGINNING = """\
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Makes the terminal that of the session, so that keys such as Ctrl-C reach the program.

Whoever runs the tests in the background ignores Ctrl-C, and so would the program.
"""


class Terminal:
    """A program of Python that runs in a terminal of its own."""

    def __init__(self, *words: str, columns: int = 80, **variables: str) -> None:
        """Start a program."""
        self.shown, self.decoded = "", codecs.getincrementaldecoder("utf-8")().decode
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
        for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"):
            environment.pop(name, None)
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", BEGINNING, *words],
            cwd=ROOT,
            env={**environment, **variables},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def read(self, enough: Callable[[str], bool] = lambda _: False) -> str:
        """Give what it has shown, once that is enough or the program has ended."""
        while not enough(self.shown):
            # Linux tells of the end of the program by an error.
            with contextlib.suppress(OSError):
                if data := os.read(self.master, 65536):
                    self.shown += self.decoded(data)
                    continue
            break
        return self.shown

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def end(self) -> int:
        """Give the exit code."""
        self.read()
        os.close(self.master)
        return self.process.wait()


@rich
@pytest.mark.parametrize("columns", [60, 100])
def test_a_table_fits_the_terminal(columns: int) -> None:
    terminal = Terminal(*COMMAND, HARBOUR, columns=columns)
    assert terminal.end() == 0
    assert "\x1b[36m" in terminal.shown
    lines = STYLE.sub("", terminal.shown).splitlines()
    assert max(map(cells, lines)) <= columns
    assert any("Okerlund" in line for line in lines)


@rich
def test_no_color_is_heeded() -> None:
    terminal = Terminal(*COMMAND, HARBOUR, NO_COLOR="1")
    assert terminal.end() == 0
    assert "Okerlund" in terminal.shown
    assert not re.search(r"\x1b\[3\dm", terminal.shown)


def test_ctrl_d_ends_what_is_typed() -> None:
    terminal = Terminal(*COMMAND, "-f", "lines")
    terminal.read(lambda shown: "reading standard input; Ctrl-D ends it" in shown)
    terminal.type("Ada Moor denied it.\n\x04")
    assert terminal.end() == 0
    assert terminal.shown.splitlines()[-1] == "1:17: Ada Moor deny: it"


def test_ctrl_c_leaves_without_a_word() -> None:
    terminal = Terminal(*COMMAND)
    terminal.read(lambda shown: "Ctrl-D ends it" in shown)
    terminal.type("\x03")
    assert terminal.end() == 130
    assert terminal.shown.splitlines()[1:] in ([], ["^C"])


WITHOUT_PATIENCE = """\
import sys
from attribution._command import program, progress
progress.PATIENCE = 0
sys.exit(program.main())
"""


@rich
@pytest.mark.parametrize("verb", ["parse", "audit"])
def test_a_bar_comes_and_goes(verb: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    words = ["-c", WITHOUT_PATIENCE, verb, HARBOUR, HARBOUR, "-o", out]
    terminal = Terminal(*words)
    assert terminal.end() == 0
    assert "2/2 articles" in STYLE.sub("", terminal.shown)
    # The cursor goes up and clears the line of the bar before the sum.
    assert "\x1b[2K" in terminal.shown
    assert re.search(r"2 articles, \d+ statements$", terminal.shown.rstrip())


def test_what_is_wrong_is_told_in_a_line() -> None:
    terminal = Terminal(*COMMAND, "pares")
    assert terminal.end() == 2
    assert "(did you mean 'parse'?)" in terminal.shown
    assert "Traceback" not in terminal.shown


# tmux -------------------------------------------------------------------------------------------

TMUX = shutil.which("tmux")


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
class TestInTmux:
    """What somebody sees who types into a terminal."""

    @pytest.fixture
    def screen(self, tmp_path: Path) -> Iterator[Callable[..., str]]:
        """Give what types words and waits for others."""
        tmux = [str(TMUX), "-S", str(tmp_path / "tmux"), "-f", os.devnull]
        subprocess.run(
            [*tmux, "new-session", "-d", "-s", "s", "-x", "80", "-y", "40", "env", "PS1=$ ", "sh"],
            check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip

        def typed(*keys: str, until: str) -> str:
            subprocess.run([*tmux, "send-keys", "-t", "s", *keys], check=True)
            late = time.monotonic() + PATIENCE
            while time.monotonic() < late:
                shown = subprocess.check_output([*tmux, "capture-pane", "-p", "-t", "s"], text=True)
                if until in shown:
                    return shown
                time.sleep(0.1)
            raise AssertionError(shown)

        yield typed
        subprocess.run([*tmux, "kill-server"], check=True)

    @rich
    def test_a_table(self, screen: Callable[..., str]) -> None:
        command = f"clear; {sys.executable} -m attribution {HARBOUR} --speaker Sant; echo code $?"
        shown = screen(command, "Enter", until="code 0")
        assert "Odile Sant" in shown
        assert {"police", "hospital"} <= set(shown.split())

    def test_ctrl_c_gives_the_shell_back(self, screen: Callable[..., str]) -> None:
        screen(
            f"clear; {sys.executable} -m attribution; echo code $?", "Enter", until="Ctrl-D ends it"
        )
        shown = screen("C-c", until="code 130")
        assert "Traceback" not in shown

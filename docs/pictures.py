"""Draw the pictures of the documentation anew: python docs/pictures.py.

The pictures of a terminal are what the command prints in one, drawn by rich as SVG; they need the
extras ``cli`` and ``check``.  Those of pages are taken by chromium through playwright, and need the
extras ``html`` and ``tools``; ``--terminal`` leaves them out.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import attrs

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
COLUMNS = 100
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_MARGIN = re.compile(r"[ \t]+$", re.MULTILINE)

ARTICLE = """\
“We have not sold the quay, and we will not sell it,” said Ada Moor, the mayor of Wexhaven.

Lem Harrow, a crane driver, said that the cranes were old. “They are older than I am.”
"""
DRAFT = """\
“We have sold the quay,” Mayor Ada Moor said. “We will not sell it,” said Lem Harrow.

Harrow complained that “the cranes were old”. “They … are older than I am,” he said, “and they rot.”
"""
SIGHED = "Ada Moor sighed that the quay was hers.\n\nLem Harrow denied it.\n"
FILES = {"article.txt": ARTICLE, "draft.txt": DRAFT, "sighed.txt": SIGHED}


@attrs.frozen
class Picture:
    """A terminal in which commands were typed."""

    name: str
    commands: tuple[str, ...]
    lines: int | None = None
    """So many lines of the output are shown."""


PICTURES = (
    Picture("terminal", ("attribution harbour.txt",), 23),
    Picture("check", ("attribution check draft.txt article.txt",)),
    Picture(
        "mask",
        (
            "attribution mask article.txt --map words.json -o masked.txt",
            "cat masked.txt",
            "sed 's/Q2/Q7/' masked.txt | attribution restore --map words.json",
            "attribution restore masked.txt --map words.json | cmp - article.txt && echo the same",
        ),
    ),
    Picture("audit-table", ("attribution audit harbour.txt waterworks.txt --top 8 -q",)),
    Picture("explain", ("attribution explain sighed.txt --at quay",)),
)


def folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder with the articles, in which the commands run."""
    made = tempfile.TemporaryDirectory()
    for path in (ROOT / "examples").glob("*.txt"):
        Path(made.name, path.name).write_bytes(path.read_bytes())
    for name, text in FILES.items():
        Path(made.name, name).write_text(text, encoding="utf-8")
    program = Path(made.name, "bin", "attribution")
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m attribution "$@"\n')
    program.chmod(0o755)
    return made


def shown(command: str, inside: str) -> str:
    """Run a command in a terminal, and give what it shows."""
    master, slave = pty.openpty()
    ioctl(master, TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    paths = {"PATH": f"{inside}/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    kept = {name: os.environ[name] for name in ("HOME", "ATTRIBUTION_CACHE") if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 the commands stand above
        ["sh", "-c", command],  # noqa: S607 every system of this kind has it
        cwd=inside,
        env={**kept, **paths, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    data = b""
    while piece := _read(master):
        data += piece
    os.close(master)
    process.wait()
    return data.decode().replace("\r\n", "\n")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:
        # Linux tells so that the program has ended.
        return b""


def drawn(picture: Picture, inside: str) -> str:
    """Draw a terminal as SVG, which loads no fonts from anywhere."""
    from rich.console import Console
    from rich.text import Text

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        for command in picture.commands:
            console.print(Text(f"$ {command}", style="bold"))
            lines = shown(command, inside).rstrip("\n").split("\n")
            for line in lines[: picture.lines] if lines != [""] else []:
                console.print(Text.from_ansi(line))
            if lines[: picture.lines] != lines:
                console.print(Text("…", style="dim"))
        svg = console.export_svg(title="attribution", unique_id=f"attribution-{picture.name}")
    return _MARGIN.sub("", _FONTS.sub("", svg))


def draw_terminals() -> None:
    """Draw all terminals."""
    with folder() as inside:
        for picture in PICTURES:
            svg = drawn(picture, inside)
            (IMAGES / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


def draw_pages() -> None:
    """Take the pictures of the pages."""
    from playwright.sync_api import sync_playwright

    from attribution import Parser, exports, read
    from attribution.audit import audit, write

    parser = Parser()
    articles = [
        read(path.read_text(encoding="utf-8"), id=path.name)
        for path in sorted((ROOT / "examples").glob("*.txt"))
    ]
    with folder() as inside, sync_playwright() as engine:
        page_file, audit_file = Path(inside, "page.html"), Path(inside, "audit.html")
        page_file.write_text(exports.html(articles[0], parser=parser), encoding="utf-8")
        with audit_file.open("w", encoding="utf-8") as out:
            write(
                audit(articles, by=["speaker", "organisation", "source_type"]), out, format="html"
            )
        chromium = engine.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--hide-scrollbars"]
        )
        for name, file, height, dark in (
            ("page", page_file, 1050, False),
            ("page-dark", page_file, 1050, True),
            ("audit", audit_file, 900, False),
        ):
            page = chromium.new_page(
                viewport={"width": 1200, "height": height},
                color_scheme="dark" if dark else "light",
            )
            page.goto(file.as_uri())
            if file == page_file:
                page.locator("mark.first").nth(1).click()
                page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=IMAGES / f"{name}.png")
        chromium.close()


def main() -> None:
    """Draw the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--terminal", action="store_true", help="draw the terminals alone")
    chosen = options.parse_args()
    draw_terminals()
    if not chosen.terminal:
        draw_pages()


if __name__ == "__main__":
    main()

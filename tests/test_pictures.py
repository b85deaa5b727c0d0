"""The pictures of terminals in the documentation show what the command prints now."""

from __future__ import annotations

import html
import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pty", reason="there are no pseudo terminals here")
pytest.importorskip("rich")
pytest.importorskip("rapidfuzz")

DOCS = Path(__file__).parents[1] / "docs"
SPEC = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
assert SPEC is not None
assert SPEC.loader is not None
pictures: Any = importlib.util.module_from_spec(SPEC)
sys.modules["pictures"] = pictures
SPEC.loader.exec_module(pictures)
LOADED = re.compile(r"""url\(["']?(?!#)|(?:href|src)=["'](?!#)|@import""")
TEXT = re.compile(r"<text[^>]*>(.*?)</text>")


def words(svg: str) -> list[str]:
    return html.unescape(" ".join(TEXT.findall(svg))).split()


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_what_the_command_prints(picture: Any) -> None:  # noqa: ANN401
    kept = (pictures.IMAGES / f"{picture.name}.svg").read_text(encoding="utf-8")
    with pictures.folder() as inside:
        assert words(kept) == words(pictures.drawn(picture, inside))


@pytest.mark.parametrize("path", sorted(pictures.IMAGES.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_loads_nothing(path: Path) -> None:
    assert not LOADED.search(path.read_text(encoding="utf-8"))

"""The package as it is released: one version everywhere, and all its data."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import attribution
from attribution import rulesets

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FOLDER = Path(attribution.__file__).parent
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def test_the_citation_names_the_version_and_its_day() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    version, day = RELEASE.findall(changelog)[0]
    assert version == PROJECT["version"]
    assert f"\nversion: {version}\n" in citation
    assert f"\ndate-released: {day}\n" in citation


def test_the_data_comes_with_the_code() -> None:
    assert (FOLDER / "py.typed").is_file()
    assert {"de", "en", "en-attitudes", "en-quotations"} <= set(rulesets.available())
    templates = {path.name for path in FOLDER.rglob("*.j2")}
    assert {"page.html.j2", "fragment.html.j2", "audit.html.j2"} <= templates


def test_the_three_dependencies_are_all() -> None:
    names = {re.split(r"[^A-Za-z-]", entry)[0] for entry in PROJECT["dependencies"]}
    assert names == {"attrs", "dateparser", "regex"}


def test_what_is_installed_has_the_metadata_that_are_written() -> None:
    about = metadata.metadata("attribution-parser")
    assert about["Requires-Python"] == PROJECT["requires-python"]
    assert set(about.get_all("Provides-Extra") or ()) >= {"all", "check", "cli", "html", "web"}

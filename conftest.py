"""Run the examples of the README, the documentation and the docstrings as tests."""

from __future__ import annotations

import importlib
import os
import tempfile
from typing import Any

import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers import myst, rest

# Nothing is written to the home of who runs the tests; what they start finds what was compiled.
_cache = tempfile.TemporaryDirectory()
os.environ["ATTRIBUTION_CACHE"] = _cache.name

documents = Sybil(
    parsers=[
        myst.DocTestDirectiveParser(),
        myst.PythonCodeBlockParser(),
        myst.SkipParser(),
    ],
    patterns=["README.md", "docs/*.md", "docs/howto/*.md", "docs/use/*.md"],
)

docstrings = Sybil(
    parsers=[rest.DocTestParser()],
    pattern="src/**/*.py",
    document_types={".py": PythonDocStringDocument},
)

pytest_collect_file = (documents + docstrings).pytest()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # noqa: ANN401
    """Give a file to one worker, where there are several: its examples build on each other."""
    return importlib.import_module("xdist.scheduler").LoadFileScheduling(config, log)

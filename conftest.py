"""Run the examples of the README, the documentation and the docstrings as tests."""

from __future__ import annotations

import importlib
import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers import myst, rest

_ROOT = Path(__file__).parent
# Nothing is written to the home of who runs the tests; what they start finds what was compiled.
_cache = tempfile.TemporaryDirectory()
os.environ["ATTRIBUTION_CACHE"] = _cache.name

# Whose examples need an extra that the tests do without: its package -> the files.
_WITH = {
    "dask": ["docs/use/spark.md"],
    "litestar": ["docs/use/serve.md", "src/attribution/integrations/service.py"],
    "spacy": ["docs/use/spacy.md", "src/attribution/integrations/spacy.py"],
}
_without = [
    path for package, paths in _WITH.items() if find_spec(package) is None for path in paths
]

documents = Sybil(
    parsers=[
        myst.DocTestDirectiveParser(),
        myst.PythonCodeBlockParser(),
        myst.SkipParser(),
    ],
    patterns=["README.md", "docs/*.md", "docs/howto/*.md", "docs/use/*.md"],
    excludes=_without,
)

docstrings = Sybil(
    parsers=[rest.DocTestParser()],
    # Each by its name: "**" in a pattern is but one folder.
    patterns=[str(path.relative_to(_ROOT)) for path in sorted(_ROOT.glob("src/**/*.py"))],
    excludes=_without,
    document_types={".py": PythonDocStringDocument},
)

pytest_collect_file = (documents + docstrings).pytest()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # noqa: ANN401
    """Give a file to one worker, where there are several: its examples build on each other."""
    return importlib.import_module("xdist.scheduler").LoadFileScheduling(config, log)

"""Run the examples of the README, the documentation and the docstrings as tests."""

from __future__ import annotations

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers import myst, rest

documents = Sybil(
    parsers=[
        myst.DocTestDirectiveParser(),
        myst.PythonCodeBlockParser(),
        myst.SkipParser(),
    ],
    patterns=["README.md", "docs/*.md", "docs/howto/*.md"],
)

docstrings = Sybil(
    parsers=[rest.DocTestParser()],
    pattern="src/**/*.py",
    document_types={".py": PythonDocStringDocument},
)

pytest_collect_file = (documents + docstrings).pytest()

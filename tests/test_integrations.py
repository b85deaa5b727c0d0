"""What somebody is told who lacks the tool that an integration is for."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = """\
import sys
module, *names = sys.argv[1:]
sys.modules.update(dict.fromkeys(names))
import importlib
from attribution.errors import MissingExtraError
try:
    importlib.import_module(module)
except MissingExtraError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("module", "package", "extra", "blocked"),
    [
        ("service", "litestar", "serve", ["litestar"]),
        ("spacy", "spacy", "spacy", ["spacy", "spacy.language"]),
    ],
)
def test_one_line_names_the_extra(
    module: str, package: str, extra: str, blocked: list[str]
) -> None:
    # In a process of its own: here the package may be imported already.
    command = [sys.executable, "-c", WITHOUT, f"attribution.integrations.{module}"]
    done = subprocess.run([*command, *blocked], capture_output=True, check=True, text=True)
    assert done.stdout.endswith(f"needs {package}: pip install 'attribution-parser[{extra}]'\n")

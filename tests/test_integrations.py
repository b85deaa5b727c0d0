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


def test_spark_needs_pyspark_when_it_is_used() -> None:
    code = (
        "import sys, types\n"
        "sys.modules.update(dict.fromkeys(['pyspark', 'pyspark.sql', 'pyspark.sql.types']))\n"
        "from attribution.integrations import spark\n"
        "from attribution.errors import MissingExtraError\n"
        "try:\n"
        "    spark.parse(types.SimpleNamespace(columns=['text']))\n"
        "except MissingExtraError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == (
        "reading on Spark needs pyspark: pip install 'attribution-parser[spark]'\n"
    )

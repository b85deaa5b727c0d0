"""Imports point one way, so that each module can be read with what stands below it alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import attribution

FOLDER = Path(attribution.__file__).parent
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors",),
    ("_values",),
    ("models",),
    ("_notation",),
    ("_rules",),
    ("rules",),
    ("_language",),
    ("_article",),
    ("_reading",),
    ("_finding",),
    ("_people",),
    ("_fields",),
    ("_speakers",),
    ("pipeline",),
    ("_terminal",),
    ("articles",),
    ("_parsing",),
    ("parser",),
    ("rulesets",),
    ("testing", "loaders", "exports", "mask", "check"),
    ("audit",),
    ("integrations",),
    ("__init__",),
    ("_command",),
    ("__main__",),
)
"""The packages and modules of the library; each imports only from rows above its own."""
LONELY = {"_finding", "_fields"}
"""Packages whose modules are stages, none of which knows another."""


def module(path: Path) -> str:
    return ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__")


def package(name: str) -> str:
    return name.partition(".")[0]


def layer(name: str) -> int:
    for index, names in enumerate(LAYERS):
        if package(name) in names:
            return index
    raise AssertionError(f"{name} has no place in LAYERS: add it where it belongs")


def imports(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ImportFrom) and child.module == "attribution":
            for alias in child.names:
                known = (FOLDER / f"{alias.name}.py").exists() or (FOLDER / alias.name).is_dir()
                yield alias.name if known else "__init__"
        elif isinstance(child, ast.ImportFrom) and (child.module or "").startswith("attribution."):
            yield (child.module or "").removeprefix("attribution.")
        elif isinstance(child, ast.Import):
            yield from ("__init__" for alias in child.names if alias.name == "attribution")
        else:
            yield from imports(child)


MODULES = sorted(FOLDER.rglob("*.py"))
IMPORTS = {
    module(path): set(imports(ast.parse(path.read_text(encoding="utf-8")))) for path in MODULES
}


@pytest.mark.parametrize("name", IMPORTS)
def test_imports_point_down(name: str) -> None:
    for other in IMPORTS[name]:
        beside = package(other) == package(name) and package(name) not in LONELY
        assert layer(other) < layer(name) or beside, f"{name} imports {other}"


def test_no_imports_go_round_in_a_circle() -> None:
    inside = {name: IMPORTS[name] & IMPORTS.keys() for name in IMPORTS}
    list(TopologicalSorter(inside).static_order())


def run(code: str) -> None:
    """Run code in a process of its own: here everything is imported already."""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_compiles_nothing_and_loads_nothing_slow() -> None:
    run(
        "import sys, attribution\n"
        "stages = {'attribution.pipeline', 'attribution._language', 'attribution._parsing'}\n"
        "slow = {'dateparser', 'asyncio', 'concurrent.futures.process', 'pandas', 'spacy'}\n"
        "there = (stages | slow | {'tomllib', 'difflib', 'pickle'}) & set(sys.modules)\n"
        "assert not there, there\n"
        "from attribution import rules\n"
        "from attribution._language import grammar\n"
        "assert rules.load.cache_info().currsize == 0\n"
        "assert grammar.compiled.cache_info().currsize == 0\n"
    )


def test_a_rule_set_is_checked_against_all_stages_before_any_text_was_read() -> None:
    run(
        "from attribution import RuleError, RuleSet\n"
        "try:\n"
        "    RuleSet.empty('xx').extend(settings={'clitcs': []})\n"
        "except RuleError as error:\n"
        "    assert 'clitics' in str(error), error\n"
        "else:\n"
        "    raise AssertionError('nobody asks for it')\n"
    )


def test_the_guide_names_every_package_and_none_that_is_not_there() -> None:
    guide = (FOLDER.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {path.strip("/") for path in re.findall(r"`src/attribution/([\w./]+)`", guide)}
    assert all((FOLDER / path).exists() for path in named), named
    packages = {path.parent.name for path in FOLDER.glob("_*/__init__.py")}
    assert packages <= named, packages - named

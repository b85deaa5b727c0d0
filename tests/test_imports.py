"""Imports point one way, so that each module can be read with what stands below it alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import attribution

FOLDER = Path(attribution.__file__).parent
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "_frozen", "_memo"),
    ("models", "_known", "_notation", "_tape", "_toml", "_discovery"),
    ("_values", "_filter", "_translate", "_patterns", "_selectors"),
    ("_parts",),
    ("_checks", "_deriving"),
    ("_tables",),
    ("rules",),
    ("rulesets", "_lexicon", "_languages"),
    ("_alphabet",),
    ("_vocabulary", "_anchored", "_sides", "_over_text"),
    ("_compile",),
    ("_document", "_entities"),
    ("_quotation_marks", "_people", "_people.spelling", "_people.signs"),
    ("_people.genders",),
    ("_people.names",),
    ("_people.roles", "_people.bodies", "_people.surnames"),
    ("_people.merging", "_people.belonging"),
    ("_speakers", "_speakers.marks"),
    ("_speakers.scene",),
    ("_speakers.offices", "_speakers.bodies", "_speakers.looking_back"),
    ("_speakers.descriptions",),
    ("_speakers.phrases", "_speakers.employers"),
    ("_speakers.pronouns",),
    ("_speakers.sources",),
    ("_speakers.labels",),
    ("_speakers.talk",),
    ("_stages.*",),
    ("_quotes",),
    ("parser",),
    ("_workers", "testing", "export.*", "integrations.*"),
    ("__init__",),
    ("__main__",),
)
ABOVE = {"_workers"}
"""What `parser` imports late, since it needs a parser itself."""


def module(path: Path) -> str:
    return ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__")


def layer(name: str) -> int:
    for index, names in enumerate(LAYERS):
        if name in names or f"{name.partition('.')[0]}.*" in names:
            return index
    raise AssertionError(f"{name} has no place in LAYERS: add it where it belongs")


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


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
        elif not is_for_types(child):
            yield from imports(child)


MODULES = sorted(FOLDER.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_imports_point_down(path: Path) -> None:
    name = module(path)
    for other in imports(ast.parse(path.read_text(encoding="utf-8"))):
        assert layer(other) < layer(name) or other in ABOVE, f"{name} imports {other}"


def test_stages_never_import_each_other() -> None:
    for path in (FOLDER / "_stages").glob("*.py"):
        found = list(imports(ast.parse(path.read_text(encoding="utf-8"))))
        assert not [name for name in found if name.startswith("_stages")], path


def test_importing_compiles_nothing_and_loads_nothing_slow() -> None:
    # In a process of its own: here everything is imported already.
    code = (
        "import sys, attribution\n"
        "from attribution import rules, _compile\n"
        "slow = {'dateparser', 'asyncio', 'concurrent.futures.process', 'pandas', 'spacy'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
        "assert rules.load.cache_info().currsize == 0\n"
        "assert _compile.compiled.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

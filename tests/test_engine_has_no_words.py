"""The engine knows no word of any language: all words stand in the rule sets.

A string of the engine counts as data unless it is a docstring or part of a message for people.
Data must hold no form of a reporting verb and no function word of any rule set, save the names of
the rule vocabulary: those of tags, pieces, fields and the like.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
import regex

import attribution
from attribution import Article, Quote, Sign, Stance, rulesets
from attribution._language.languages import function_words
from attribution._language.lexicon import verb_forms
from attribution._notation.syntax import read
from attribution._rules.tables import SECTIONS


def groups(pattern: str) -> list[str]:
    return [element.group for element in read(pattern) if element.group]


FOLDER = Path(attribution.__file__).parent
FOR_PEOPLE = {
    "loaders.py", "missed.py",
    "__main__.py", "_terminal.py", "testing.py", "errors.py",
    "shapes.py", "raw.py", "values.py",
}  # fmt: skip
"""Modules whose strings are what people read: the command line, files, tests, errors."""
PACKAGES_FOR_PEOPLE = {"_command", "_values"}
DOCUMENTATION = {"doc", "without"}
"""The arguments by which stages document what they want of a rule set."""
ENGINE = sorted(
    path
    for path in (*FOLDER.glob("*.py"), *FOLDER.glob("_*/*.py"))
    if path.name not in FOR_PEOPLE and path.parent.name not in PACKAGES_FOR_PEOPLE
)
EN = rulesets.load("en")
VOCABULARY = {
    *attribution.__all__,
    *(field.name for kind in (Quote, Article) for field in attrs.fields(kind)),
    *(value.value for kind in (Stance, Sign) for value in kind),
    # What rule sets and patterns call things by.
    *EN.tags,
    *EN.pieces,
    *EN.classes,
    *EN.settings,
    *EN.settings["speakers"],
    *(group for pattern in EN.patterns for group in groups(pattern)),
    *SECTIONS,
    "cite",  # the tag of HTML that names a source
    "before",  # the key of a rule that names the one it goes before
    "order",  # the key of a rule set that names the files to read first
    # The ends of the names of pieces: "date-barrier-between".
    *(name.rpartition("-")[2] for name in EN.pieces if name.startswith("date-barrier-")),
    "none",  # in messages, where a list is empty
    "described",  # in evidence, where a speaker has no name
}
WORDS = regex.compile(r"\p{L}[\w-]*(?:['’]\p{L}+)*")


def words_of_the_rule_sets() -> set[str]:
    words: set[str] = set()
    for name in rulesets.available():
        rules = rulesets.load(name)
        words |= function_words(rules)
        for cue in rules.cues:
            if cue.category == "verbs" and " " not in cue.lemma:
                words |= {form for form, _ in verb_forms(rules, cue.lemma, " ".join(cue.forms))}
    return {word for word in words if len(word) > 1}


KNOWN = words_of_the_rule_sets()


def strings(node: ast.AST) -> Iterator[ast.Constant]:
    """Give the strings that are data: no docstrings, no messages, no names of attributes."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        elif not is_for_people(child):
            yield from strings(child)


def is_for_people(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.keyword) and node.arg in DOCUMENTATION:
        return True
    if isinstance(node, ast.Raise | ast.Assert):
        return True
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"msg", "problem"}


def offences(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for string in strings(tree):
        text = str(string.value)
        known = [word for word in WORDS.findall(text) if word.lower() in KNOWN]
        if known and text not in VOCABULARY and not is_sentence(text, known):
            yield f"{path.name}:{string.lineno}: {', '.join(known)} in {text!r}"


def is_sentence(text: str, known: list[str]) -> bool:
    """Whether a text is some evidence such as "no source" rather than a pattern or a word list."""
    return " " in text and "<" not in text and len(known) < len(WORDS.findall(text))


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_the_engine_has_no_words(path: Path) -> None:
    assert list(offences(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        'WORDS = ["said"]',
        'if word == "the": pass',
        'PRONOUNS = "he she they"',
        """pattern("<np> 'said' <clause>")""",
        'CUE_RE = r"(?:said|told)"',
    ],
)
def test_a_word_would_be_found(code: str, tmp_path: Path) -> None:
    file = tmp_path / "stage.py"
    file.write_text(code, encoding="utf-8")
    assert len(list(offences(file))) == 1


@pytest.mark.parametrize(
    "code",
    [
        '"""What she said."""',
        'raise ValueError("he said no")',
        'statement.reason = "inside the content of another"',
        'pattern("<noun-after>")',
        'piece("noun-after", without="who said it is not known")',
    ],
)
def test_what_is_no_word(code: str, tmp_path: Path) -> None:
    file = tmp_path / "stage.py"
    file.write_text(code, encoding="utf-8")
    assert list(offences(file)) == []

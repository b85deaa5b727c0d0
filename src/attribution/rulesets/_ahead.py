"""Works out ahead of time what texts would make a rule set work out one by one."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from attribution import pipeline
from attribution._article.document import Document
from attribution._language.anchors import ANCHORS
from attribution._language.grammar import Grammar
from attribution._notation.prepared import Prepared, Recorder
from attribution._rules.discovery import shipped
from attribution._rules.loading import bases_of
from attribution._rules.parts import Named
from attribution._rules.plain import plain
from attribution._rules.stored import Stored, file_beside, written
from attribution._rules.wanted import Piece, Single, View, declared
from attribution.errors import RuleError
from attribution.rules import RuleSet, read_installed

_MARKED = re.compile(r"<([^<>:]+):\w+>")
"""What is marked in the example of a mention."""
_DAY = datetime.date(2000, 3, 1)
"""Any day makes relative dates read."""


def write(data: Path, folder: Path | None = None) -> Path:
    """Write the compiled form of a rule set.

    Args:
        data: Its file or folder of TOML.
        folder: Where to write; beside the TOML if not given.

    Returns:
        The file.

    Raises:
        RuleError: If the rule set is not sound, or builds on one that is not shipped.
        OSError: If the file cannot be written.
    """
    rules = read_installed(data.absolute())
    made = prepare(rules)
    bases = bases_of(data)
    for base in bases:
        if base not in shipped():
            problem = "is not shipped, so that nothing that builds on it can be compiled"
            raise RuleError(str(data), f"ruleset.extends {base!r}", problem)
    file = file_beside(data)
    if folder is not None:
        file = folder / file.name
    file.write_bytes(written(data, bases, Stored(plain(rules), made.values, made.programs)))
    return file


def prepare(rules: RuleSet) -> Prepared:
    """Compile all patterns of a rule set, and what else texts would have worked out one by one."""
    recorder = Recorder()
    grammar = Grammar(rules, recorder)
    _compile(grammar)
    with warnings.catch_warnings():
        # What takes too long is no fault of who compiles.
        warnings.simplefilter("ignore")
        for text in _examples(rules):
            document = Document(text, grammar, _DAY)
            pipeline.read(document)
            pipeline.run(document)
    return recorder


def _compile(grammar: Grammar) -> None:
    for wanted in declared(Piece, Single):
        grammar[wanted]
        # Only the forms that a stage has asked for are made.
        for view in [value for value in vars(wanted).values() if isinstance(value, View)]:
            grammar[view]
    _ = grammar[ANCHORS], grammar.patterns.readings
    for table in (grammar.patterns.constructions, grammar.patterns.mentions):
        table.prepare()


def _examples(rules: RuleSet) -> Iterator[str]:
    rows: tuple[Named, ...] = (
        *rules.constructions,
        *rules.layouts,
        *rules.ends,
        *rules.readings,
        *rules.mentions,
    )
    for rule in rows:
        for text in (*rule.matches, *rule.rejects):
            yield _MARKED.sub(r"\1", text).replace("^", "")

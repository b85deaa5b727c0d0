"""Which alternatives of a rule set's patterns no test notices.

Takes away one alternative after the other, of the pieces and of the patterns of ends, readings,
constructions and mentions, in brackets as outside, and runs the tests of the rule set without it:
the golden cases, for English those of tests/golden and for another language those of the folder of
its code there, the examples of the rules, and the functions of the tests of statements, people and
fields that read short texts by the rule set.  What is not noticed either needs an example or is not
needed.  Of a rule set that extends another only what it adds is tried.

An alternative can matter only in texts in which it fits somewhere, so it is tried on these alone,
and what the rest of the rule set compiles to is kept.  Still each takes up to some seconds, so that
PATTERN says which are of interest: the name of a piece or a rule, also with wildcards, and
``--sample`` tries so many of them, drawn by ``--seed``.

Ends with exit code 1 if a greater share than ``--at-most`` goes unnoticed.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import fnmatch
import functools
import inspect
import io
import itertools
import multiprocessing
import os
import random
import sys
import tomllib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias
from unittest import mock

import attrs
import pytest
import regex
from _pytest import outcomes

from attribution import Mention, Parser, RuleSet, testing
from attribution._language.grammar import Grammar, compiled
from attribution._language.inheriting import same_notation
from attribution._language.patterns import Patterns
from attribution._notation.prepared import Inherited
from attribution._notation.syntax import Element, read
from attribution._notation.translate import Translator
from attribution._parsing.reader import Reader
from attribution._rules.parts import ends_piece
from gold import unlimited
from precision import Rule, folder_of

TESTS = Path(__file__).parents[1] / "tests"
GOLDEN = TESTS / "golden"
FUNCTIONS = (
    "contested",
    "dates",
    "explain",
    "fields",
    "german",
    "layouts",
    "missed",
    "negation",
    "preferences",
    "register",
    "resolve",
    "source_types",
    "speechless",
    "stance",
    "typography",
)
"""The files of tests that say what texts should give."""
_SHORT = 5000
"""Characters that a test function may read: longer texts are there for what they cost."""
_SORTS = ("ends", "readings", "constructions", "mentions")
_CLOSE = Element("syntax", ")")
_NEVER = (Element("syntax", "(?!"), _CLOSE)
_NOTHING = (Element("syntax", "("), _CLOSE)
_TASKS = 8
"""How many alternatives a process tries before another takes over."""

Elements: TypeAlias = tuple[Element, ...]
_Group: TypeAlias = tuple[int, int, list[tuple[int, int]]]
"""Where a bracket opens, where what follows it begins, and the ranges of its alternatives."""
Test: TypeAlias = "Callable[[Parser], bool]"
"""Says whether a parser finds in a text what it should."""


@attrs.frozen
class Alternative:
    """An alternative of a pattern: those of its elements from `start` up to `end`."""

    sort: str
    """The table that the pattern stands in: "pieces", "constructions" or another."""
    name: str
    """The name of the piece or the rule."""
    elements: Elements
    """The whole pattern."""
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.sort}.{self.name}: {written(self.elements[self.start : self.end])}"

    def without(self, rules: RuleSet) -> RuleSet:
        """Give a rule set in which the alternative never fits."""
        # Its words stay in the pattern, so that the tags of words stay the same.
        row = (*self.elements[: self.start], *_NEVER, *self.elements[self.start :])
        if self.sort == "pieces":
            return rules.replace(pieces={self.name: written(row)})
        rule = next(rule for rule in getattr(rules, self.sort) if rule.name == self.name)
        change: Any = {self.sort: [attrs.evolve(rule, pattern=written(row))]}
        return rules.replace(**change)

    def surrounded(self) -> Elements:
        """Give what must fit as a whole where the alternative matters: no other stands beside it.

        That it is looked for, or must not be there, is the same here.
        """
        groups = _groups(self.elements)
        row, start, end = self.elements[self.start : self.end], self.start, self.end
        while True:
            at, after = next((at, after) for at, after, rows in groups if (start, end) in rows)
            repeat = self.elements[after].value if after < len(self.elements) else ""
            if at < 0 or not _comes_once(self.elements[at].value, repeat):
                return row
            ranges = (item for _, _, rows in groups for item in rows)
            start, end = min((e - s, s, e) for s, e in ranges if s <= at < e)[1:]
            opening = attrs.evolve(self.elements[at], value=_positive(self.elements[at].value))
            after += repeat[:1] == "?"
            row = (*self.elements[start:at], opening, *row, _CLOSE, *self.elements[after:end])


def alternatives(rules: RuleSet) -> Iterator[Alternative]:
    """Give every alternative: each of a bracket, or of a whole pattern, that has more than one."""
    patterns = [("pieces", name, pattern) for name, pattern in rules.pieces.items()]
    for sort in _SORTS:
        patterns += [(sort, rule.name, rule.pattern) for rule in getattr(rules, sort)]
    for sort, name, pattern in patterns:
        elements = read(pattern)
        # An end is itself one of the alternatives of its kind.
        groups = _groups(elements)
        several = (rows for at, _, rows in groups if len(rows) > 1 or (sort == "ends" and at < 0))
        for start, end in sorted(itertools.chain.from_iterable(several)):
            yield Alternative(sort, name, elements, start, end)


def _groups(elements: Elements) -> list[_Group]:
    """Give the brackets of a pattern, and first the whole pattern as if it stood in one."""
    found: list[_Group] = []
    open_: list[tuple[int, list[int]]] = [(-1, [0])]
    values = [element.value if element.kind == "syntax" else "" for element in elements]
    for at, value in enumerate([*values, ")"]):
        if value.startswith("("):
            open_.append((at, [at + 1]))
        elif value == "|":
            open_[-1][1].append(at + 1)
        elif value == ")":
            opening, starts = open_.pop()
            ends = [*(start - 1 for start in starts[1:]), at]
            found.append((opening, at + 1, list(zip(starts, ends, strict=True))))
    return found


def _comes_once(opening: str, repeat: str) -> bool:
    """Say whether a bracket has no more than one match in a match of what stands around it."""
    return opening != "(?>" and (repeat in ("?", "??") or repeat[:1] not in tuple("?*+{"))


def _positive(opening: str) -> str:
    return opening.replace("!", "=")


def written(elements: Elements) -> str:
    """Write elements in the notation again."""
    parts = " ".join(_written(element) for element in elements)
    return regex.sub(r" (?=[?*+{)])|(?<=\((?:\?(?:[:=!>]|<[=!]))?) ", "", parts)


def _written(element: Element) -> str:
    match element.kind:
        case "selector":
            return f"<{element.value}:{element.group}>" if element.group else f"<{element.value}>"
        case "word":
            return f"'{element.value}'"
    return element.value


# Where an alternative may fit --------------------------------------------------------------------


def places(grammar: Grammar, elements: Elements) -> regex.Pattern[str]:
    """Compile a pattern that matches at least wherever elements do in a part of a text."""
    every = grammar.rules.all_pieces
    pieces = {name: written(_loose(read(text))) for name, text in every.items()}
    source = Translator(pieces, grammar.alphabet.resolve).regex(_loose(elements))
    return regex.compile(source)


def _loose(elements: Elements) -> Elements:
    """Leave out names of groups, edges, and what must not be there."""
    found: list[Element] = []
    depth = within = 0
    for element in elements:
        value = element.value if element.kind == "syntax" else ""
        depth += value.startswith("(") - (value == ")")
        if not within and value in ("(?!", "(?<!"):
            within = depth
            found.append(attrs.evolve(element, value="("))
        elif not within:
            edge = value in ("^", "$")
            found += _NOTHING if edge else [attrs.evolve(element, group=None)]
        elif depth < within:
            within = 0
            found.append(element)
    return tuple(found)


# Tests of a rule set -----------------------------------------------------------------------------


@attrs.frozen
class Tested:
    """Texts with a test that asks for something in them."""

    label: str
    texts: tuple[str, ...]
    test: Test
    rules: frozenset[str]
    """The rules that find something in them."""


def tests_of(rules: RuleSet, golden: Iterable[Path]) -> list[Tested]:
    """Give the tests on texts: golden cases, and the examples of rules save those of readings."""
    parser = Parser(rules)
    finding = itertools.chain(_cases(golden), _examples(rules))
    return [
        *(Tested(label, (text,), test, _rules_in(parser, [text])) for label, text, test in finding),
        *_marked_examples(rules.mentions),
    ]


def _cases(golden: Iterable[Path]) -> Iterator[tuple[str, str, Test]]:
    for path in golden:
        for case in testing.read_golden(path):
            yield f"{case}", case.text, functools.partial(_agrees, case=case)


def _examples(rules: RuleSet) -> Iterator[tuple[str, str, Test]]:
    finders: list[Rule] = [*rules.constructions, *rules.layouts]
    for rule in finders:
        for texts, wanted in ((rule.matches, True), (rule.rejects, False)):
            finds = functools.partial(_finds, name=rule.name, wanted=wanted)
            yield from ((rule.name, text, functools.partial(finds, text=text)) for text in texts)
    for end in rules.ends:
        for marked in end.matches:
            text, place = testing._unmarked(marked)  # noqa: SLF001
            yield end.name, text, functools.partial(_ends, text=text, place=place)


def _marked_examples(mentions: Iterable[Mention]) -> Iterator[Tested]:
    for mention in mentions:
        for texts, test in ((mention.matches, _marks), (mention.rejects, _marks_nothing)):
            for marked in texts:
                marks = functools.partial(test, name=mention.name, marked=marked)
                yield Tested(mention.name, (_unmarked(marked),), marks, frozenset([mention.name]))


def _rules_in(parser: Parser, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(quote.rule for text in texts for quote in parser.parse(text))


def _agrees(parser: Parser, case: testing.GoldenCase) -> bool:
    return not case.failure(parser)


def _finds(parser: Parser, name: str, text: str, *, wanted: bool) -> bool:
    return (name in _rules_in(parser, [text])) == wanted


def _ends(parser: Parser, text: str, place: int | None) -> bool:
    return place in testing._ends_of_contents(parser, text)  # noqa: SLF001


def _unmarked(marked: str) -> str:
    return testing._MARK.sub(r"\g<words>", marked)  # noqa: SLF001


def _marks(parser: Parser, name: str, marked: str) -> bool:
    return marked in _mentioned(parser, _unmarked(marked)).get(name, ())


def _marks_nothing(parser: Parser, name: str, marked: str) -> bool:
    return name not in _mentioned(parser, marked)


def _mentioned(parser: Parser, text: str) -> dict[str, list[str]]:
    return testing._marked(parser._reader._grammar_for(text), text)  # noqa: SLF001


# Functions of the tests --------------------------------------------------------------------------


class _Collected:
    """Keeps what pytest collects."""

    def __init__(self) -> None:
        self.items: list[pytest.Function] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = [item for item in session.items if isinstance(item, pytest.Function)]


def functions_of(grammar: Grammar, files: Iterable[Path]) -> list[Tested]:
    """Give the test functions that need nothing but their parameters and pass by a grammar."""
    collected = _Collected()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", "-qq", *map(str, files)], plugins=[collected])
    found: list[Tested] = []
    for item in collected.items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        made_up = getattr(item.function, "is_hypothesis_test", False)
        if inspect.signature(item.function).parameters.keys() <= given.keys() and not made_up:
            found += _tested(grammar, item.nodeid, functools.partial(item.function, **given))
    return found


def _tested(grammar: Grammar, label: str, function: Callable[[], object]) -> Iterator[Tested]:
    read: dict[str, None] = {}
    with _read_by(grammar, read):
        passes = _passes(function)
    if passes and 0 < sum(map(len, read)) <= _SHORT:
        rules = _rules_in(Parser(grammar.rules), read)
        yield Tested(label, tuple(read), lambda _: _passes(function), rules)


def _passes(function: Callable[[], object]) -> bool:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            function()
    except (Exception, outcomes.OutcomeException):  # noqa: BLE001 whatever stops it
        return False
    return True


@contextlib.contextmanager
def _read_by(grammar: Grammar, read: dict[str, None] | None = None) -> Iterator[None]:
    """Have all parsers for the rule set of a grammar take that; note what texts they read."""
    usual = Reader._grammar_for  # noqa: SLF001

    def grammar_for(reader: Reader, text: str) -> Grammar:
        if reader.rules_for(text).name != grammar.rules.name:
            return usual(reader, text)
        if read is not None:
            read[text] = None
        return grammar

    with (
        mock.patch.object(Reader, "_grammar_for", grammar_for),
        mock.patch("attribution.testing.compiled", return_value=grammar),
    ):
        yield


class Mutations:
    """Tells which alternatives of a rule set its tests notice."""

    def __init__(
        self, rules: RuleSet, golden: Iterable[Path], functions: Sequence[Path] = ()
    ) -> None:
        """Run all tests once, so that every pattern that they need is compiled."""
        self.rules = unlimited(rules)
        self._grammar = compiled(self.rules)
        self._tests = tests_of(self.rules, golden)
        parser = Parser(self.rules)
        failing = [item.label for item in self._tests if not item.test(parser)]
        failing += _reading_failures(self.rules)
        if failing:
            raise SystemExit(f"fails even with all alternatives: {', '.join(failing)}")
        self._tests += functions_of(self._grammar, functions) if functions else []
        self._tags = [_tags(self._grammar, item) for item in self._tests]

    def notices(self, alternative: Alternative) -> bool:
        """Say whether a test gives something else without an alternative."""
        # A changed rule set gets limits of time, and what is limited takes long to compile.
        rules = unlimited(alternative.without(self.rules))
        # The words are the same, so that the tables of them need not be built again.
        grammar = _with_patterns(self._grammar, rules)
        users = _users(self.rules, alternative)
        read = not users.isdisjoint(rule.name for rule in rules.readings)
        with _read_by(grammar):
            if read and any(True for _ in _reading_failures(rules)):
                return True
            parser = Parser(rules)
            fits = places(self._grammar, alternative.surrounded())
            # Readings see the tags before those are what the patterns see.
            touched = [
                item
                for item, tags in zip(self._tests, self._tags, strict=True)
                if any(map(fits.search, tags)) or (read and _tags(grammar, item) != tags)
            ]
            likely = sorted(touched, key=lambda item: item.rules.isdisjoint(users))
            return not all(item.test(parser) for item in likely)


def _tags(grammar: Grammar, item: Tested) -> list[str]:
    return [testing._tags(grammar, text) for text in item.texts]  # noqa: SLF001


def _reading_failures(rules: RuleSet) -> Iterator[str]:
    """Tell which examples of readings fail."""
    return testing._reading_failures(rules)  # noqa: SLF001


def _with_patterns(grammar: Grammar, rules: RuleSet) -> Grammar:
    """Give a grammar with the words and tags of another, whose other patterns are compiled anew."""
    other = copy.copy(grammar)
    other.rules = rules
    for name, value in vars(Grammar).items():
        if isinstance(value, functools.cached_property):
            vars(other).pop(name, None)
    same = same_notation(grammar.rules, rules)
    other.prepared = Inherited(grammar.prepared, same)
    other.patterns = Patterns(rules, grammar.alphabet, other.prepared)
    return other


def _users(rules: RuleSet, alternative: Alternative) -> frozenset[str]:
    """Give the names of the rules and pieces in whose patterns an alternative stands."""
    found = {alternative.name}
    patterns = {
        **rules.pieces,
        **{rule.name: rule.pattern for sort in _SORTS for rule in getattr(rules, sort)},
        # What asks for the ends of a kind is made of its rows.
        **{
            ends_piece(kind): " ".join(f"<{end.name}>" for end in rules.ends if kind in end.of)
            for kind in {kind for end in rules.ends for kind in end.of}
        },
    }
    used = {
        name: {element.value for element in read(pattern) if element.kind == "selector"}
        for name, pattern in patterns.items()
    }
    size = 0
    while len(found) > size:
        size = len(found)
        found |= {name for name, pieces in used.items() if not found.isdisjoint(pieces)}
    return frozenset(found)


# The command -------------------------------------------------------------------------------------

_MUTATIONS: list[Mutations] = []


def tried(
    mutations: Mutations, wanted: Sequence[Alternative], workers: int
) -> Iterator[tuple[Alternative, bool]]:
    """Give each alternative with whether a test notices that it is gone."""
    # A forked process has all that is compiled, and what it compiles itself goes with it.
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, _MUTATIONS.append, [mutations], _TASKS) as pool:
        yield from zip(wanted, pool.imap(_notices, wanted), strict=True)


def _notices(alternative: Alternative) -> bool:
    return _MUTATIONS[-1].notices(alternative)


def files_of(folder: Path) -> dict[tuple[str, str], str]:
    """Give for each piece and rule of a rule set, by table and name, the file that it stands in."""
    found: dict[tuple[str, str], str] = {}
    for file in [folder] if folder.is_file() else sorted(folder.glob("*.toml")):
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        names = {"pieces": list(values.get("pieces", ()))}
        names |= {sort: [row["name"] for row in values.get(sort, ())] for sort in _SORTS}
        found |= {(sort, name): file.name for sort in names for name in names[sort]}
    return found


def _wanted(
    rules: RuleSet, own: Container[tuple[str, str]], options: argparse.Namespace
) -> list[Alternative]:
    every = [
        item
        for item in alternatives(rules)
        if (item.sort, item.name) in own
        and any(fnmatch.fnmatch(item.name, pattern) for pattern in options.pattern or ["*"])
    ]
    every = every[:: options.every]
    if options.sample is None or options.sample >= len(every):
        return every
    chance = random.Random(options.seed)  # noqa: S311 no secret
    return [every[at] for at in sorted(chance.sample(range(len(every)), options.sample))]


def golden_of(language: str) -> list[Path]:
    """Give the folder of the golden files of a language, if it has one."""
    folder = GOLDEN if language == "en" else GOLDEN / language
    return [folder] if folder.is_dir() else []


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pattern", nargs="*", metavar="PATTERN", help="names; all by default")
    parser.add_argument("--rules", default="en", help="a shipped rule set, or a folder")
    parser.add_argument(
        "--golden", type=Path, action="append", help="a golden file or a folder of them"
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth alternative")
    parser.add_argument("--sample", type=int, metavar="N", help="try N alternatives by chance")
    parser.add_argument("--seed", type=int, default=1, help="what the chance depends on")
    parser.add_argument(
        "--at-most", type=float, default=0.0, metavar="SHARE", help="unnoticed without complaint"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--list", action="store_true", help="list alternatives, try none")
    return parser.parse_args()


def main() -> None:
    """Try the alternatives, and tell at the end which of them go unnoticed."""
    options = _options()
    folder = folder_of(options.rules)
    rules = RuleSet.from_toml(folder)
    files = files_of(folder)
    wanted = _wanted(rules, files, options)
    if not wanted:
        names = f"the names {' '.join(options.pattern)}" if options.pattern else "any name"
        raise SystemExit(f"{rules.name} adds no pattern with alternatives (of {names})")
    if options.list:
        for item in wanted:
            print(f"{files[item.sort, item.name]}: {item}")
        return
    shipped = folder == folder_of(rules.name)
    golden = options.golden or golden_of(rules.language)
    functions = [TESTS / f"test_{name}.py" for name in FUNCTIONS] if shipped else []
    failed = 0
    for item, noticed in tried(Mutations(rules, golden, functions), wanted, options.workers):
        if not noticed:
            failed += 1
            print(f"{files[item.sort, item.name]}: {item}", flush=True)
    print(f"{failed} of {len(wanted)} unnoticed")
    sys.exit(failed > options.at_most * len(wanted))


if __name__ == "__main__":
    main()

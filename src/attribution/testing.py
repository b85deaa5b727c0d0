"""Checks for those who write rule sets: the examples of each rule, and golden files.

With pytest each takes one line::

    def test_examples():
        check_ruleset(RULES)

    @pytest.mark.parametrize("case", read_golden("tests/golden"), ids=str)
    def test_golden(case):
        case.check(Parser(RULES))

A golden file holds texts, each with the statements that it should give::

    The cue stands after the quotation
    .
    "The ferry is late," said Ada Moor, the mayor of Wexhaven.
    .
    Ada Moor | said | The ferry is late, | role=mayor | stance=say
    .

A case is a title, the text between two lines with nothing but a full stop, the statements, and a
full stop.  A statement is its speaker, its cue and its words, and then any fields of `Quote` that
are to be checked too; ``-`` stands for `None`, and white space counts as one space.  Statements
stand in the order of the text, and a text without any has nothing between its full stops.  After
the title may stand ``published: 2031-05-07``, the day of publication, and ``fails: why``, which
marks a case that does not work yet: the check complains once it does.  Empty lines and lines that
begin with ``#`` part the cases.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

import attrs
import regex

from attribution import rulesets
from attribution._article.document import Document
from attribution._language.grammar import Grammar, compiled
from attribution._notation.patterns import Change
from attribution._people.names import NameTable
from attribution._people.roles import captured
from attribution._reading.plain import plain
from attribution._reading.quotations import quotations
from attribution._reading.stops import stops
from attribution._reading.tags import joined, settle
from attribution._reading.tokens import tokens
from attribution._reading.wraps import wraps
from attribution._rules.contract import missing
from attribution.models import Quote
from attribution.parser import Parser
from attribution.rules import Construction, End, Layout, Mention, Reading, RuleSet

__all__ = ["GoldenCase", "check_golden", "check_ruleset", "find", "lacks", "read_golden", "tagged"]

_Failures: TypeAlias = Iterator[str]
_Rule: TypeAlias = Construction | End | Layout | Mention | Reading
_Known: TypeAlias = frozenset[_Rule]
_SORTS = ("ends", "readings", "constructions", "mentions", "layouts")
_BLANK = regex.compile(r"\w \w")
_PLACE = "^"


# The examples of the rules ----------------------------------------------------------------------


def check_ruleset(rules: RuleSet | str, base: RuleSet | str | None = None) -> None:
    r"""Run the examples of every rule both ways.

    Each construction, layout, reading, mention and end must have an example in `matches`; every
    text there must be found by that very rule, and no text in `rejects` may be.  The examples of a
    mention mark all that it captures: ``<Ada Moor:person>, <mayor:role> of Wexhaven``.  For an end,
    ``^`` marks the place, and some statement of the text must end there.

    Args:
        rules: A rule set, or the name of one.
        base: A rule set that it builds on, or the name of one: rules that stand there in the same
            words are not run again.  That saves most of a minute for what builds on English.
            All are run if not given, which shows too what the new ones take away from the old.

    Raises:
        AssertionError: If anything fails; the message lists all that does, a line each.

    >>> from attribution import Layout, RuleSet
    >>> letter = Layout("letter", r"Dear\ all:\ (?P<content>.+)", matches=["Dear all: we won."])
    >>> check_ruleset(RuleSet.empty("letters").extend(layouts=[letter]))
    >>> letter = Layout("letter", r"Dear\ all:\ (?P<content>.+)", matches=["Dear Ada: we won."])
    >>> check_ruleset(RuleSet.empty("letters").extend(layouts=[letter]))
    Traceback (most recent call last):
    ...
    AssertionError: letters: layouts.letter: does not match 'Dear Ada: we won.', which gives nothing
    """
    rules = _loaded(rules)
    known = frozenset() if base is None else frozenset(_all_rules(_loaded(base)))
    failures = [
        *_without_examples(rules, known),
        *_statement_failures(rules, known),
        *_reading_failures(rules, known),
        *_mention_failures(rules, known),
        *_end_failures(rules, known),
    ]
    if failures:
        raise AssertionError("\n".join(f"{rules.name}: {failure}" for failure in failures))


def _loaded(rules: RuleSet | str) -> RuleSet:
    return rulesets.load(rules) if isinstance(rules, str) else rules


def _all_rules(rules: RuleSet) -> Iterator[_Rule]:
    for sort in _SORTS:
        yield from getattr(rules, sort)


def _without_examples(rules: RuleSet, known: _Known = frozenset()) -> _Failures:
    for sort in _SORTS:
        for rule in getattr(rules, sort):
            if not rule.matches and rule not in known:
                yield f"{sort}.{rule.name}: has no example in matches"


def _statement_failures(rules: RuleSet, known: _Known = frozenset()) -> _Failures:
    parser = Parser(rules)
    for construction in rules.constructions:
        if construction not in known:
            yield from _found_failures(parser, construction, f"constructions.{construction.name}")
    for layout in rules.layouts:
        if layout not in known:
            yield from _found_failures(parser, layout, f"layouts.{layout.name}")


def _found_failures(parser: Parser, rule: Construction | Layout, label: str) -> _Failures:
    for text in rule.matches:
        found = _rules_of(parser, text)
        if rule.name not in found:
            instead = ", ".join(found) or "nothing"
            yield f"{label}: does not match {text!r}, which gives {instead}{_hint(rule)}"
    for text in rule.rejects:
        if rule.name in _rules_of(parser, text):
            yield f"{label}: should reject {text!r}"


def _hint(rule: Construction | Layout) -> str:
    """Say what may be wrong with a layout in which words are parted by mere blanks."""
    blank = isinstance(rule, Layout) and _BLANK.search(rule.pattern)
    return "; a blank in its pattern counts only with a backslash before it" if blank else ""


def _rules_of(parser: Parser, text: str) -> dict[str, None]:
    told = parser.explain(text)
    stopped = (str(error) for error in told.errors)
    return dict.fromkeys([*(quote.rule for quote in told.quotes), *stopped])


def _reading_failures(rules: RuleSet, known: _Known = frozenset()) -> _Failures:
    grammar = compiled(rules)
    for index, rule in enumerate(rules.readings):
        if rule in known:
            continue
        # A reading finds the text as those before it have left it.
        earlier, change = grammar.patterns.readings[:index], grammar.patterns.readings[index]
        found = {text: change.applies(_tags(grammar, text, earlier)) for text in _examples(rule)}
        yield from _pattern_failures(rule, f"readings.{rule.name}", found)


def _mention_failures(rules: RuleSet, known: _Known = frozenset()) -> _Failures:
    grammar = compiled(rules)
    for rule in [rule for rule in rules.mentions if rule not in known]:
        label = f"mentions.{rule.name}"
        for text in rule.matches:
            found = _marked(grammar, _MARK.sub(r"\g<words>", text)).get(rule.name, [])
            if text not in found:
                instead = " and ".join(map(repr, found)) or "nothing"
                yield f"{label}: does not match {text!r}, but gives {instead}"
        for text in rule.rejects:
            if rule.name in _marked(grammar, text):
                yield f"{label}: should reject {text!r}"


def _end_failures(rules: RuleSet, known: _Known = frozenset()) -> _Failures:
    grammar, parser = compiled(rules), Parser(rules)
    for end in [end for end in rules.ends if end not in known]:
        label = f"ends.{end.name}"
        for marked in end.matches:
            text, place = _unmarked(marked)
            if place is None:
                yield f"{label}: needs one {_PLACE} in {marked!r}"
            elif not _ends(grammar, end, text, place):
                yield f"{label}: does not match at the place marked in {marked!r}"
            elif place not in _ends_of_contents(parser, text):
                yield f"{label}: no statement ends at the place marked in {marked!r}"
        for marked in end.rejects:
            if _ends(grammar, end, *_unmarked(marked)):
                yield f"{label}: should reject {marked!r}"


def _ends(grammar: Grammar, end: End, text: str, place: int | None) -> bool:
    """Whether an end matches at the first unit behind a place, or anywhere if none is given."""
    document = _document(grammar, text)
    units = range(len(document.tags))
    if place is not None:
        behind = (at for at in units if document.span((at, at + 1)).start >= place)
        units = range(first := next(behind, len(units)), first + 1)
    return any(grammar.patterns.end(end).match(document.tags, at) for at in units)


def _ends_of_contents(parser: Parser, text: str) -> set[int]:
    return {span.end for quote in parser.parse(text) for span in quote.contents}


def _unmarked(marked: str) -> tuple[str, int | None]:
    """Give an example without its mark, and where what stands before that ends."""
    before, mark, after = marked.partition(_PLACE)
    before = before.rstrip() if mark else before
    return before + after, len(before) if mark and _PLACE not in after else None


_MARK = regex.compile(r"<(?P<words>[^<>]+):(?P<group>\w+)>")
"""What an example of a mention captures: ``<Ada Moor:person>``."""


def _marked(grammar: Grammar, text: str) -> dict[str, list[str]]:
    """Give a text once for each name beside which a mention fits, with all that it captures."""
    document = _document(grammar, text)
    names = NameTable(document)
    names.collect()
    found: dict[str, list[str]] = {}
    mentions = (mention for entity in names.bearers() for mention in entity.mentions)
    for mention in mentions:
        for rule, groups in captured(document, mention):
            marks = [(span, name) for name, spans in groups.items() if name for span in spans]
            marks.append(((mention.start, mention.end), "person"))
            found.setdefault(rule.source.name, []).append(_with_marks(document, marks))
    return found


def _with_marks(document: Document, marks: list[tuple[tuple[int, int], str]]) -> str:
    text = document.given
    for units, name in sorted(marks, reverse=True):
        span = document.span(units)
        text = f"{text[: span.start]}<{span.text}:{name}>{text[span.end :]}"
    return text


def _examples(rule: Reading) -> tuple[str, ...]:
    return (*rule.matches, *rule.rejects)


def _pattern_failures(rule: Reading, label: str, found: Mapping[str, bool]) -> _Failures:
    yield from (f"{label}: does not match {text!r}" for text in rule.matches if not found[text])
    yield from (f"{label}: should reject {text!r}" for text in rule.rejects if found[text])


def _tags(grammar: Grammar, text: str, readings: Iterable[Change] | None = None) -> str:
    return _document(grammar, text, readings).tags


def _document(grammar: Grammar, text: str, readings: Iterable[Change] | None = None) -> Document:
    document = Document(text, grammar)
    for stage in (plain, wraps, tokens, stops, quotations, joined):
        stage(document)
    settle(document, grammar.patterns.readings if readings is None else readings)
    return document


# What a language lacks --------------------------------------------------------------------------


def lacks(rules: RuleSet | str) -> dict[str, str]:
    """Tell what a rule set does not have, and what is lost without it.

    Nothing of it has to be there: a stage that misses its piece, its setting or its words does
    nothing.  What costs nothing by itself is not listed.

    Args:
        rules: A rule set, or the name of one.

    Returns:
        What is lost by where each thing would stand; first pieces, then tags, words and settings.

    >>> lost = lacks(RuleSet.empty("xx"))
    >>> lost["pieces.negated-cue"]
    '"did not say" is no longer negated'
    >>> "pieces.negated-cue" in lacks("en")
    False
    """
    rules = _loaded(rules)
    return {label: wanted.without for label, wanted in missing(rules) if wanted.without}


# What patterns see ------------------------------------------------------------------------------


def tagged(text: str, rules: RuleSet | str) -> list[tuple[str, tuple[str, ...]]]:
    """Show a text as patterns see it: its units, each with its tags in the order of their names.

    Args:
        text: A text, best a sentence.
        rules: A rule set, or the name of one.

    >>> tagged("The claims stand.", "en")[1]
    ('claims', ('cue-noun', 'noun', 'plural', 'posing', 'saying'))
    """
    grammar = compiled(_loaded(rules))
    document = _document(grammar, text)
    units = [document.span((at, at + 1)).text for at in range(len(document.tags))]
    # The line end that every text ends with is no unit of this one if it was not given.
    return [
        (unit, _shown_tags(grammar.alphabet.tags(char)))
        for unit, char in zip(units, document.tags, strict=True)
        if unit
    ]


def _shown_tags(names: frozenset[str]) -> tuple[str, ...]:
    # That a word is itself, which patterns may ask for too, goes without saying.
    return tuple(sorted(name for name in names if not name.startswith("=")))


def find(pattern: str, text: str, rules: RuleSet | str) -> list[dict[str, str]]:
    """Try a pattern, or a part of one, on a text.

    Args:
        pattern: What to look for, in the notation of the rule set: a piece, or anything else.
        text: A text, best a sentence.
        rules: A rule set, or the name of one.

    Returns:
        What each group captured at each place where it fits, and as `match` the whole.

    Raises:
        RuleError: If the pattern is not sound.

    >>> find("<np:who> <cue>", "The mayor of Wexhaven denied the report.", "en")
    [{'match': 'The mayor of Wexhaven denied', 'who': 'The mayor of Wexhaven'}]
    """
    rules = _loaded(rules)
    # A piece has to be of use.
    user = Mention(_TRIED, f"<{_TRIED}:person>")
    grammar = compiled(rules.extend(pieces={_TRIED: pattern}, mentions=[user]))
    document, tried = _document(grammar, text), grammar.patterns.piece(_TRIED)
    groups: dict[str, int | str] = {"match": 0, **{name: name for name in tried.groupindex}}
    return [
        {
            name: document.span(match.span(group)).text
            for name, group in groups.items()
            if match.start(group) < match.end(group)
        }
        for match in tried.finditer(document.tags)
        if match[0]
    ]


_TRIED = "tried"


# Golden files -----------------------------------------------------------------------------------

_FENCE = "."
_NONE = "-"
_FIELDS = ("speaker", "cue", "text")
_MORE = ("kind", "role", "organisation", "date", "stance", "addressee", "negated", "rule", "source")


@attrs.frozen
class GoldenCase:
    """A text of a golden file, and the statements that it should give."""

    path: Path
    """The file."""
    line: int
    """The line of the title."""
    title: str
    """What the case shows."""
    text: str
    """The text to parse."""
    expected: tuple[Mapping[str, str], ...]
    """The statements: name of a field -> its value as it is written."""
    published: datetime.date | None = None
    """The day of publication."""
    fails: str = ""
    """Why the case is known to fail, if it is."""

    def __str__(self) -> str:
        return f"{self.path.stem}-{self.line}"

    def check(self, parser: Parser | None = None) -> None:
        """Parse the text and compare.

        Args:
            parser: The parser to check; the one for English if not given.

        Raises:
            AssertionError: If the statements differ from those expected, or a case that is marked
                as failing does not; the message names file and line and shows the difference.
        """
        failure = self.failure(parser or Parser())
        if failure:
            raise AssertionError(failure)

    def failure(self, parser: Parser) -> str:
        """Tell what is wrong, in a few lines, or nothing."""
        quotes = parser.parse(self.text, published=self.published)
        pairs = list(zip_longest(self.expected, quotes))
        place = f"{self.path}:{self.line}: {self.title}"
        right = all(_agrees(expected, quote) for expected, quote in pairs)
        if right and self.fails:
            return f'{place}\n  works now: take "fails" out'
        if right or self.fails:
            return ""
        return "\n".join([place, *(line for pair in pairs for line in _shown(*pair))])


def read_golden(path: str | Path) -> tuple[GoldenCase, ...]:
    """Read the cases of a golden file, or of all ``*.txt`` of a folder.

    Raises:
        ValueError: If a file is not written as it should be; the message names file and line.
    """
    path = Path(path)
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return tuple(case for file in files for case in _cases(file))


def check_golden(path: str | Path, parser: Parser | None = None) -> None:
    """Check all cases of a golden file, or of all ``*.txt`` of a folder.

    Args:
        path: The file or folder.
        parser: The parser to check; the one for English if not given.

    Raises:
        AssertionError: If any case fails; the message shows all that do.
        ValueError: If a file is not written as it should be.
    """
    parser = parser or Parser()
    failures = [failure for case in read_golden(path) if (failure := case.failure(parser))]
    if failures:
        raise AssertionError("\n".join(failures))


def _cases(file: Path) -> Iterator[GoldenCase]:
    rows = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    for number, row in rows:
        if row.strip() and not row.startswith("#"):
            head = [row, *(line for _, line in _until_fence(file, number, rows))]
            text = "\n".join(line for _, line in _until_fence(file, number, rows))
            block = list(_until_fence(file, number, rows))
            expected = tuple(_statement(file, at, line) for at, line in block if line.strip())
            published, fails = _options(file, number, head)
            yield GoldenCase(file, number, row.strip(), text, expected, published, fails)


def _until_fence(
    file: Path, number: int, rows: Iterator[tuple[int, str]]
) -> Iterator[tuple[int, str]]:
    for at, row in rows:
        if row.rstrip() == _FENCE:
            return
        yield at, row
    raise ValueError(f"{file}:{number}: the case has too few lines with nothing but a full stop")


def _options(file: Path, number: int, head: list[str]) -> tuple[datetime.date | None, str]:
    published, fails = None, ""
    for row in head[1:]:
        name, _, value = row.partition(":")
        if name == "published":
            published = datetime.date.fromisoformat(value.strip())
        elif name == "fails":
            fails = value.strip()
        else:
            raise ValueError(f"{file}:{number}: neither published nor fails: {row!r}")
    return published, fails


def _statement(file: Path, number: int, row: str) -> Mapping[str, str]:
    cells = [cell.strip() for cell in row.split(" | ")]
    more: dict[str, str] = {}
    while len(cells) > len(_FIELDS) and cells[-1].partition("=")[0] in _MORE:
        name, _, value = cells.pop().partition("=")
        more[name] = value
    if len(cells) < len(_FIELDS):
        raise ValueError(f"{file}:{number}: not speaker | cue | words: {row!r}")
    values = [*cells[:2], " | ".join(cells[2:])]
    return dict(zip(_FIELDS, values, strict=True)) | dict(reversed(more.items()))


def _agrees(expected: Mapping[str, str] | None, quote: Quote | None) -> bool:
    if expected is None or quote is None:
        return False
    return all(_written(quote, name) == " ".join(value.split()) for name, value in expected.items())


def _shown(expected: Mapping[str, str] | None, quote: Quote | None) -> Iterator[str]:
    names = expected or _FIELDS
    found = {name: _written(quote, name) for name in names} if quote else None
    if _agrees(expected, quote):
        yield f"    {_row(expected or {})}"
        return
    if expected:
        yield f"  - {_row(expected)}"
    if found:
        yield f"  + {_row(found)}"


def _row(values: Mapping[str, str]) -> str:
    cells = (value if name in _FIELDS else f"{name}={value}" for name, value in values.items())
    return " | ".join(cells)


def _written(quote: Quote, name: str) -> str:
    value = getattr(quote, name)
    if value is None:
        return _NONE
    if name in ("cue", "source"):
        value = value.text
    return " ".join(str(value).split())

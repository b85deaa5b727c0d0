"""Ninth stage: statements that the layout of the page attributes, without a cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs
import regex

from attribution._document import Document, Statement
from attribution._over_text import LayoutRule
from attribution._patterns import Limited
from attribution.errors import RuleTimeoutError
from attribution.models import Span
from attribution.rules import Layout

_Units = tuple[int, int]
_Matched = tuple[Layout, regex.Match[str]]

_POST_LIMIT = 600
"""A paragraph with more characters is no post alone: its last sentence is taken for the post."""
_TURNS = 3
"""So many turns make a transcript of a text."""


@attrs.define
class _Found:
    """The statement that a layout makes, and the units from the first to the last of it."""

    statement: Statement
    extent: _Units


def layouts(document: Document, statements: list[Statement]) -> list[Statement]:
    """Add the statements of posts, bylines and transcripts, and drop what crosses them.

    Words that a layout gives to somebody are that statement; of what the constructions found
    among them, only direct quotations of others remain.
    """
    rules = document.grammar.layouts.fitting(document.text)
    if not any(rules.values()):
        return statements
    paragraphs = list(document.paragraphs())
    openings = _openings(document, rules["paragraph"], paragraphs, statements)
    bylines = _bylines(document, rules["byline"], paragraphs)
    found = _apart([*openings, *_lines(document, rules["line"]), *bylines])
    if not found:
        return statements
    kept = [statement for statement in statements if not _displaced(document, statement, found)]
    kept += [item.statement for item in found]
    return sorted(kept, key=lambda item: (item.contents[0], item.cue or (0, 0)))


def _apart(found: list[_Found]) -> list[_Found]:
    # Of layouts that claim the same words the first wins.
    apart: list[_Found] = []
    for item in sorted(found, key=lambda item: item.extent[0]):
        if not apart or apart[-1].extent[1] <= item.extent[0]:
            apart.append(item)
    return apart


def _displaced(document: Document, statement: Statement, found: list[_Found]) -> bool:
    spans = [*statement.contents, statement.cue or statement.contents[0]]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    at = bisect_right(found, start, key=lambda item: item.extent[0])
    for item in found[max(at - 1, 0) : at + 1]:
        if start >= item.extent[1] or item.extent[0] >= end:
            continue
        if not _quoted_inside(document, statement, item.statement):
            statement.reason = f"stands in {item.statement.rule}"
            return True
    return False


def _quoted_inside(document: Document, statement: Statement, outer: Statement) -> bool:
    quoted = document.grammar.quotation_chars
    first, last = outer.contents[0][0], outer.contents[-1][1]
    return statement.contents[0] not in outer.contents and all(
        first <= start and end <= last and quoted.issuperset(document.tags[start:end])
        for start, end in statement.contents
    )


# Openings: the source stands at the start of its paragraph --------------------------------------


def _openings(
    document: Document,
    rules: list[LayoutRule],
    paragraphs: list[_Units],
    statements: list[Statement],
) -> Iterator[_Found]:
    matched = list(_matched(document, rules, paragraphs))
    if not matched:
        return
    talk = _speakers(_sources(matched))
    turns: list[_Found] = []
    for layout, match in matched:
        if (
            layout.requires is None
            or _source(match) in talk
            or (layout.requires == "named" and _is_named(document, match))
            or (layout.requires == "speaks" and _speaks(document, match, statements))
        ):
            content = _units(document, match.span("content"))
            found = list(_statement(document, layout, match, [content])) if content else []
            turns += [item for item in found if item.statement.label and layout.requires]
            yield from found
    _go_on(document, paragraphs, _apart(turns))


def _go_on(document: Document, paragraphs: list[_Units], turns: list[_Found]) -> None:
    """Give the paragraphs between two turns of a transcript to the first of them."""
    if len(turns) < _TURNS:
        return
    starts = [start for start, _ in paragraphs]
    spoken: list[list[_Units]] = []
    for before, after in pairwise(turns):
        first = bisect_left(starts, before.extent[1])
        row = paragraphs[first : bisect_left(starts, after.extent[0])]
        alike = before.statement.label.isupper() == after.statement.label.isupper()
        spoken.append([extent for extent in row if alike and _is_spoken(document, extent)])
    if sum(map(len, spoken)) > len(turns):
        # So much between the turns is a report with some talk in it.
        return
    for turn, extents in zip(turns, spoken, strict=False):
        turn.statement.contents += extents
        turn.extent = (turn.extent[0], max([turn.extent[1], *(end for _, end in extents)]))


def _is_spoken(document: Document, extent: _Units) -> bool:
    """Whether a paragraph is speech: no heading, no note in brackets, no report with quotations."""
    if document.quoted(*extent):
        return False
    grammar, tags = document.grammar, document.tags
    ends = grammar.chars_of("stop") | grammar.quotation_chars | grammar.chars_of("dash")
    return tags[extent[1] - 1] in ends and tags[extent[0]] not in grammar.chars_of("open")


def _following(document: Document, paragraphs: list[_Units], at: int) -> _Units | None:
    """Give the next paragraph if this one is but a label."""
    alone = document.tags[paragraphs[at][1] - 1] in document.grammar.chars_of("colon")
    return paragraphs[at + 1] if alone and at + 1 < len(paragraphs) else None


def _matched(
    document: Document, rules: list[LayoutRule], paragraphs: list[_Units]
) -> Iterator[_Matched]:
    held = _held(document, rules, paragraphs) if rules else {}
    for at in sorted(held):
        start, end = document.offsets(paragraphs[at])
        following = _following(document, paragraphs, at)
        if following is None:
            yield from _opening(document, rules, held[at], (start, end))
            continue
        after, signs = document.offsets(following), held.get(at + 1, frozenset())
        if not any(_opening(document, rules, signs, after)):
            yield from _opening(document, rules, held[at] | signs, (start, after[1]))


def _held(
    document: Document, rules: list[LayoutRule], paragraphs: list[_Units]
) -> dict[int, frozenset[str]]:
    """Give the places of the paragraphs that a layout may fit, each with the signs it holds."""
    text, starts = document.text, document.starts
    every = any(not layout.holds for layout, _ in rules)
    found = dict.fromkeys(range(len(paragraphs)) if every else (), frozenset[str]())
    bounds = [starts[document.first[start]] for start, _ in paragraphs]
    for sign in {sign for layout, _ in rules for sign in layout.holds}:
        offset = text.find(sign)
        while offset >= 0:
            following = bisect_right(bounds, offset)
            at = max(following - 1, 0)
            found[at] = found.get(at, frozenset()) | {sign}
            offset = text.find(sign, bounds[following]) if following < len(bounds) else -1
    return found


def _opening(
    document: Document, rules: list[LayoutRule], signs: frozenset[str], offsets: _Units
) -> Iterator[_Matched]:
    for rule in tuple(rules):
        layout, pattern = rule
        if layout.holds and signs.isdisjoint(layout.holds):
            continue
        try:
            match = pattern.match(document.text, *offsets)
        except RuleTimeoutError as error:
            document.errors.append(error)
            rules.remove(rule)
            continue
        if match is not None:
            yield layout, match


def _source(match: regex.Match[str]) -> str:
    """Give the last word of a source: who is named in full first is named by it alone later."""
    source = match["source"] or "" if "source" in match.re.groupindex else ""
    return source.rpartition(" ")[2]


def _sources(matched: list[_Matched]) -> Iterator[str]:
    # Several layouts may fit a paragraph: it is one turn all the same.
    before = -1
    for layout, match in matched:
        if layout.requires and match.start() != before:
            before = match.start()
            yield _source(match)


def _speakers(sources: Iterable[str]) -> frozenset[str]:
    # The fields of a form ("Place: ...") come once each, the speakers of a talk come again.
    counts = Counter(sources)
    several = len(counts) > 1 and any(count > 1 for count in counts.values())
    return frozenset(counts) if several else frozenset()


def _is_named(document: Document, match: regex.Match[str]) -> bool:
    last = _last_word(document, match)
    name = last.capitalize() if last.isupper() else last
    return document.count(name) > (name == last)


def _speaks(document: Document, match: regex.Match[str], statements: list[Statement]) -> bool:
    """Whether the source of a match is the source of a statement outside it too."""
    name = _last_word(document, match).lower()
    start, end = _units(document, match.span()) or (0, 0)
    sources = (item.source for item in statements if item.source is not None)
    return name != "" and any(
        name in map(document.word, range(*units))
        for units in sources
        if not start <= units[0] < end
    )


def _last_word(document: Document, match: regex.Match[str]) -> str:
    """Give the last word of a source, or nothing where it is no name of anybody."""
    units = _units(document, match.span("source"))
    if units is None or "place" in document.grammar.tags(document.tags[units[1] - 1]):
        return ""
    return document.words[document.last[units[1] - 1]]


# Lines: the source stands on a line of its own, or at the start of the line ---------------------


def _lines(document: Document, rules: list[LayoutRule]) -> Iterator[_Found]:
    for layout, pattern in rules:
        for match in _in_time(document, pattern):
            contents = [_units(document, span) for span in match.spans("content")]
            yield from _statement(document, layout, match, [units for units in contents if units])


# Bylines: the source stands after its post or quotation -----------------------------------------


def _bylines(
    document: Document, rules: list[LayoutRule], paragraphs: list[_Units]
) -> Iterator[_Found]:
    for layout, pattern in rules:
        before = 0
        for match in _in_time(document, pattern):
            room = _room(document, match.start(), paragraphs, before)
            if room is None:
                continue
            for item in _signed(document, layout, match, room):
                before = item.extent[1]
                yield item


def _in_time(
    document: Document, pattern: regex.Pattern[str] | Limited
) -> Iterator[regex.Match[str]]:
    try:
        yield from pattern.finditer(document.text)
    except RuleTimeoutError as error:
        document.errors.append(error)


def _room(document: Document, offset: int, paragraphs: list[_Units], before: int) -> _Units | None:
    """Give the units between the paragraph's start or the byline before and this byline."""
    end = _unit_at(document, bisect_left(document.starts, offset))
    at = bisect_right(paragraphs, end, key=lambda paragraph: paragraph[0]) - 1
    if at > 0 and paragraphs[at][0] == end:
        # The byline has a line of its own.
        at -= 1
        end = paragraphs[at][1]
    start = max(paragraphs[at][0], before)
    return (start, end) if start < end else None


def _signed(
    document: Document, layout: Layout, match: regex.Match[str], room: _Units
) -> Iterator[_Found]:
    if "handle" in match.re.groupindex:
        post = _post(document, room)
        contents = [post] if post else []
    else:
        contents = _quoted(document, room)
    if contents:
        yield from _statement(document, layout, match, contents)


def _post(document: Document, room: _Units) -> _Units | None:
    """Give what is left of the units when links at the end and stray marks go."""
    grammar, tags = document.grammar, document.tags
    start, end = room
    links = grammar.link_chars
    while end > start and (tags[end - 1] in links or _is_wordless(document, end - 1)):
        end -= 1
    while start < end and tags[start] in grammar.separator_chars:
        start += 1
    if start == end:
        return None
    first, last = document.offsets((start, end))
    if last - first > _POST_LIMIT:
        ends = [match.end() for match in grammar.sentence_ends.finditer(tags, start, end - 1)]
        start = ends[-1] if ends else start
    return start, end


def _is_wordless(document: Document, unit: int) -> bool:
    return document.last[unit] < document.first[unit]


def _quoted(document: Document, room: _Units) -> list[_Units]:
    """Give the quotations of a paragraph that is nothing but quotations."""
    tags, quoted = document.tags, document.grammar.quotation_chars
    contents = []
    for unit in range(*room):
        if tags[unit] in quoted:
            contents.append((unit, unit + 1))
        elif document.grammar.sentence_ends.match(tags, unit) is None:
            return []
    return contents


# Statements -------------------------------------------------------------------------------------


def _statement(
    document: Document, layout: Layout, match: regex.Match[str], contents: list[_Units]
) -> Iterator[_Found]:
    statement = Statement(layout.name, contents, confidence=layout.precision)
    statement.frame = None if layout.verbatim else layout.name
    extent = _units(document, match.span())
    if not contents:
        return
    if _has(match, "source"):
        statement.source = _units(document, match.span("source"))
        if statement.source is None:
            return
        if layout.verbatim and _has(match, "content"):
            statement.label = match["source"]
    if _has(match, "role"):
        statement.office = _units(document, match.span("role"))
    if extent is None:
        return
    if _has(match, "date"):
        start, end = match.span("date")
        statement.date_span = Span(start, end, document.text[start:end])
    bounds = [*contents, extent]
    yield _Found(statement, (min(a for a, _ in bounds), max(b for _, b in bounds)))


def _has(match: regex.Match[str], group: str) -> bool:
    return group in match.re.groupindex and match.start(group) >= 0


def _units(document: Document, offsets: tuple[int, int]) -> _Units | None:
    """Give the units of a piece of text, if it does not cut one in two."""
    first = bisect_left(document.starts, offsets[0])
    last = bisect_left(document.starts, offsets[1]) - 1
    if last < first:
        return None
    start, end = _unit_at(document, first), _unit_at(document, last)
    if document.first[start] < first or document.last[end] > last:
        return None
    return start, end + 1


def _unit_at(document: Document, token: int) -> int:
    # A stop without words of its own may share its token with the unit before it.
    unit = bisect_right(document.first, token) - 1
    return unit - 1 if unit > 0 and document.last[unit - 1] >= token else unit

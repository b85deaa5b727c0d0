"""Statements that the layout of the page attributes, without a cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs
import regex

from attribution._article.document import QUOTATION, STOP, Document, sentence_ends
from attribution._article.entities import Units
from attribution._article.interviews import interview
from attribution._article.statement import Candidate, Statement, in_text_order
from attribution._language.grammar import Derived, Grammar
from attribution._language.layouts import LAYOUTS, LayoutRule
from attribution._reading.stops import SUBJECTS
from attribution._rules.wanted import piece, single, speaker_words
from attribution.models import Span
from attribution.rules import Layout

DASH, OPEN, COLON, COMMA = map(single, ("dash", "open", "colon", "comma"))
LINK, BULLET, BAR, PLACE = map(single, ("link", "bullet", "bar", "place"))
NAME, HONORIFIC, TITLE = single("name"), single("honorific"), single("title")
NOUN, ADJECTIVE, ROLE = single("noun"), single("adjective"), single("role")
NUMBER, CLOSE = single("number"), single("close")
WHEREABOUTS = single(
    "whereabouts",
    doc='what stands before a place or a time: "in", "at"',
    without="a place in capitals before a colon is a speaker, if the text names it again",
    optional=True,
)
LABEL_PHRASE = piece(
    "label-phrase",
    doc='what a label in small letters may be: "Housing officer", "members of the public"',
    without="a label with a noun in small letters may be the head of a column: Opening hours",
    optional=True,
)
FIRST_PERSON = speaker_words("first_person")
_Matched = tuple[Layout, regex.Match[str]]

_POST_LIMIT = 600
"""A paragraph with more characters is no post alone: its last sentence is taken for the post."""
_TURNS = 3
"""So many turns make a transcript of a text."""
_SEVERAL = 2
_INITIALS = 3
_CAPITALS = 2
"""So many letters in capitals end a name that is in capitals but for its start: McADAM."""
_DIRECTION = 8
"""Fewer units before a dash at the end of a paragraph tell what happens in the room."""
_SENTENCE_ENDS = tuple('.!?…”"»—')
_ASKS = "?"
_ROLE, _GIVEN = "role", "given"
_TITLES = 2
"""So many units may stand before the source that a paragraph begins with."""


@Derived
def separators(grammar: Grammar) -> frozenset[str]:
    """The characters of marks that part one post from the next."""
    return frozenset().union(*(grammar[mark] for mark in (STOP, COMMA, BULLET, BAR)))


@attrs.define
class _Found:
    """The statement that a layout makes, and the units from the first to the last of it."""

    statement: Statement
    extent: Units


def layouts(document: Document, statements: list[Statement]) -> list[Statement]:
    """Add the statements of posts, bylines and transcripts, and drop what crosses them.

    Words that a layout gives to somebody are that statement; of what the constructions found
    among them, only direct quotations of others remain.
    """
    rules = document.grammar[LAYOUTS].fitting(document.text)
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
    return in_text_order(kept)


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
            if _gives_up(statement, item.extent):
                continue
            statement.drop(f"stands in {item.statement.rule}")
            return True
    return False


def _gives_up(statement: Statement, extent: Units) -> bool:
    """Leave what went on with a statement to the byline under it; say whether the rest stays."""
    if statement.cue is None or statement.cue[0] >= extent[0]:
        return False
    before = [units for units in statement.contents if units[1] <= extent[0]]
    if before and len(before) < len(statement.contents):
        statement.note("leaves what stands behind {} to its byline", before[-1])
        statement.contents[len(before) :] = []
        return True
    return False


def _quoted_inside(document: Document, statement: Statement, outer: Statement) -> bool:
    quoted = document.grammar[QUOTATION]
    first, last = outer.contents[0][0], outer.contents[-1][1]
    return statement.contents[0] not in outer.contents and all(
        first <= start and end <= last and quoted.issuperset(document.tags[start:end])
        for start, end in statement.contents
    )


# Openings: the source stands at the start of its paragraph --------------------------------------


def _openings(
    document: Document,
    rules: list[LayoutRule],
    paragraphs: list[Units],
    statements: list[Statement],
) -> Iterator[_Found]:
    matched = list(_matched(document, rules, paragraphs))
    yield from _interview(document, [item for item in matched if _asks(item)], paragraphs)
    matched = [item for item in matched if not _asks(item) and _is_somebodys(document, item)]
    if not matched:
        return
    labels = list(_sources(matched))
    talk = _speakers(labels) or _alone(document, matched, paragraphs)
    talk = talk or _minuted(document, paragraphs, statements, labels)
    turns: list[_Found] = []
    for layout, match in matched:
        alone = layout.requires == "speaks" or (layout.requires == "named" and len(labels) == 1)
        if _label(match) not in talk and alone and _is_dateline(document, match, statements):
            continue
        if (
            layout.requires is None
            or _label(match) in talk
            or (layout.requires == "named" and _is_named(document, match))
            or (layout.requires == "speaks" and _speaks(document, match, statements))
        ):
            content = _units(document, match.span("content"))
            found = list(_statement(document, layout, match, [content])) if content else []
            turns += [item for item in found if item.statement.proposed.label and layout.requires]
            yield from found
    told = _narrated(document, paragraphs, statements, talk)
    _go_on(document, paragraphs, _apart(turns), told)


def _asks(matched: _Matched) -> bool:
    return matched[0].requires == "interview"


def _is_somebodys(document: Document, matched: _Matched) -> bool:
    """Whether a label is a name, or else words for people: "hon. Members", "Housing officer"."""
    layout, match = matched
    units = _units(document, match.span("source")) if _has(match, "source") else None
    if layout.requires is None or units is None or LABEL_PHRASE not in document.grammar:
        return True
    nouns, adjectives = document.grammar[NOUN], document.grammar[ADJECTIVE]
    small = (at for at in range(*units) if document.words_of((at, at + 1)).islower())
    if not any(document.tags[at] in nouns or document.tags[at] in adjectives for at in small):
        return True
    people = document.grammar[LABEL_PHRASE].match(document.tags, *units)
    return people is not None and people.end() == units[1]


def _interview(
    document: Document, matched: list[_Matched], paragraphs: list[Units]
) -> Iterator[_Found]:
    questions = ((layout, _units(document, match.span("content"))) for layout, match in matched)
    asked = [(layout, units) for layout, units in questions if units is not None]
    for statement in interview(document, asked, paragraphs):
        yield _Found(statement, (statement.contents[0][0], statement.contents[-1][1]))


def _go_on(
    document: Document, paragraphs: list[Units], turns: list[_Found], told: set[int]
) -> None:
    """Give the paragraphs between two turns of a transcript to the first of them.

    What is `told` of somebody, by the places where such paragraphs start, is not spoken.
    """
    if len(turns) < _TURNS:
        return
    starts = [start for start, _ in paragraphs]
    spoken: list[list[Units]] = []
    for before, after in pairwise(turns):
        first = bisect_left(starts, before.extent[1])
        row = paragraphs[first : bisect_left(starts, after.extent[0])]
        alike = _is_upper(before) == _is_upper(after) or _has_initials(before, after)
        if told.intersection(start for start, _ in row):
            # Minutes: what stands behind a narrated speech is no turn before it.
            alike = False
        spoken.append([extent for extent in row if alike and _is_spoken(document, extent)])
    if sum(map(len, spoken)) > len(turns):
        # So much between the turns is a report with some talk in it.
        return
    for turn, extents in zip(turns, spoken, strict=False):
        turn.statement.contents += extents
        for extent in extents:
            turn.statement.note("goes on before the next label with {}", extent)
        turn.extent = (turn.extent[0], max([turn.extent[1], *(end for _, end in extents)]))


def _is_upper(turn: _Found) -> bool:
    return _is_in_capitals(turn.statement.proposed.label)


def _has_initials(*turns: _Found) -> bool:
    return any(len(turn.statement.proposed.label) <= _INITIALS for turn in turns)


def _narrated(
    document: Document,
    paragraphs: list[Units],
    statements: list[Statement],
    talk: frozenset[str],
) -> set[int]:
    """Give the starts of the paragraphs that tell what somebody said: "Mr. COLE said ..."."""
    named: set[int] = set()
    for statement in statements:
        source = statement.source
        if source is None or statement.borrowed or statement.cue is None:
            continue
        at = bisect_right(paragraphs, source[0], key=lambda paragraph: paragraph[0]) - 1
        start, end = paragraphs[at]
        if source[0] <= start + _TITLES and _tells(document, source, end, talk):
            named.add(start)
    return named


def _minuted(
    document: Document, paragraphs: list[Units], statements: list[Statement], labels: list[str]
) -> frozenset[str]:
    """Give the labels of minutes, where they tell what others said.

    One label comes again, or each paragraph between the labels is a speech that is told.
    """
    talk = frozenset(labels)
    if len(labels) < _SEVERAL or not all(_is_formal(document, label) for label in talk):
        return frozenset()
    told = _narrated(document, paragraphs, statements, talk)
    if not told or (len(talk) > 1 and len(labels) + len(told) < len(paragraphs)):
        return frozenset()
    return talk


def _is_formal(document: Document, label: str) -> bool:
    """Whether a label is in capitals or has a title, as in minutes: "The CHAIR", "Cllr. Moor"."""
    return _is_in_capitals(label) or _is_titled(document, label)


def _is_titled(document: Document, label: str) -> bool:
    grammar, (first, space, _) = document.grammar, label.partition(" ")
    return space != "" and grammar.characters.of_word[first] in grammar[HONORIFIC] | grammar[TITLE]


def _tells(document: Document, source: Units, end: int, talk: frozenset[str]) -> bool:
    """Say whether a source that opens a paragraph is a speaker of the talk, or is quoted in it.

    Where labels have a title, as in "Ms. Moor:", somebody with the same sort of name is one too,
    or with an office: "The Clerk".
    """
    grammar, word = document.grammar, document.words[document.last[source[1] - 1]]
    if word.lower() in grammar[SUBJECTS]:
        return False
    titled = document.tags[source[0]] in grammar[HONORIFIC] | grammar[TITLE]
    office = document.tags[source[1] - 1] in grammar[ROLE] and word[0].isupper()
    if (titled or office) and any(_is_titled(document, label) for label in talk):
        return True
    known = any(label.rpartition(" ")[2] == word for label in talk)
    return known or word.isupper() or bool(document.quoted(source[0], end))


def _is_spoken(document: Document, extent: Units) -> bool:
    """Whether a paragraph is speech: no heading, no note in brackets, no report with quotations."""
    grammar, tags = document.grammar, document.tags
    if tags[extent[0]] in grammar[QUOTATION] or tags[extent[0]] in grammar[OPEN]:
        return False
    if tags[extent[1] - 1] in grammar[DASH]:
        # Opposition senators interjecting—
        return extent[1] - extent[0] > _DIRECTION
    return tags[extent[1] - 1] in grammar[STOP] | grammar[QUOTATION]


def _following(document: Document, paragraphs: list[Units], at: int) -> Units | None:
    """Give the next paragraph if this one is but a label."""
    alone = document.tags[paragraphs[at][1] - 1] in document.grammar[COLON]
    return paragraphs[at + 1] if alone and at + 1 < len(paragraphs) else None


def _matched(
    document: Document, rules: list[LayoutRule], paragraphs: list[Units]
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
    document: Document, rules: list[LayoutRule], paragraphs: list[Units]
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
    document: Document, rules: list[LayoutRule], signs: frozenset[str], offsets: Units
) -> Iterator[_Matched]:
    for layout, pattern in rules:
        if layout.holds and signs.isdisjoint(layout.holds):
            continue
        match = pattern.match(document.text, *offsets)
        if match is not None:
            yield layout, match


def _label(match: regex.Match[str]) -> str:
    return match["source"] or "" if "source" in match.re.groupindex else ""


def _sources(matched: list[_Matched]) -> Iterator[str]:
    # Several layouts may fit a paragraph: it is one turn all the same.
    before = -1
    for layout, match in matched:
        if layout.requires and match.start() != before:
            before = match.start()
            yield _label(match)


def _alone(document: Document, matched: list[_Matched], paragraphs: list[Units]) -> frozenset[str]:
    """Give the labels of a talk in which none comes again: they stand alone, and people talk.

    Each paragraph has a label in capitals or of an office, from the first to the last, with
    sentences behind it.  Most of them ask or say "I" or "you", as no recipe and no list of towns
    does, or labels in capitals are names.
    """
    turns = {match.start(): match for layout, match in matched if layout.requires}
    labels = frozenset(map(_label, turns.values()))
    if len(labels) < _SEVERAL or not all(map(_is_sentence, turns.values())):
        return frozenset()
    capitals = all(map(_is_in_capitals, labels))
    if not capitals and not all(_is_office(document, label) for label in labels):
        return frozenset()
    starts = [document.starts[document.first[start]] for start, _ in paragraphs]
    first, last = min(turns), max(turns)
    talked = sum(_is_talk(document, match) for match in turns.values())
    # What stands above the first label tells of something else, or leads up to the talk.
    most = not capitals or first > starts[0]
    labelled = sum(first <= start <= last for start in starts)
    named = sum(_is_nobodys_word(document, match) for match in turns.values())
    enough = talked * _SEVERAL >= len(turns)
    if not most:
        enough = enough or named == len(turns) or (talked > 0 and named * _SEVERAL >= len(turns))
    return labels if enough and len(turns) >= labelled else frozenset()


def _is_office(document: Document, label: str) -> bool:
    """Whether a label has a title, or is an office: Ms. Moor, The Clerk, Press Secretary."""
    grammar = document.grammar
    last = label.lower().rpartition(" ")[2]
    role = _ROLE in grammar.alphabet.tags(grammar.characters.of_word[last])
    return role or _is_formal(document, label)


def _is_nobodys_word(document: Document, match: regex.Match[str]) -> bool:
    """Whether a label ends in a name or an office, and in no other word: MOOR, but not METHOD."""
    grammar, last = document.grammar, _last_word(document, match).lower()
    for words in (_label(match).lower(), last):
        if grammar.lexicon.knows(words):
            tags = grammar.alphabet.tags(grammar.characters.of_word[words])
            return not tags.isdisjoint((_ROLE, _GIVEN))
    return last != ""


def _is_talk(document: Document, match: regex.Match[str]) -> bool:
    """Whether somebody is asked or meant by what stands behind a label: "Will you run?"."""
    if _ASKS in match["content"]:
        return True
    units, words = _units(document, match.span("content")), document.grammar[FIRST_PERSON]
    return units is not None and any(document.word(unit) in words for unit in range(*units))


def _is_sentence(match: regex.Match[str]) -> bool:
    return match["content"].rstrip().endswith(_SENTENCE_ENDS)


def _speakers(labels: Iterable[str]) -> frozenset[str]:
    """Give the labels if they are those of a talk.

    The fields of a form ("Place: ...") come once each, the speakers of a talk come again: by the
    same label, by their surname or by their initials.
    """
    counts = Counter(labels)
    if len(counts) < _SEVERAL:
        return frozenset()
    initials = {_initials(label) for label in counts if " " in label}
    lasts = Counter(label.rpartition(" ")[2].upper() for label in counts)
    again = any(count > 1 for count in counts.values())
    again = again or any(count > 1 for count in lasts.values()) or not initials.isdisjoint(counts)
    several = len(lasts) > 1 or all(" " in label for label in counts)
    # Caller #1, Caller #2 and the host
    stems = Counter(label.rstrip("#0123456789 ") for label in counts)
    again = again or (len(stems) > 1 and max(stems.values()) > 1)
    return frozenset(counts) if again and several else frozenset()


def _is_in_capitals(label: str) -> bool:
    """Whether a label is in capitals, or its name is: MOOR, Acting CHAIR, McADAM."""
    return label.isupper() or label.rpartition(" ")[2][-_CAPITALS:].isupper()


def _initials(label: str) -> str:
    return "".join(word[0] for word in label.split())


def _is_named(document: Document, match: regex.Match[str]) -> bool:
    last = _last_word(document, match)
    name = last.capitalize() if last.isupper() else last
    if name == "" or document.count(name) <= (name == last):
        return False
    # NEW MARRAN: what things are in or at is a place
    label = bisect_left(document.starts, match.end("source")) - 1
    where = document.grammar[WHEREABOUTS]
    others = (at for at, word in enumerate(document.words) if word == name and at != label)
    return any(at == 0 or document.chars[at - 1] not in where for at in others)


def _is_dateline(document: Document, match: regex.Match[str], statements: list[Statement]) -> bool:
    """Whether a report begins with where it is from: "MARRAN: The port said it was late"."""
    if not _has(match, "source") or not _has(match, "content"):
        return False
    start, end = match.span("source")
    label, units = _label(match), _units(document, match.span("content"))
    if bisect_left(document.starts, start) > 0 or document.text[end] != ":" or units is None:
        return False
    sources = (item.source for item in statements if item.source is not None)
    told = any(units[0] <= source[0] < units[1] for source in sources)
    return told and label.isalpha() and label.isupper()


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
    if units is None or document.tags[units[1] - 1] in document.grammar[PLACE]:
        return ""
    return document.words[document.last[units[1] - 1]]


# Lines: the source stands on a line of its own, or at the start of the line ---------------------


def _lines(document: Document, rules: list[LayoutRule]) -> Iterator[_Found]:
    for layout, pattern in rules:
        matches = list(pattern.finditer(document.text))
        if layout.requires and not _speakers(map(_label, matches)):
            continue
        for match in matches:
            contents = [_units(document, span) for span in match.spans("content")]
            yield from _statement(document, layout, match, [units for units in contents if units])


# Bylines: the source stands after its post or quotation -----------------------------------------


def _bylines(
    document: Document, rules: list[LayoutRule], paragraphs: list[Units]
) -> Iterator[_Found]:
    for layout, pattern in rules:
        before = 0
        for match in pattern.finditer(document.text):
            room = _room(document, match.start(), paragraphs, before)
            if room is None:
                continue
            for item in _signed(document, layout, match, room):
                before = item.extent[1]
                yield item


def _room(document: Document, offset: int, paragraphs: list[Units], before: int) -> Units | None:
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
    document: Document, layout: Layout, match: regex.Match[str], room: Units
) -> Iterator[_Found]:
    if "handle" in match.re.groupindex:
        post = _post(document, room)
        contents = [post] if post else []
    else:
        contents = _quotations_alone(document, room)
    if contents:
        yield from _statement(document, layout, match, contents)


def _post(document: Document, room: Units) -> Units | None:
    """Give what is left of the units when links at the end and stray marks go."""
    grammar, tags = document.grammar, document.tags
    start, end = room
    links = grammar[LINK]
    while end > start and (tags[end - 1] in links or _is_wordless(document, end - 1)):
        end -= 1
    while start < end and tags[start] in grammar[separators]:
        start += 1
    if start == end:
        return None
    first, last = document.offsets((start, end))
    if last - first > _POST_LIMIT:
        ends = [match.end() for match in grammar[sentence_ends].finditer(tags, start, end - 1)]
        start = ends[-1] if ends else start
    return start, end


def _is_wordless(document: Document, unit: int) -> bool:
    return document.last[unit] < document.first[unit]


def _quotations_alone(document: Document, room: Units) -> list[Units]:
    """Give the quotations of a paragraph that is nothing but quotations, be it behind a bullet."""
    tags, quoted = document.tags, document.grammar[QUOTATION]
    contents = []
    for unit in range(_behind_bullet(document, room[0]), room[1]):
        if tags[unit] in quoted:
            contents.append((unit, unit + 1))
        elif document.grammar[sentence_ends].match(tags, unit) is None:
            return []
    return contents


def _behind_bullet(document: Document, start: int) -> int:
    """Give where the item of a list begins, behind a bullet, a dash or a number."""
    tags, grammar = document.tags, document.grammar
    if tags[start] in grammar[NUMBER]:
        behind = tags[start + 1 : start + 2]
        return start + 2 * (behind in grammar[STOP] or behind in grammar[CLOSE])
    return start + (tags[start] in grammar[BULLET] or tags[start] in grammar[DASH])


# Statements -------------------------------------------------------------------------------------


def _statement(
    document: Document, layout: Layout, match: regex.Match[str], contents: list[Units]
) -> Iterator[_Found]:
    extent = _units(document, match.span())
    if not contents or extent is None:
        return
    source = _group(document, match, "source")
    if source is None and _has(match, "source"):
        return
    labelled = layout.verbatim and source is not None and _has(match, "content")
    candidate = Candidate(
        layout.name,
        tuple(contents),
        source,
        precision=layout.precision,
        verbatim=layout.verbatim,
        label=match["source"] if labelled else "",
        office=_group(document, match, "role"),
        byline=_span(document, match, "date"),
    )
    bounds = [*contents, extent]
    first, last = min(start for start, _ in bounds), max(end for _, end in bounds)
    yield _Found(Statement.of(candidate), (first, last))


def _group(document: Document, match: regex.Match[str], group: str) -> Units | None:
    return _units(document, match.span(group)) if _has(match, group) else None


def _span(document: Document, match: regex.Match[str], group: str) -> Span | None:
    if not _has(match, group):
        return None
    return document.cut(*match.span(group))


def _has(match: regex.Match[str], group: str) -> bool:
    return group in match.re.groupindex and match.start(group) >= 0


def _units(document: Document, offsets: Units) -> Units | None:
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

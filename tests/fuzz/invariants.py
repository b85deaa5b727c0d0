"""What holds for any text: each invariant names what broke it."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from attribution import Parser, Quote, Span
from speechless import why_not

SPANS = ("source", "cue", "role_span", "organisation_span", "date_span")
TEXTS = ("speaker", "role", "organisation", "addressee")
WEATHER = {"de": "Das Wetter war schön.", "": "The weather was fine."}
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
SPLIT_LETTER = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@attrs.frozen
class Case:
    """A text as it was read: by which parser, on what day, and what was found."""

    text: str
    parser: Parser
    other: Parser
    """Another one of the same rules."""
    published: datetime.date | None
    quotes: list[Quote]


Check = Callable[[Case], Iterator[str]]


def spans(quote: Quote) -> Iterator[tuple[str, Span]]:
    """Give all spans of a statement with what they are."""
    yield from (("contents", span) for span in quote.contents)
    yield from (("quoted", span) for span in quote.quoted)
    for name in SPANS:
        span = getattr(quote, name)
        if span is not None:
            yield name, span


def exact(case: Case) -> Iterator[str]:
    """Each span is what stands in the text at its offsets, and is not empty."""
    for quote in case.quotes:
        for name, span in spans(quote):
            if case.text[span.start : span.end] != span.text or not span.text:
                yield f"{name} is not exact: {span}"


def whole(case: Case) -> Iterator[str]:
    """No span begins or ends inside an entity or a combining sequence."""
    entities = [range(match.start() + 1, match.end()) for match in ENTITY.finditer(case.text)]
    for quote in case.quotes:
        for name, span in spans(quote):
            for at in (span.start, span.end):
                following = case.text[at : at + 1]
                if any(at in entity for entity in entities):
                    yield f"{name} cuts an entity: {span}"
                elif following and unicodedata.combining(following) and at > 0:
                    yield f"{name} cuts a combining sequence: {span}"


def in_order(case: Case) -> Iterator[str]:
    """Statements and their contents stand in the order of the text; contents are some words."""
    starts = [quote.contents[0].start for quote in case.quotes]
    if starts != sorted(starts):
        yield f"statements are out of order: {starts}"
    for quote in case.quotes:
        if any(one.end > two.start for one, two in pairwise(quote.contents)):
            yield f"contents are out of order: {quote.contents}"


def of_words(case: Case) -> Iterator[str]:
    """No content is white space."""
    for quote in case.quotes:
        if not all(span.text.strip() for span in quote.contents):
            yield f"white space is a content: {quote.contents}"


def apart(case: Case) -> Iterator[str]:
    """Source, cue and contents of a statement do not overlap."""
    for quote in case.quotes:
        parts = [("content", span) for span in quote.contents]
        parts += [(name, span) for name, span in spans(quote) if name in {"source", "cue"}]
        for index, (name, one) in enumerate(parts):
            for other, two in parts[index + 1 :]:
                overlap = one.start < two.end and two.start < one.end
                if overlap and {name, other} != {"content"}:
                    yield f"{name} and {other} overlap: {one}, {two}"


def said(case: Case) -> Iterator[str]:
    """What the text does not say is `None`, and what it says is on one line."""
    for quote in case.quotes:
        for name in TEXTS:
            value = getattr(quote, name)
            if value is not None and (value != value.strip() or not value):
                yield f"{name} is blank, or has blanks around it: {value!r}"
            if value is not None and value.lower() in {"unknown", "none", "n/a"}:
                yield f"{name} is {value!r}"


def known(case: Case) -> Iterator[str]:
    """A role has a span, a day has one, and a confidence is a share."""
    for quote in case.quotes:
        if (quote.role is None) != (quote.role_span is None):
            yield f"role {quote.role!r} has the span {quote.role_span}"
        if quote.date is not None and quote.date_span is None:
            yield f"date {quote.date} has no span"
        if not 0 <= quote.confidence <= 1:
            yield f"confidence is {quote.confidence}"


def able_to_speak(case: Case) -> Iterator[str]:
    """No speaker is a number, an adverb, a pronoun that links, a verb phrase or an empty noun."""
    rules = case.parser.rules
    language = rules.language if rules is not None else "en"
    for quote in case.quotes:
        if quote.speaker is not None and (why := why_not(quote.speaker, language)):
            yield f"{quote.speaker!r} can be no speaker: {why}"


def travels(case: Case) -> Iterator[str]:
    """A statement comes back from JSON, from a pickle and from a copy.

    JSON itself reads two halves of a letter as one.
    """
    if SPLIT_LETTER.search(case.text):
        return
    for quote in case.quotes:
        plain = json.loads(json.dumps(quote.to_dict()))
        pickled = pickle.loads(pickle.dumps(quote))  # noqa: S301 our own bytes
        others = (Quote.from_dict(plain), pickled, copy.deepcopy(quote))
        if any(other != quote or hash(other) != hash(quote) for other in others):
            yield f"does not come back: {quote}"


def the_same(case: Case) -> Iterator[str]:
    """Another parser of the same rules finds the same."""
    if case.other.parse(case.text, case.published) != case.quotes:
        yield "another parser finds something else"


def explained(case: Case) -> Iterator[str]:
    """What is explained is what was parsed, with evidence for each statement."""
    told = case.parser.explain(case.text, case.published)
    if list(told.quotes) != case.quotes or len(told.fields) != len(case.quotes):
        yield "explain finds something else"
    str(told)
    for candidate in told.candidates:
        parts = (*candidate.contents, candidate.source, candidate.cue)
        for span in filter(None, parts):
            if case.text[span.start : span.end] != span.text:
                yield f"a candidate is not exact: {span}"


def named(case: Case) -> Iterator[str]:
    """People have exact mentions, in order, each once, and a name among their names."""
    for person in case.parser.people(case.text):
        mentions = [(span.start, span.end) for span in person.mentions]
        if any(case.text[span.start : span.end] != span.text for span in person.mentions):
            yield f"mentions are not exact: {person}"
        if not mentions or mentions != sorted(mentions) or len(set(mentions)) < len(mentions):
            yield f"mentions are none, out of order or twice: {person}"
        if not person.name.strip() or person.name not in person.names:
            yield f"the name is not among the names: {person}"


def people_in_order(case: Case) -> Iterator[str]:
    """People are listed in the order of their first mention."""
    people = case.parser.people(case.text)
    firsts = [person.mentions[0].start for person in people if person.mentions]
    if firsts != sorted(firsts):
        yield f"people are out of order: {firsts}"


def unmoved(case: Case) -> Iterator[str]:
    """An unrelated paragraph at the end changes no earlier span, and adds no statement.

    What ends in a colon announces the paragraph, which is then somebody's.
    """
    rules = case.parser.rules
    if rules is None or case.text.rstrip().endswith((":", "：")):
        return
    weather = WEATHER.get(rules.language, WEATHER[""])
    after = case.parser.parse(f"{case.text}\n\n{weather}", case.published)
    if [list(spans(quote)) for quote in after] != [list(spans(quote)) for quote in case.quotes]:
        yield f"{weather!r} at the end changes something"


ALWAYS: tuple[Check, ...] = (
    exact, whole, in_order, of_words, apart, said, known, able_to_speak,
)  # fmt: skip
"""Checks that cost next to nothing."""
IN_TURN: tuple[Check, ...] = (travels, the_same, explained, named, people_in_order, unmoved)
"""Checks that parse again, of which each text gets one."""

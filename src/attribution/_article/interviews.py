"""Interviews without names: somebody asks in bold type or in headings, and one person answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile

import attrs

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Candidate, Part, Statement
from attribution._rules.wanted import piece, speaker_words
from attribution.rules import Layout

ANSWERER = speaker_words(
    "answerer",
    doc='words by which whoever asks means whoever answers: "you"',
    without="questions in bold type, without a name, are nobody's, and so are their answers",
    optional=True,
)
WRITER = speaker_words(
    "writer",
    doc='words by which the writer of an article means nobody else: "I"',
    without='"I said" is said by "I", even if the article names its writer',
    optional=True,
)
LEAD = piece(
    "interview-lead",
    doc='words above the first question by which an interview begins: "we spoke to"',
    without='what is asked and answered without "you" and "I" is never an interview',
    optional=True,
)
PUT = piece(
    "interview-question",
    doc='what only a question to somebody has: "did you"',
    without='an interview needs answers with "I", or a text above that says that it is one',
    optional=True,
)
_SEVERAL = 2
_ASKS = "?"


@attrs.frozen
class _Exchange:
    """A question, and the paragraphs of its answer."""

    layout: Layout
    question: Units
    answer: list[Units]


def interview(
    document: Document, questions: Iterable[tuple[Layout, Units]], paragraphs: list[Units]
) -> list[Statement]:
    """Give the questions and answers of an interview, if that is what they are.

    What explains a topic asks and answers in the same way.  In an interview most questions are put
    to a person and most answers are somebody's own, by the words for "you" and "I" in them; or the
    text above says that it is one.
    """
    every = list(_exchanges(document, questions, paragraphs))
    exchanges = [item for item in every if _asks(document, item.question)]
    if len(exchanges) < _SEVERAL or not _is_interview(document, exchanges):
        return []
    return [statement for item in every if item.answer for statement in _statements(item)]


def _is_interview(document: Document, exchanges: list[_Exchange]) -> bool:
    asked, own = document.grammar[ANSWERER], document.grammar[WRITER]
    put = sum(_has(document, [item.question], asked) for item in exchanges)
    put -= sum(_has(document, [item.question], own) for item in exchanges)
    told = sum(_has(document, item.answer, own) for item in exchanges)
    answers = [extent for item in exchanges for extent in item.answer]
    if not _has(document, answers, asked) and not any(document.quoted(*item) for item in answers):
        # Nobody who explains a topic asks what "you" did, and never says it in the answers.
        told = max(told, sum(_is_put(document, item.question) for item in exchanges))
    half = min(put, told) * 2 >= len(exchanges)
    return half or _is_begun(document, exchanges[0].question[0])


def _asks(document: Document, question: Units) -> bool:
    return _ASKS in document.words_of(question)


def _is_put(document: Document, question: Units) -> bool:
    grammar = document.grammar
    return PUT in grammar and grammar[PUT].search(document.tags, *question) is not None


def _is_begun(document: Document, question: int) -> bool:
    """Whether the text above the first question says that somebody was interviewed."""
    grammar = document.grammar
    return LEAD in grammar and grammar[LEAD].search(document.tags, 0, question) is not None


def _exchanges(
    document: Document, questions: Iterable[tuple[Layout, Units]], paragraphs: list[Units]
) -> Iterator[_Exchange]:
    asked = list(questions)
    starts = [start for start, _ in paragraphs]
    behind = [bisect_left(starts, units[1]) for _, units in asked]
    ends = [at - 1 for at in behind[1:]]
    for (layout, question), first, last in zip(asked, behind, ends, strict=False):
        yield _Exchange(layout, question, paragraphs[first:last])
    if asked:
        layout, question = asked[-1]
        yield _Exchange(layout, question, _last_answer(document, paragraphs[behind[-1] :]))


def _last_answer(document: Document, below: list[Units]) -> list[Units]:
    """Give the first paragraph of some, and those behind it that somebody tells of himself.

    Below an interview there may be a note, or another article.
    """
    own = document.grammar[WRITER]
    return [*below[:1], *takewhile(lambda item: _has(document, [item], own), below[1:])]


def _has(document: Document, extents: Iterable[Units], words: frozenset[str]) -> bool:
    return any(document.word(unit) in words for extent in extents for unit in range(*extent))


def _statements(exchange: _Exchange) -> Iterator[Statement]:
    layout = exchange.layout
    for part, contents in (
        (Part.QUESTION, [exchange.question]),
        (Part.ANSWER, exchange.answer),
    ):
        yield Statement.of(
            Candidate(
                layout.name,
                tuple(contents),
                precision=layout.precision,
                sourceless=True,
                verbatim=layout.verbatim,
                part=part,
            )
        )

"""The table of the stages: what it says of each is so, and the order that it gives is needed."""

from __future__ import annotations

import datetime
import functools
import itertools
from collections import defaultdict
from pathlib import Path
from typing import Any

import attrs
import pytest
import regex
from field_articles import articles
from tracing import BLANK, DOCUMENT, Values, changed, reads, values_of

import attribution
from attribution import Parser, Quote, pipeline
from attribution._article.document import Document
from attribution._article.quotes import quote
from attribution._article.statement import Statement
from attribution.pipeline import CANDIDATES, READING, STAGES, TABLE, OfStatements, Stage

PAGE = Path(attribution.__file__).parents[2] / "docs" / "how-it-works.md"
PUBLISHED = datetime.date(2031, 5, 7)
WITNESSES = {
    "carry select": ("en", "Ada Moor denied the claims and promised to resign."),
    "select turns": ("en", (
        "“Is the ferry late?” asked Ada Moor.\n\nLem Harrow said that he had said “no.”\n\n"
        "“Who told you?”\n\n“Nobody.”"
    )),
    "turns introduced": ("en", (
        "“Is the ferry late?” asked Ada Moor.\n\n“It is.”\n\n"
        "Lem Harrow sighed. “Very late.”\n\n“Who told you?” said Ada Moor.\n\n“Nobody.”"
    )),
    "introduced continuations": ("en", (
        "Lem Harrow shook his head. “It is late.”\n\n“Nobody came.”\n\nThe crew slept."
    )),
    "continuations layouts": ("en", (
        "MOOR: “It is late.”\n\n“It will sail again.”\n\nMoor left."
    )),
    "layouts reported": ("de", (
        "Moor: Die Fähre ist spät.\n\nHarrow: Nein.\n\nMoor: Doch. Sie ist alt.\n\nDas sei falsch."
    )),
    "reported quoted_parts": ("de", (
        "Ada Moor sagte, die Fähre sei spät. Sie sei „kühn“ und „überfällig“."
    )),
    "quoted_parts dates": ("de", (
        "Ada Moor nannte den Plan am Montag „kühn“ und „längst überfällig“."
    )),
    "negation silence": ("en", "The port has not announced a date."),
    "register resolve": ("en", "Ada Moor said the ferry was late. She denied the claims."),
}  # fmt: skip
"""Two neighbours -> a text that is read otherwise if they change places."""
MORE = (
    ("en", "Ada Moor praised her crew. “You saved us.”"),
    ("en", "Ada Moor went aboard, sat down and praised her crew. “You saved us.”"),
    ("en-quotations", "Ada Moor said the ferry was late."),
    ("en", "Ada Moor told Radio Marran that it rained, and that “it will.”"),
    ("en", "Ada Moor @adamoor · 4 May 2031\nThe ferry is late again today."),
    ("en", "Last week, half of them said no, according to a survey."),
    ("en", "The answer said that it rained."),
    ("en", "“Is it late?” Lem Harrow looked up. “Who told you?”\n\n“Nobody.”\n\n“Who knows?”"),
    ("en", "Ada Moor told reporters on&nbsp;Monday\nthat the harbour was shut."),
    ("en", "Ada Moor dives.\n\n**Do you?**\n\nI do.\n\n**Will you?**\n\nI will."),
    ("de", "Moor (Vorsitz): Nein.\n\nHarrow: Doch.\n\nMoor: Nein."),
)
TEXTS = [*WITNESSES.values(), *MORE]
PAIRS = list(itertools.pairwise(STAGES))


@functools.cache
def parser(name: str) -> Parser:
    return Parser(name)


def document_of(language: str, text: str) -> Document:
    return Document(text, parser(language)._reader._grammar_for(text), PUBLISHED)


def outcome(language: str, text: str, stages: tuple[Stage[OfStatements], ...]) -> list[Quote]:
    document = document_of(language, text)
    pipeline.read(document)
    return [quote(document, item) for item in pipeline.run(document, stages)]


# What the table says -----------------------------------------------------------------------------


def test_what_a_stage_needs_is_given_before() -> None:
    given: set[str] = set()
    for stage in TABLE:
        assert stage.needs <= given, (stage.name, stage.needs - given)
        given |= stage.gives


def test_every_field_is_given_by_a_stage() -> None:
    given = frozenset[str]().union(*(stage.gives for stage in TABLE))
    assert given == BLANK.keys() | DOCUMENT


# What the stages do -------------------------------------------------------------------------------


@attrs.define
class Traced:
    """What the stages did in all the texts."""

    needs: dict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    gives: dict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    untold: list[str] = attrs.field(factory=list)
    """Where a stage did something to a statement without a note of its own."""

    def read(self, document: Document) -> None:
        for stage in READING:
            before = values_of(document)
            with reads(DOCUMENT) as seen:
                stage.run(document)
            self._note(stage.name, seen, changed(before, values_of(document)))

    def run(self, document: Document) -> None:
        found = self._step(CANDIDATES.name, lambda document, _: CANDIDATES.run(document), document)
        for stage in STAGES:
            found = self._step(stage.name, stage.run, document, found)

    def _step(
        self, name: str, run: OfStatements, document: Document, found: tuple[Statement, ...] = ()
    ) -> tuple[Statement, ...]:
        before: dict[Statement, Values] = {item: values_of(item) for item in found}
        told = {item: len(item.notes) for item in found}
        text = values_of(document)
        with reads({"turns", "entities"}) as seen:
            made = run(document, list(found))
        gives = changed(text, values_of(document))
        for item in {**before, **dict.fromkeys(made)}:
            fields = changed(before.get(item, BLANK), values_of(item))
            gives |= fields
            new = item not in before and item.proposed not in {old.proposed for old in before}
            if not new and fields & TOLD and len(item.notes) <= told.get(item, 0):
                self.untold.append(f"{name} changes {fields}")
        self._note(name, seen, gives)
        return tuple(made)

    def _note(self, name: str, seen: set[str], gives: set[str]) -> None:
        self.gives[name] |= gives
        self.needs[name] |= seen


TOLD = {"contents", "source", "borrowed", "dropped"}
"""The fields of whose change `explain` tells; all others have their evidence."""


UNSEEN = {
    # A candidate that loses one of its quotations to another: no text that is known has one.
    "select": {"contents"},
    # The German rules, which ask for quoted parts, have no construction with a hearer.
    "quoted_parts": {"hearer"},
    # No rule set that is shipped drops what is unsure.
    "confidence": {"dropped"},
}
"""What the table says besides."""


@functools.cache
def traced() -> Traced:
    found = Traced()
    english = [("en", article.text) for article in articles()]
    for language, text in [*TEXTS, *english]:
        document = document_of(language, text)
        found.read(document)
        found.run(document)
    return found


@pytest.mark.parametrize("stage", TABLE, ids=lambda stage: stage.name)
def test_a_stage_gives_and_needs_what_the_table_says(stage: Stage[Any]) -> None:
    gives = traced().gives[stage.name]
    assert gives <= stage.gives <= gives | UNSEEN.get(stage.name, set())
    assert traced().needs[stage.name] - stage.gives <= stage.needs <= traced().needs[stage.name]


def test_a_stage_tells_what_it_does_to_a_statement() -> None:
    assert not traced().untold


# Their order --------------------------------------------------------------------------------------


def depend(before: Stage[OfStatements], after: Stage[OfStatements]) -> bool:
    """Say whether the table forbids two stages to change places."""
    return bool(
        before.gives & (after.needs | after.gives) or after.gives & (before.needs | before.gives)
    )


def swapped(at: int) -> tuple[Stage[OfStatements], ...]:
    return (*STAGES[:at], STAGES[at + 1], STAGES[at], *STAGES[at + 2 :])


@pytest.mark.parametrize(
    ("at", "pair"), list(enumerate(PAIRS)), ids=[f"{a.name}-{b.name}" for a, b in PAIRS]
)
def test_neighbours_change_places_only_where_the_table_allows_it(
    at: int, pair: tuple[Stage[OfStatements], Stage[OfStatements]]
) -> None:
    name = " ".join(stage.name for stage in pair)
    assert depend(*pair) == (name in WITNESSES)
    for witness in [WITNESSES[name]] if name in WITNESSES else WITNESSES.values():
        same = outcome(*witness, swapped(at)) == outcome(*witness, STAGES)
        assert same != depend(*pair)


# The page -----------------------------------------------------------------------------------------


def test_the_page_has_the_table() -> None:
    rows = regex.findall(
        r"^\| (\w+) \| [^|]+ \| ([^|]*) \| ([^|]*) \|$", PAGE.read_text("utf-8"), regex.M
    )
    assert rows[1:] == [
        (stage.name, " ".join(sorted(stage.needs)) or "–", " ".join(sorted(stage.gives)))
        for stage in TABLE
    ]


def test_the_page_has_the_share_of_each_stage() -> None:
    rows = regex.findall(r"^\| (\w+) \| ([\d.]+)% \|$", PAGE.read_text("utf-8"), regex.M)
    assert {name for name, _ in rows} == {stage.name for stage in TABLE} | {"quotes"}
    assert [float(share) for _, share in rows] == sorted(
        (float(it) for _, it in rows), reverse=True
    )
    assert 99 < sum(float(share) for _, share in rows) < 101

"""The same text written otherwise gives the same statements, or nearly all of them."""

from __future__ import annotations

import pytest
from metamorphic import ALLOWED, WAYS, measure, own, statements

from attribution import Parser


@pytest.mark.parametrize("way", list(WAYS))
def test_statements_stay(way: str) -> None:
    found = measure(own(), [way])[way]
    assert found.rate <= ALLOWED.get(way, 0), f"- {found.lost}\n+ {found.new}"


@pytest.mark.parametrize("way", list(WAYS))
def test_a_way_of_writing_changes_texts(way: str) -> None:
    changed = sum(WAYS[way](text) != text for _, text in own())
    assert changed >= (1 if way in ("line-ends-more", "marks-curly") else 20)


def test_what_changes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ada Moor said that it rained. Lem Harrow said that it snowed."
    monkeypatch.setitem(WAYS, "halved", lambda whole: whole.partition(". ")[0])
    found = measure([(Parser(), text)], ["halved"])["halved"]
    assert (found.base, found.lost, found.new) == (2, ["('it snowed', 'Lem Harrow')"], [])
    assert found.rate == 0.25


def test_a_statement_is_known_however_it_is_written() -> None:
    one = statements(Parser(), "“It was\xa0late,” Ada Moor said, “very late.”")
    other = statements(Parser(), "&ldquo;It was late,&rdquo; Ada Moor said, «very la\xadte.»")
    assert one == other != {}

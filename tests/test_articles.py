"""An article holds its text with what was read in it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from attribution import Article, Parser, RuleSet, read, rulesets
from attribution.errors import InputValueError

TEXT = "Ada Moor, the mayor of Wexhaven, denied it on Monday. “Never,” she said."


def test_an_article_is_its_statements() -> None:
    article = read(TEXT, published="2031-05-07", id="a1", meta={"desk": "local"})
    assert len(article) == 2
    assert [quote.speaker for quote in article] == ["Ada Moor"] * 2
    assert article.quotes[0].date == datetime.date(2031, 5, 5)
    assert (article.id, article.meta["desk"], article.rules) == ("a1", "local", "en")


def test_it_gives_what_parse_gives() -> None:
    parser = Parser()
    assert list(parser.read(TEXT).quotes) == parser.parse(TEXT)
    assert list(parser.read(TEXT).people) == parser.people(TEXT)


def test_it_goes_to_json_and_back() -> None:
    article = read(TEXT, published=datetime.date(2031, 5, 7), meta={"n": 1})
    assert Article.from_dict(json.loads(json.dumps(article.to_dict()))) == article


def test_the_day_of_the_text_itself_is_told() -> None:
    assert read(f"Published: May 7, 2031\n\n{TEXT}").published == datetime.date(2031, 5, 7)
    assert read(TEXT).published is None


def test_an_article_without_statements_is_one_all_the_same() -> None:
    article = read("It rained.")
    assert article
    assert list(article) == []
    assert [span.text for span in article.outside()] == ["It rained."]


def test_what_is_outside_and_inside_is_all_of_the_text() -> None:
    article = read(TEXT)
    inside = [span.text for quote in article for span in quote.contents]
    outside = [span.text for span in article.outside()]
    assert sorted("".join(inside + outside).split()) != []
    for piece in outside:
        assert not any(words in piece for words in inside if len(words) > 3)
    letters = sorted("".join(inside + outside).replace(" ", ""))
    assert letters == sorted(TEXT.replace(" ", ""))


def test_the_person_behind_a_statement() -> None:
    article = read(TEXT)
    people = [article.person(quote) for quote in article]
    assert [person.roles if person else None for person in people] == [("mayor",)] * 2
    nobody = read("A clerk denied it.")
    assert nobody.person(nobody.quotes[0]) is None


@pytest.mark.parametrize("day", ["7 May 2031", "2031-13-01", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(InputValueError, match="published must be"):
        read(TEXT, published=day)


def test_a_path_is_a_rule_set_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[ruleset]\nname = "mine"\nextends = "en"\n', encoding="utf-8")
    assert read(TEXT, rules=path).rules == "mine"
    assert read(TEXT, rules=str(path)).rules == "mine"
    rules: RuleSet = rulesets.load("de")
    assert read("Ada Moor sagte, es regne.", rules=rules).rules == "de"


def test_records_keep_what_they_bring() -> None:
    records: list[str | dict[str, object]] = [
        TEXT,
        {"text": TEXT, "published": "2031-05-07", "id": 7, "desk": "local"},
    ]
    first, second = Parser().read_many(records)
    assert first.id is None
    assert (second.id, dict(second.meta)) == ("7", {"desk": "local"})
    assert second.quotes[0].date == datetime.date(2031, 5, 5)


def test_a_notebook_shows_the_article() -> None:
    pytest.importorskip("jinja2")
    shown = read("Ada Moor denied <b>it</b>.")._repr_html_()
    assert shown is not None
    assert "<html" not in shown
    assert "&lt;b&gt;" in shown

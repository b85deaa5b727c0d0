"""What a text quotes is looked up in the article that it is made of."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import InputTypeError, InputValueError, Parser, read
from attribution.errors import MissingExtraError

pytest.importorskip("rapidfuzz")

from attribution.check import Checked, Verdict, check

HARBOUR = (Path(__file__).parents[1] / "examples" / "harbour.txt").read_text(encoding="utf-8")
ARTICLE = read(HARBOUR)
PARSER = Parser()


def one(draft: str, article: Any = ARTICLE) -> Checked:  # noqa: ANN401 an article or a text
    (item,) = check(draft, article)
    text = article if isinstance(article, str) else article.text
    for span in item.places:
        assert text[span.start : span.end] == span.text
    for change in item.changes:
        assert change.said is None or text[change.said.start :].startswith(change.said.text)
        assert change.quoted is None or draft[change.quoted.start :].startswith(change.quoted.text)
    assert draft[item.quotation.start : item.quotation.end] == item.quotation.text
    return item


@pytest.mark.parametrize(
    "draft",
    [
        "Verhane said: “Ships will be unloaded again before the week is out.”",
        '"Ships will be unloaded again before the week is out," Ilse Verhane said.',
        "«Ships will be UNLOADED again before the week is out!» said the spokeswoman.",
        "“[S]hips will be unloaded again before the week is out,” Verhane said.",
        "“Ships will be unloaded … before the week is out,” Verhane said.",
        "“Ships … the week is out,” Verhane said.",
        "“Ships will be unloaded again before [Sunday],” Verhane said.",
        "“... unloaded again before the week is out,” she said.",
        # What "he said" parts is said in one breath.
        "“Nobody has left, and nobody will leave until the night shift has its pay,” he said.",
        "Okerlund said: “Nobody has left, […] until the night shift has its pay.”",
        "“I thought the matter would settle itself. It did not,” Quill wrote.",
        "Lanvers warned of a third crane “if people keep pulling levers they do not understand”.",
        "The authority said: “Ships will be unloaded again before the week is out.”",
        "The sign reads “every gate is in our hands”.",
    ],
)
def test_what_is_no_alteration(draft: str) -> None:
    assert str(one(draft)).startswith("verbatim: ")
    assert one(draft).sound


@pytest.mark.parametrize(
    ("draft", "changes"),
    [
        ("“Nobody has gone,” said Okerlund.", ["“gone” for “left”"]),
        ("“I thought the matter would resolve itself,” Quill wrote.", ["“resolve” for “settle”"]),
        (
            "“My officers are here to open or close a harbour,” said Odile Sant.",
            ["left out: “not”"],
        ),
        ("“We have the whole log,” Verhane said.", ["put in: “whole”"]),
    ],
)
def test_altered_words_are_named(draft: str, changes: list[str]) -> None:
    item = one(draft)
    assert item.verdict is Verdict.ALTERED
    assert list(map(str, item.changes)) == changes
    assert not item.joined


def test_sentences_put_together_are_found() -> None:
    item = one("“The harbour is open and we will publish it,” said Verhane.")
    assert (item.verdict, item.joined) == (Verdict.ALTERED, True)
    assert [span.text for span in item.places] == ["The harbour is open and", "we will publish it"]


def test_dots_join_no_two_speakers() -> None:
    item = one("“We have the log … if people keep pulling levers,” said Verhane.")
    assert (item.verdict, item.joined) == (Verdict.ALTERED, True)


def test_somebody_else_is_named() -> None:
    item = one("“We have the log, and we will publish it,” said Odile Sant.")
    assert item.verdict is Verdict.MISATTRIBUTED
    assert item.said is not None
    assert (item.speaker, item.said.speaker) == ("Odile Sant", "Ilse Verhane")
    assert "is said by Ilse Verhane, not by Odile Sant" in str(item)


@pytest.mark.parametrize(
    ("speaker", "verdict"),
    [
        ("Verhane", Verdict.VERBATIM),
        ("I. Verhane", Verdict.VERBATIM),
        ("Ilse M. Verhane", Verdict.VERBATIM),
        ("Bea Verhane", Verdict.MISATTRIBUTED),
        ("the Marran Harbour Authority", Verdict.VERBATIM),
        ("the Quayside Workers’ Front", Verdict.MISATTRIBUTED),
        ("she", Verdict.VERBATIM),
        ("an official", Verdict.VERBATIM),
    ],
)
def test_who_counts_as_the_same(speaker: str, verdict: Verdict) -> None:
    assert one(f"“We have the log,” said {speaker}.").verdict is verdict


@pytest.mark.parametrize(
    ("draft", "whose"),
    [
        ("Lanvers said: “I do not know who had done it.”", "Piet Lanvers"),
        ("Sant confirmed that “officers had been sent to the north gate”.", "Odile Sant"),
        ("“Two cranes stopped,” said Okerlund.", None),
    ],
)
def test_a_paraphrase_in_marks_is_none(draft: str, whose: str | None) -> None:
    item = one(draft)
    assert item.verdict is Verdict.PARAPHRASED
    assert (item.said and item.said.speaker) == whose


def test_what_nobody_said() -> None:
    item = one("“The strike is a band of liars and thieves,” said Verhane.")
    assert (item.verdict, item.places, item.score) == (Verdict.ABSENT, (), 0.0)


def test_the_threshold_parts_altered_from_absent() -> None:
    draft = "“My officers were never here to open and close a harbour,” Sant said."
    found = [check(draft, ARTICLE, threshold=least)[0].verdict for least in (50, 95)]
    assert found == [Verdict.ALTERED, Verdict.ABSENT]


def test_entities_and_odd_characters_make_no_difference() -> None:
    article = "&ldquo;The workers&rsquo; cafe\u0301 has 1,000&nbsp;seats,&rdquo; said Ada Moor."
    assert one("“The workers' café has 1000 seats,” said Moor.", article).sound


def test_words_in_brackets_in_the_article_may_be_left_out() -> None:
    article = "“We [the council] lost it,” said Ada Moor. “[T]hey won.”"
    assert one("Moor said: “We lost it.”", article).sound
    assert one("Moor said: “They won.”", article).sound


def test_a_name_is_no_quotation() -> None:
    assert check("Moor read “The Long Quay”.", ARTICLE) == []


def test_a_part_of_a_word_is_no_word() -> None:
    assert one("Moor called it “art”.", "“A party,” said Moor.").verdict is Verdict.ABSENT


def test_an_article_checks_itself() -> None:
    found = check(HARBOUR, ARTICLE)
    assert len(found) > 10
    assert [item for item in found if not item.sound] == []


def test_it_goes_to_json() -> None:
    item = one("“Nobody has gone,” said Okerlund.")
    values = json.loads(json.dumps(item.to_dict()))
    assert values["verdict"] == "altered"
    assert values["changes"][0]["said"]["text"] == "left"


def test_wrong_arguments() -> None:
    with pytest.raises(InputValueError, match="threshold must be from 0 to 100, not 101"):
        check("It rained.", ARTICLE, threshold=101)
    with pytest.raises(InputTypeError, match="text must be str"):
        check(b"It rained.", ARTICLE)  # type: ignore[arg-type]


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    package = sys.modules["attribution.check"]
    for name in ("comparing", "searching"):
        monkeypatch.delitem(sys.modules, f"attribution.check.{name}", raising=False)
        monkeypatch.delattr(package, name, raising=False)
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(MissingExtraError, match=r"needs rapidfuzz: pip install .*\[check\]"):
        check("It rained.", ARTICLE)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from([*"“”\"'‘’…[].", "said", "Moor", "we", "lost", "\n\n", "&amp;", "̈"]))
)
def test_odd_text_is_no_error(words: list[str]) -> None:
    text = " ".join(words)
    for item in check(text, text):
        assert text[item.quotation.start : item.quotation.end] == item.quotation.text

"""Quotations become placeholders and come back as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Kind, read
from attribution.errors import InputValueError, MaskError
from attribution.mask import Masked, mask

EXAMPLES = Path(__file__).parents[1] / "examples"
NESTED = """\
“She told me ‘never again’, and I believed her,” said Ada Moor. “I was wrong.”

Moor, who said the dam was "quite" safe, “frankly”, left.
"""
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*.txt")}
TEXTS["nested"] = NESTED


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_masked_comes_back(name: str) -> None:
    article = read(TEXTS[name])
    masked = mask(article)
    assert masked.placeholders
    assert masked.restore(masked.text) == article.text


@pytest.mark.parametrize("name", TEXTS)
def test_no_quoted_word_is_left(name: str) -> None:
    article = read(TEXTS[name])
    masked = mask(article)
    left = masked.text
    for item in masked.placeholders:
        assert article.text[item.span.start : item.span.end] == item.span.text
        assert item.span.text not in left or len(item.span.text.split()) == 1
    quoted = {span.text.rstrip(",") for quote in article for span in quote.quoted}
    assert quoted >= {item.span.text for item in masked.placeholders}


def test_paraphrase_stays() -> None:
    text = "Lem Harrow warned that a crane could follow “if people pull levers.”"
    assert mask(read(text)).text == "Lem Harrow warned that a crane could follow “[[Q1]]”"


def test_kinds_can_be_chosen() -> None:
    text = "“It rains,” said Ada Moor. Lem Harrow called it “a drizzle at most”."
    article = read(text)
    assert {quote.kind for quote in article} >= {Kind.DIRECT}
    whole = mask(article).placeholders
    direct = mask(article, kinds=[Kind.DIRECT]).placeholders
    assert [item.quote.kind for item in direct] == [Kind.DIRECT] * len(direct)
    assert len(direct) == sum(item.quote.kind is Kind.DIRECT for item in whole)
    assert mask(article, kinds=[]).text == text


def test_a_quotation_in_a_quotation_goes_with_it() -> None:
    first = mask(read(NESTED)).placeholders[0]
    assert first.span.text == "She told me ‘never again’, and I believed her"


def test_a_text_with_placeholders_of_its_own_gets_others() -> None:
    text = "See [[Q1]] and [[A3]]. “We lost [[Q2]],” said Ada Moor."
    masked = mask(read(text))
    assert masked.letter == "B"
    assert masked.restore(masked.text) == text


def test_each_that_is_wrong_is_named() -> None:
    masked = mask(read(TEXTS["harbour.txt"]))
    first, second, *_ = (item.name for item in masked.placeholders)
    answer = masked.text.replace(first, f"[[Q99]] {second}")
    with pytest.raises(MaskError) as error:
        masked.restore(answer)
    assert error.value.lost == (first,)
    assert error.value.doubled == (second,)
    assert error.value.invented == ("[[Q99]]",)


def test_a_summary_may_leave_some_out_but_add_none() -> None:
    masked = mask(read(TEXTS["harbour.txt"]))
    assert masked.restore("It rained.", partly=True) == "It rained."
    with pytest.raises(MaskError, match=r"^placeholders are invented: \[\[Q99\]\]$"):
        masked.restore("“[[Q99]]”", partly=True)


def test_it_survives_json() -> None:
    masked = mask(read(TEXTS["waterworks.txt"], published="2031-05-07"))
    there = json.loads(json.dumps(masked.to_dict()))
    assert Masked.from_dict(there) == masked
    with pytest.raises(InputValueError, match="did you mean 'text'"):
        Masked.from_dict({"tex": "It rained."})


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(["“", "”", '"', "'", "said", "Ada Moor", ",", ".", "\n\n", "[[Q1]]"]))
)
def test_whatever_the_text_it_comes_back(words: list[str]) -> None:
    text = " ".join(words)
    masked = mask(read(text))
    assert masked.restore(masked.text) == text

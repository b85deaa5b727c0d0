"""The component of spaCy, in blank pipelines: no model is downloaded."""

from __future__ import annotations

import datetime
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from attribution import Quote, UnknownRuleSetError, read
from attribution.errors import AttributionError, InputTypeError, InputValueError

spacy = pytest.importorskip("spacy")

from spacy import displacy  # noqa: E402 what is skipped without spaCy
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, DocBin, Span  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

ROOT = Path(__file__).parents[1]
TEXT = """\
“The dam is safe,” said Ada Moor, the mayor, on Monday. “It will hold.”

Lem Harrow denied the report and said it was late.
"""
HARBOUR = (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("attribution")
    return made  # type: ignore[no-any-return]


def told(doc: Doc) -> list[tuple[object, ...]]:
    """Give all that the component has put in a document."""
    found: list[tuple[object, ...]] = [
        (span.start_char, span.end_char, span.label_, span.id_, span._.quote)
        for span in doc.spans["attribution"]
    ]
    return [*found, (doc._.article, doc._.published)]


# What it finds ----------------------------------------------------------------------------------


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    # In a process of its own: here the module may be imported already.
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('attribution')\n"
        "doc = nlp('Ada Moor denied it.')\n"
        "print([span.text for span in doc.spans['attribution']])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "['it', 'Ada Moor', 'denied']\n"


@pytest.mark.parametrize("text", [TEXT, HARBOUR])
def test_the_spans_are_those_of_the_statements(nlp: Language, text: str) -> None:
    doc = nlp(text)
    quotes = read(text).quotes
    assert doc._.article == read(text)
    for number, quote in enumerate(quotes):
        ours = [span for span in doc.spans["attribution"] if span.id_ == str(number)]
        assert [span._.quote for span in ours] == [quote] * len(ours)
        contents = [span.text for span in ours if span.label_ == "CONTENT"]
        assert contents == [span.text for span in quote.contents]
        for label, place in (("SOURCE", quote.source), ("CUE", quote.cue)):
            found = [span.text for span in ours if span.label_ == label]
            assert found == ([place.text] if place else [])
    assert len({span.id_ for span in doc.spans["attribution"]}) == len(quotes) > 2


def test_a_source_of_two_statements_leads_to_each(nlp: Language) -> None:
    doc = nlp("Lem Harrow denied the report and said it was late.")
    sources = [span for span in doc.spans["attribution"] if span.label_ == "SOURCE"]
    assert [span.text for span in sources] == ["Lem Harrow"] * 2
    assert [span._.quote.cue.text for span in sources] == ["denied", "said"]


def test_a_span_that_would_cut_a_token_is_widened_to_it(nlp: Language) -> None:
    doc = nlp("“The dam is safe,” said Ada Moor, the mayor—“quite safe.”")
    [quote] = doc._.article
    contents = [span for span in doc.spans["attribution"] if span.label_ == "CONTENT"]
    assert [span.text for span in contents] == ["The dam is safe,", "mayor—“quite safe."]
    assert [place.text for place in quote.contents] == ["The dam is safe,", "quite safe."]
    assert all(doc.text[place.start : place.end] == place.text for place in quote.contents)


@pytest.mark.parametrize("text", ["", " ", "It rained.", "🙂\n\n\t“”"])
def test_where_nobody_speaks_the_group_is_empty(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert list(doc.spans["attribution"]) == []
    assert doc._.article == read(text)


def test_spans_of_others_have_no_statement(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc[0:2]._.quote is None
    for name in ("99", "x", "²"):
        assert Span(doc, 0, 2, span_id=name)._.quote is None
    untouched = nlp.make_doc(TEXT)
    assert untouched._.article is None
    assert Span(untouched, 0, 2, span_id="0")._.quote is None


# The day of publication -------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2031-05-07", datetime.date(2031, 5, 7)])
def test_the_day_of_publication_is_set_before(nlp: Language, day: object) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.published = day
    nlp(doc)
    assert doc._.published == "2031-05-07"
    assert doc._.article.quotes[0].date == datetime.date(2031, 5, 5)
    doc._.published = None
    assert nlp(doc)._.article.quotes[0].date is None


def test_what_is_no_day_is_refused_at_once(nlp: Language) -> None:
    with pytest.raises(InputValueError, match="published must be a day in ISO 8601"):
        nlp.make_doc(TEXT)._.published = "May 7"
    with pytest.raises(InputTypeError, match="published must be"):
        nlp.make_doc(TEXT)._.published = 7


# Journeys ---------------------------------------------------------------------------------------


def through_bytes(doc: Doc) -> Doc:
    return Doc(Vocab()).from_bytes(doc.to_bytes())


def through_pickle(doc: Doc) -> Any:  # noqa: ANN401 what pickle gives
    return pickle.loads(pickle.dumps(doc))  # noqa: S301 our own


def through_a_bin(doc: Doc) -> Doc:
    saved = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [read_back] = DocBin().from_bytes(saved).get_docs(Vocab())
    return read_back


@pytest.mark.parametrize("journey", [through_bytes, through_pickle, through_a_bin])
def test_what_is_found_survives(nlp: Language, journey: Any) -> None:  # noqa: ANN401 one of three
    doc = nlp.make_doc(TEXT)
    doc._.published = "2031-05-07"
    nlp(doc)
    arrived = journey(doc)
    assert told(arrived) == told(doc)
    assert isinstance(arrived.spans["attribution"][0]._.quote, Quote)


def test_two_processes_find_the_same(nlp: Language) -> None:
    texts = [TEXT, "It rained.", HARBOUR, TEXT] * 3
    dated = [nlp.make_doc(text) for text in texts]
    for doc in dated:
        doc._.published = "2031-05-07"
    alone = [told(nlp(text)) for text in texts]
    assert [told(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone
    days = [doc._.article.published for doc in nlp.pipe(dated, n_process=2, batch_size=2)]
    assert days == [datetime.date(2031, 5, 7)] * len(texts)


def test_a_pipeline_is_saved_with_its_settings(tmp_path: Path) -> None:
    made = spacy.blank("de")
    made.add_pipe("attribution", config={"rules": "de", "spans_key": "zitate"})
    made.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    doc = loaded("Der Bürgermeister sagte, dass die Fähre zu spät war.")
    assert [span.label_ for span in doc.spans["zitate"]] == ["CONTENT", "SOURCE", "CUE"]
    assert doc._.article.rules == "de"


def test_the_pipeline_can_be_pickled(nlp: Language) -> None:
    copy = pickle.loads(pickle.dumps(nlp))  # noqa: S301 our own
    assert told(copy(TEXT)) == told(nlp(TEXT))


# Settings ---------------------------------------------------------------------------------------


def test_statements_of_little_confidence_are_left_out() -> None:
    strict = spacy.blank("en")
    strict.add_pipe("attribution", config={"min_confidence": 0.9})
    quotes = strict(HARBOUR)._.article.quotes
    assert 0 < len(quotes) < len(read(HARBOUR))
    assert all(quote.confidence >= 0.9 for quote in quotes)


@pytest.mark.parametrize(
    ("config", "error"),
    [
        ({"rules": "tlh"}, UnknownRuleSetError),
        ({"min_confidence": 2.0}, InputValueError),
    ],
)
def test_settings_that_mean_nothing_are_refused(
    config: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        spacy.blank("en").add_pipe("attribution", config=config)


def test_a_name_that_somebody_else_has_is_told() -> None:
    code = (
        "from spacy.tokens import Span\n"
        "Span.set_extension('quote', default='theirs')\n"
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "doc = nlp('It rained.')\n"
        "assert doc[0:1]._.quote == 'theirs'\n"
        "nlp.add_pipe('attribution')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"attribution.errors.{AttributionError.__name__}: Span._.quote is")


# The picture ------------------------------------------------------------------------------------


def test_displacy_draws_every_span(nlp: Language) -> None:
    doc = nlp("Lem Harrow denied the report. Ada Moor said “it was <late>”.")
    drawn = displacy.render(doc, style="span", options={"spans_key": "attribution"}, jupyter=False)
    group = doc.spans["attribution"]
    for label in ("CONTENT", "SOURCE", "CUE"):
        count = sum(span.label_ == label for span in group)
        assert drawn.count(label) == count == 2
    assert "&lt;" in drawn
    assert " <late" not in drawn

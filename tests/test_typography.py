"""Quotation marks, apostrophes, white space, entities and line ends."""

from __future__ import annotations

import textwrap
from itertools import product

import attrs
import pytest

import attribution
from attribution import rulesets
from attribution._article.document import Document, sentence_ends
from attribution._language.grammar import compiled
from attribution._reading import quotation_marks
from attribution._reading.plain import plain
from attribution._reading.quotations import quotations as pair
from attribution._reading.stops import stops
from attribution._reading.tags import tags
from attribution._reading.tokens import tokens
from attribution._reading.wraps import wraps

GRAMMAR = compiled(rulesets.load("en"))


def document(text: str) -> Document:
    found = Document(text, GRAMMAR)
    for stage in (plain, wraps, tokens, stops, pair, tags):
        stage(found)
    return found


def quotations(text: str) -> list[str]:
    found = document(text)
    return [found.cut(found.starts[q.first], found.ends[q.last]).text for q in found.quotations]


def paragraphs(text: str) -> int:
    found = document(text)
    return found.tags.count(GRAMMAR.alphabet.char(frozenset({"break"})))


def sentences(text: str) -> int:
    found = document(text)
    # The end of the text is one, too.
    return len(list(GRAMMAR[sentence_ends].finditer(found.tags))) - 1


@pytest.mark.parametrize(
    "quotation",
    [
        "“We won,”",
        '"We won,"',
        "``We won,''",
        "''We won,''",
        "'We won,'",
        "‘We won,’",
        "`We won,'",
        "«We won,»",
        "« We won, »",
        "«\u00a0We won,\u202f»",
        "»We won,«",
        "„We won,“",
        "„We won,”",
        "‚We won,‘",
        "‹We won,›",
        "”We won,”",
        "“We won,“",
        '"We won,”',
        '“We won,"',
        '"We won ,"',
        '"We won, "',
        "&quot;We won,&quot;",
        "&ldquo;We won,&rdquo;",
        "&#8220;We won,&#8221;",
        "&#39;We won,&#39;",
        "“We\u00a0won,”",
        "“ We won, ”",
    ],
)
def test_a_pair_of_marks_is_a_quotation(quotation: str) -> None:
    assert quotations(f"{quotation} Ada Moor said on Monday.") == [quotation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Are you," he asked, "sure?" "Yes."', ['"Are you,"', '"sure?"', '"Yes."']),
        ('She said,"We won"and left.', ['"We won"']),
        ("said—“We won”—and", ["“We won”"]),
        ('("We won") and ["it"]', ['"We won"', '"it"']),
        ('"... and we won," she said.', ['"... and we won,"']),
        ("said \u200b“We won”\u200b again", ["“We won”"]),
        ('\ufeff"We won," she said.', ['"We won,"']),
        ("a “bon-mot”-style line", ["“bon-mot”"]),
        ("“She fled!”Ada Moor said.", ["“She fled!”"]),
    ],
)
def test_marks_pair_by_the_space_around_them(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“He said ‘no’ to me,” she said.",
        "'He said \"no\" to me,' she said.",
        '"He said "no" to me," she said.',
        "“He said “no” to me,” she said.",
        "“'We won' is what he said,” she said.",
        "«Il a dit “non” hier,» she said.",
    ],
)
def test_the_outermost_quotation_counts(text: str) -> None:
    assert quotations(text) == [text.removesuffix(" she said.")]


@pytest.mark.parametrize(
    "text",
    [
        "The workers' rights are the Joneses' concern.",
        "The '80s were fun, and '90s songs too.",
        "The class of '97 told 'em so, 'twas late, 'til dawn.",
        "Rock 'n' roll, fish-'n'-chips.",
        "He is 6'2\" and she is 5' 4\" tall.",
        'A 12" pipe, 6′2″ long.',
        "» Read more: the port is open",
        "O'Neil didn't say it's Moor's.",
        "O&#39;Neil didn&#39;t say it&#39;s Moor&#39;s.",
        "A stray mark” stands here.",
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert quotations(text) == []


def test_a_genitive_does_not_close_a_quotation() -> None:
    text = "'The workers' rights matter,' she said."
    assert quotations(text) == ["'The workers' rights matter,'"]


def test_inches_do_not_close_a_quotation() -> None:
    assert quotations('"It is 12" wide," he said.') == ['"It is 12" wide,"']


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the workers' rights", "'"),
        ("the workers’ rights", "’"),
        ("the workers&rsquo; rights", "’"),
    ],
)
def test_an_apostrophe_after_a_plural_is_a_genitive(text: str, words: str) -> None:
    found = document(text)
    units = [at for at, char in enumerate(found.tags) if "genitive" in GRAMMAR.alphabet.tags(char)]
    assert [found.word(unit) for unit in units] == [words]


def test_an_entity_may_stand_for_nothing() -> None:
    (quote,) = attribution.parse("Ada Moor said &#1; the ferry was late.")
    assert quote.speaker == "Ada Moor"


def test_an_unknown_entity_is_not_cut() -> None:
    (quote,) = attribution.parse("Ada Moor said Lem Harrow saw « &x;")
    assert [span.text for span in (*quote.contents, *quote.quoted)] == [
        "Lem Harrow saw « &x;",
        "&x;",
    ]


def test_an_entity_inside_a_word_does_not_part_it() -> None:
    quote = attribution.parse("Ada Moor didn&#39;t say that it rained.")[0]
    assert quote.source is not None
    assert quote.source.text == "Ada Moor"


@pytest.mark.parametrize("white", ["&nbsp;", "\u00a0", "\u202f", "\u200b ", " \u200b"])
def test_white_space_of_any_sort_parts_words(white: str) -> None:
    text = f"Ada Moor{white}said{white}that it rained."
    assert [quote.text for quote in attribution.parse(text)] == ["it rained"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quotations("“We won, she said.\n\n“We lost,” he said.") == [
        "“We won, she said.",
        "“We lost,”",
    ]


def test_a_quotation_that_is_opened_twice_ends_before_the_second_mark() -> None:
    assert quotations('"We won. She left. "We lost," he said.') == [
        '"We won. She left.',
        '"We lost,"',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor said: “We won.\n\n“It was late.\n\n“We left.”",
        "Ada Moor said: “We won.\n\nIt was late,” and left.",
        "“We won.\n\n“It was late,” Ada Moor said.",
        "‘We won.\n\n‘It was late,’ Ada Moor said.",
        '"We won.\n\n"It was late," Ada Moor said.',
        "“We won.\r\n\r\n\u200b\r\n\r\n“It was late,” Ada Moor said.",
    ],
)
def test_a_quotation_goes_on_in_the_next_paragraph(text: str) -> None:
    (quote,) = attribution.parse(text)
    assert [span.text for span in quote.contents] == [
        part.strip('“”‘’"') for part in quotations(text)
    ]
    assert len(quote.contents) > 1


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “harbour” is dry.",
        "Lem “Salty” Harrow read “The Old Wall” in a “quiet” room.",
        "The 'harbour' is dry.",
    ],
)
def test_a_quotation_alone_is_no_statement(text: str) -> None:
    assert attribution.parse(text) == []


LONG = (
    "The harbour of Wexhaven was closed on Monday after a storm broke the northern wall, the "
    "mayor, Ada Moor, told reporters. “We shall open it again,” she said, “as soon as the divers "
    "have looked at every single well-known stone.” The long-term plan is dear. Boats may use "
    "Lower Cove until then, and nobody was hurt."
)


@pytest.mark.parametrize("width", [45, 60, 65, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_line_ends_of_wrapped_text_part_nothing(width: int, end: str) -> None:
    wrapped = textwrap.fill(LONG, width).replace("\n", end)
    assert paragraphs(wrapped) == 1
    assert paragraphs(f"{wrapped}{end}{end}{wrapped}") == 2


@pytest.mark.parametrize("width", [45, 60, 72])
def test_indented_paragraphs_of_wrapped_text_stay_apart(width: int) -> None:
    wrapped = textwrap.fill(LONG, width, initial_indent="    ")
    assert paragraphs(f"{wrapped}\n{wrapped}") == 2


def test_wrapped_text_has_the_statements_of_the_flowing_one() -> None:
    wrapped = attribution.parse(textwrap.fill(LONG, 72))
    flowing = attribution.parse(LONG)
    assert [" ".join(quote.text.split()) for quote in wrapped] == [quote.text for quote in flowing]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor opens harbour after storm in May\nThe mayor opened the harbour on Monday.",
        "Storm news\nThe harbour is open, and everybody was glad of it in the end.",
        "The harbour is open again after the storm.\nNobody was hurt.",
    ],
)
def test_a_headline_is_a_paragraph(text: str) -> None:
    assert paragraphs(text) == 2


def test_paragraphs_of_a_line_each_stay_apart() -> None:
    text = "The harbour is open.\nBoats came in, and everybody was glad.\nNobody was hurt.\nGood."
    assert paragraphs(text) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She lives in the U.S. The mayor said so.", 2),
        ("The U.S. Navy said so.", 1),
        ("Moor Inc. The firm said so.", 2),
        ("Moor Inc. said so.", 1),
        ("John J. Moor of No. 5 Mill St. said so.", 1),
        ("Mr. Moor met Dr. Harrow at 5 p.m. on Monday.", 1),
    ],
)
def test_full_stops_of_abbreviations_end_no_sentence(text: str, expected: int) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A sentence of prose goes on, and the line is full.
        ("The harbour was closed. Nobody was hurt, said Ada\nMoor, who is the mayor.", 1),
        ("Ada Moor called it “a great day” and Lem\nHarrow called it late.", 1),
        ("Boats came in during the night, and Ada Moor asked,\n“Who pays?”", 1),
        ("The harbour is “closed,” said the mayor of Old\nWexhaven.", 1),
        ("Boote kamen und „niemand fror“, so die Leiterin von\nMarran.“", 1),
        # So do they with three lines.
        ("It was dark at sea. Nobody told Lem\nHarrow “left,” and nobody told Ada\nMoor.", 1),
        # A heading, a name, a label, and what ends no sentence are lines of their own.
        ("Mayor opens harbour after storm breaks the wall\nMoor opened it.", 2),
        ("Mayor opens “harbour” after storm breaks a wall\nThe mayor opened it.", 2),
        ("“Nobody was hurt. The harbour is a wonder”\nAda Moor is the mayor.", 2),
        ("The ferry was late. We waited and then we left\nHarrow: So did we.", 2),
        ("The ferry was late. We waited and then we left\nLem Harrow, Wexhaven", 2),
        ("“Late.” Boats\nMoor never saw that the harbour was closed.", 2),
    ],
)
def test_a_sentence_of_prose_goes_on_behind_a_full_line(text: str, expected: int) -> None:
    assert paragraphs(text) == expected


def test_a_block_of_two_lines_is_wrapped_as_the_text_before() -> None:
    wrapped = textwrap.fill(LONG, 64)
    widest = max(map(len, wrapped.split("\n")))
    first = "Lem says to me, ‘Moor,’ says he, ‘do you smell the land?’".ljust(widest + 3, "!")
    assert paragraphs(f"{wrapped}\n\n{first}\n‘Nothing,’ says I.") == 2


def test_a_turn_of_talk_is_a_paragraph_of_wrapped_text() -> None:
    lines = [
        "Moor: The harbour was closed because of the storm, and it is not",
        "open yet. Divers looked at every stone of the northern wall, too.",
        "Lem Harrow: Who pays for them? Nobody has told us so far, and we—",
        "Moor: Nobody knows that.",
    ]
    assert paragraphs("\n".join(lines)) == 3
    assert paragraphs("\n".join(lines).replace("Lem Harrow: Who", "And anyway, who")) == 2


def test_several_empty_lines_part_as_one_does() -> None:
    text = "MOOR: Is it open?\n\nHARROW: It is.\n\nMOOR: Good."
    spread = attribution.parse(text.replace("\n\n", "\n \n\n\n"))
    assert [quote.text for quote in spread] == ["Is it open?", "It is.", "Good."]


@pytest.mark.parametrize("sign", ["“", '"', "’", "&quot;", "″"])
def test_a_glance_at_a_mark_tells_what_a_long_look_does(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = ["", " ", "\n", "\t", " \n", "\u200b", '"', "’"]
    words = ["", "a", "7", ".", "...", "…", ",", "(", "—", "&amp;", "&nbsp;"]
    before = [word + space for word, space in product(words, apart)]
    after = [space + word for word, space in product(words, apart)]
    texts = [f"{left}{sign}{right}" for left, right in product(before, after)]
    glanced = [_marks(text) for text in texts]
    monkeypatch.setattr(quotation_marks, "_shown_before", lambda _: "")
    monkeypatch.setattr(quotation_marks, "_shown_after", lambda _: "")
    for text, marks in zip(texts, glanced, strict=True):
        assert marks == _marks(text), text


def _marks(text: str) -> list[tuple[object, ...]]:
    found = Document(text, GRAMMAR)
    plain(found)
    tokens(found)
    places = found.places(GRAMMAR.alphabet.char(frozenset({"mark"})))
    return [attrs.astuple(mark) for mark in quotation_marks.marks_at(found, places)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            """Lem Harrow accused the crew of leaving the old ferry while Maud
Ferriday says that it was late.""",
            "Maud Ferriday",
        ),
        (
            """The ferry was late, Ada Moor said, and pointed at the old clock. The lock
was dry, Lem Harrow said (he had seen it). The old deck was safe, Ilse
Holm told reporters.""",
            "Ilse Holm",
        ),
    ],
)
def test_a_name_goes_on_behind_the_end_of_a_line(text: str, speaker: str) -> None:
    assert speaker in [quote.speaker for quote in attribution.parse(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The council thanks the engineer Ada\nTHE FERRY IS LATE, Lem Harrow said.",
        "The council thanks the engineer Ada\nMoor: The ferry is late.\nHarrow: No.\nMoor: Yes.",
    ],
)
def test_what_goes_on_with_no_name_is_another_paragraph(text: str) -> None:
    speakers = [quote.speaker for quote in attribution.parse(text)]
    assert speakers
    assert "Ada" not in " ".join(map(str, speakers))


def test_a_mark_on_the_letter_of_a_clitic_is_never_cut_off() -> None:
    text = "In yesterday's\N{COMBINING ACUTE ACCENT} report Ada Moor said it rained."
    (quote,) = attribution.parse(text, "2031-05-07")
    assert (quote.speaker, quote.date_span) == ("Ada Moor", None)
    (quote,) = attribution.parse(text.replace("\N{COMBINING ACUTE ACCENT}", ""), "2031-05-07")
    assert quote.date_span is not None
    assert quote.date_span.text == "yesterday"


def test_markup_among_the_words_is_no_part_of_them() -> None:
    text = "“We <b>lost</b> all,” Ada Moor said. She called it “a <i>very</i> sad day.”"
    quotes = attribution.parse(text)
    assert [quote.text for quote in quotes] == ["We lost all,", "it “a very sad day.”"]
    assert [[span.text for span in quote.contents] for quote in quotes] == [
        ["We", "lost", "all,"],
        ["it “a", "very", "sad day.”"],
    ]
    assert [span.text for span in quotes[1].quoted] == ["a", "very", "sad day."]
    plain = attribution.parse(text.replace("<b>", "").replace("</b>", ""))
    assert [span.text for span in plain[0].contents] == ["We lost all,"]


def test_a_mark_behind_markup_begins_no_words() -> None:
    (quote,) = attribution.parse("“We lost <b>all</b> \u0301of it,” Ada Moor said.")
    assert [span.text for span in quote.contents] == ["We lost", "all", "of it,"]


def test_a_quotation_in_the_source_of_a_turn_is_no_content() -> None:
    quotes = attribution.parse("“,”\n“?”\n“I”rs Moot “.", rules="en-attitudes")
    assert [[span.text for span in quote.contents] for quote in quotes] == [[","], ["?"], ["."]]

"""Who is speaking: the speaker, role and organisation of statements."""

from __future__ import annotations

import functools
import itertools

import pytest
from tracing import calls_of

from attribution._speakers import offices
from attribution._speakers.referents import Phrase
from attribution._speakers.scene import Scene
from attribution.models import Quote
from attribution.parser import Parser

PARSER = Parser()


def last(text: str) -> Quote:
    return PARSER.parse(text)[-1]


INTRODUCED = "Lena Holm, the mayor of Wexhaven, said that the bridge was safe. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("She said that the port was open.", "Lena Holm"),
        ("Holm said that the port was open.", "Lena Holm"),
        ("Ms. Holm said that the port was open.", "Lena Holm"),
        ("The mayor said that the port was open.", "Lena Holm"),
        ("“It is open,” she said.", "Lena Holm"),
        ("“It is open,” Holm, who looked tired, said.", "Lena Holm"),
        ("A spokesman said that the port was open.", "spokesman"),
        ("Witnesses said that the port was open.", "Witnesses"),
        ("Nils Harrow said that the port was open.", "Nils Harrow"),
        ("The defence minister said that the port was open.", "defence minister"),
        ("I said that the port was open.", "I"),
    ],
)
def test_speaker_after_an_introduction(text: str, speaker: str) -> None:
    assert last(INTRODUCED + text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A neighbour told the court that the gate was open. He said it was new.", "neighbour"),
        ("The brother told officers that the gate was open. He said it was new.", "brother"),
        ("The brother told officers that the gate was open. She said it was new.", "She"),
        ("Lem Harrow came. The report said that it was open. He said it was new.", "Lem Harrow"),
    ],
)
def test_relative_without_a_name_keeps_the_words(text: str, speaker: str) -> None:
    later = "\n\nNobody asked Sergeant Carl Dunn."
    assert PARSER.parse(text + later)[1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "role", "organisation"),
    [
        ("Lena Holm, the mayor of Wexhaven, said that it was safe.",
         "Lena Holm", "mayor", "Wexhaven"),
        ("The mayor of Wexhaven, Lena Holm, said that it was safe.",
         "Lena Holm", "mayor", "Wexhaven"),
        ("Quayside Front spokesman Lena Holm said that it was safe.",
         "Lena Holm", "spokesman", "Quayside Front"),
        ("A spokesman for the Quayside Front said that it was safe.",
         "spokesman", "spokesman", "Quayside Front"),
        ("A senior official at the ministry said that it was safe.",
         "senior official", "senior official", "ministry"),
        ("The Quayside Front said that it was safe.", "Quayside Front", None, "Quayside Front"),
        ("Sen. Lena Holm (R-Utah) said that it was safe.", "Lena Holm", "Sen.", "Utah"),
        ("Councillor Lena Holm (Labour, Quayside) said that it was safe.",
         "Lena Holm", "Councillor", "Labour"),
        ("A spokesman for the deputy mayor's office said that it was safe.",
         "spokesman", "spokesman", "deputy mayor's office"),
        ("Lena Holm from the charity Open Docks said that it was safe.",
         "Lena Holm", None, "Open Docks"),
        ("Lena Holm, of the ministry of health, said that it was safe.",
         "Lena Holm", None, "ministry of health"),
        ("Lawyers for Mr. Holm said that it was safe.", "Lawyers", "Lawyers", "Holm"),
        ("“It is safe,” Lena Holm said.", "Lena Holm", None, None),
    ],
)  # fmt: skip
def test_role_and_organisation(
    text: str, speaker: str, role: str | None, organisation: str | None
) -> None:
    quote = last(text)
    assert (quote.speaker, quote.role, quote.organisation) == (speaker, role, organisation)


def test_role_of_an_earlier_mention() -> None:
    quote = last(INTRODUCED + "“It is open,” Holm said.")
    assert (quote.role, quote.organisation) == ("mayor", "Wexhaven")


def test_role_of_a_later_mention() -> None:
    text = "“It is open,” Holm said.\n\nLena Holm, the mayor of Wexhaven, smiled."
    quote = PARSER.parse(text)[0]
    assert (quote.speaker, quote.role, quote.organisation) == ("Lena Holm", "mayor", "Wexhaven")


def test_role_nearest_to_the_statement_wins() -> None:
    text = INTRODUCED + "Quayside Front leader Lena Holm said that the port was open."
    quote = last(text)
    assert (quote.role, quote.organisation) == ("leader", "Quayside Front")


def test_description_names_again_who_spoke() -> None:
    text = "Striker Petr Kolar said that it rained. The 34-year-old said that it was over."
    assert last(text).speaker == "Petr Kolar"


def test_description_that_fits_nobody_stays() -> None:
    text = "Foreign minister Petr Kolar said no. The defence minister said that it was over."
    assert last(text).speaker == "defence minister"


def test_kind_of_body_names_it_again() -> None:
    text = (
        "Norden Corp. chief executive Ulla Brandt said that it rained. "
        "The company said that it was over."
    )
    assert last(text).speaker == "Norden Corp."


def test_abbreviated_title_is_named_again_in_full() -> None:
    text = "Sen. Lena Holm (R-Utah) said that it rained. The senator said that it was over."
    assert last(text).speaker == "Lena Holm"


def test_acronym_gets_the_full_name() -> None:
    text = "The Quayside Workers Front (QWF) met. The QWF said that the port was open."
    quote = last(text)
    assert quote.speaker == quote.organisation == "Quayside Workers Front"
    assert quote.role is None


def test_pronoun_keeps_to_its_gender() -> None:
    text = (
        "Linda Holm met Peter Harrow on Sunday. She said that the port was open. "
        "He said that it was closed."
    )
    assert [quote.speaker for quote in PARSER.parse(text)] == ["Linda Holm", "Peter Harrow"]


def test_pronoun_without_a_candidate_stays() -> None:
    assert last("He said that the port was open.").speaker == "He"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a name of one word that has spoken
        ("Peter Harrow left. “It rained,” Okrent said. “It rained a lot,” he added.", "Okrent"),
        # a group is no single person
        ("Peter Harrow left. Georgia Republicans clapped. “It rained,” he said.", "Peter Harrow"),
        # a name behind another verb is no sure subject
        (
            "Linda Holm left. It rained since President Okrent came. “It rained,” she said.",
            "Linda Holm",
        ),
        # whom a noun for a man or a woman described
        ("A woman in the queue said that it rained. “It rained a lot,” she said.", "woman"),
        # named later
        (
            "She was twelve then. “It rained,” she said.\n\nNow Linda Holm builds boats.",
            "Linda Holm",
        ),
        ("“It rained,” she said.\n\nNow Linda Holm and Anna Moor build boats.", "she"),
        ("“It rained,” she said.\n\nLinda Holm builds boats. Anna Moor sails.", "Linda Holm"),
        # who is named right before, and not a description further back
        (
            "An analyst said that it rained. It came from Old Barnaby. “It did,” he said.",
            "Old Barnaby",
        ),
    ],
)
def test_pronouns(text: str, speaker: str) -> None:
    assert last(text).speaker == speaker


def test_relative_pronoun_takes_what_stands_before() -> None:
    text = "Peter Harrow met critics, who said that the port was closed."
    assert last(text).speaker == "critics"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # described before the name comes
        ("A Wexhaven judge ruled that it was closed.\n\nJudge Lena Holm read it out.", "Lena Holm"),
        ("Retired general says it is closed\n\nGen. Lena Holm left in May.", "Lena Holm"),
        ("A spokesman said that it was closed. Spokesman Petr Kolar left.", "spokesman"),
        ("A judge said that it was closed. Judges Lena Holm and Petr Kolar left.", "judge"),
        # a description that says more than the article has said
        ("Sen. Lena Holm left. The embattled senator said that it was closed.", "Lena Holm"),
        ("Rep. Lena Holm (R-Utah) left. The Ohio representative said that it was closed.",
         "Ohio representative"),
        ("Democratic nominee Lena Holm left. The Republican nominee said that it was closed.",
         "Republican nominee"),
        # relatives
        ("His daughter, Lena Holm, left. Later his daughter said that it was closed.", "Lena Holm"),
        ("Petr Kolar and wife Lena left. Kolar's ex-wife said that it was closed.", "Lena"),
        ("My neighbour Joryn, who mends nets, thinks so. “It is closed,” he said.", "Joryn"),
        # what only describes the noun before it
        ("A diplomat close to the talks said that it was closed.", "diplomat"),
        ("A letter written in May said that it was closed.", "letter"),
        ("Analysts polled by the bank said that it was closed.", "Analysts"),
        ("The harbour report published last week said that it was closed.", "harbour report"),
        # put next to the description
        ("The mediator, former president Lena Holm, said that it was closed.", "Lena Holm"),
        ("The developer, Larkspur Estates, said that it was closed.", "Larkspur Estates"),
        ("Head of Product Lena Holm said that it was closed.", "Lena Holm"),
        ("Coast Ferries hit back. “It is closed,” the company said.", "Coast Ferries"),
        # a party by its acronym
        ("Republican nominee Lena Holm left. The GOP nominee said it was closed.", "Lena Holm"),
        ("Linda Holm left. The GOP presidential nominee said that it was closed.", "Linda Holm"),
        ("Sen. Lena Holm left. The senator and GOP nominee said it was closed.", "Lena Holm"),
        # relatives who are named together
        ("His parents, Peter and Linda Holm, left. His father said that it was closed.",
         "Peter Holm"),
        ("Lawyers for both Peter and Linda Holm left. The nominee said it was closed.",
         "Peter Holm"),
        # an unnamed man or woman is nobody who has a name
        ("Lena Holm left. The woman said that it was closed.", "woman"),
    ],
)  # fmt: skip
def test_descriptions(text: str, speaker: str) -> None:
    assert last(text).speaker == speaker


def test_description_tells_a_role() -> None:
    text = "Dario Belli did not agree. The Rovers coach said it rained. “It did,” Belli said."
    quote = last(text)
    assert (quote.speaker, quote.role, quote.organisation) == ("Dario Belli", "coach", "Rovers")


def test_several_speakers() -> None:
    text = "Linda Holm and Peter Harrow said that the port was open."
    assert last(text).speaker == "Linda Holm and Peter Harrow"
    assert last("Linda and Peter Holm said it was open.").speaker == "Linda and Peter Holm"


def test_surname_of_two_people_stays_open() -> None:
    text = "Linda Holm met Peter Holm. Holm said that the port was open."
    assert last(text).speaker == "Holm"


@pytest.mark.parametrize(
    "text",
    [
        INTRODUCED,
        "“It is safe,” said Lena Holm's spokesman.",
        "The “mayor”, Lena Holm, said that it was safe.",
        "Lena   Holm\n said that it was safe.",
    ],
)
def test_speaker_is_clean(text: str) -> None:
    for quote in PARSER.parse(text):
        speaker = quote.speaker or ""
        assert speaker == " ".join(speaker.split())
        assert not speaker.endswith(("'s", "’s", ",", "”", '"'))


def test_spans_of_role_and_organisation() -> None:
    text = INTRODUCED + "“It is open,” Holm said."
    for quote in PARSER.parse(text):
        for span in (quote.role_span, quote.organisation_span):
            assert span is not None
            assert text[span.start : span.end] == span.text


def test_added_paragraph_changes_no_earlier_span() -> None:
    more = INTRODUCED + "\n\nNils Holm, the harbour master, said that the port was open."
    before, after = PARSER.parse(INTRODUCED), PARSER.parse(more)
    assert [q.contents for q in before] == [q.contents for q in after[: len(before)]]


def test_parse_is_deterministic() -> None:
    text = INTRODUCED + "She said that the port was open. They said that it was closed."
    assert PARSER.parse(text) == PARSER.parse(text) == Parser().parse(text)


def test_a_description_is_read_once_for_all_who_may_be_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, telling = [], offices.telling

    def counted(scene: Scene, phrase: Phrase) -> set[str]:
        read.append(phrase)
        return telling(scene, phrase)

    monkeypatch.setattr(offices, "telling", counted)

    def times(spokesmen: int) -> int:
        read.clear()
        names = itertools.islice(itertools.product("bdfghk", "aeiou", "lmn"), spokesmen)
        named = [f"Lem {''.join(name).title()}, a council spokesman, came." for name in names]
        PARSER.parse(" ".join([*named, "The council spokesman said that the port was open."]))
        return len(read)

    assert 0 < times(2) == times(40)


def test_the_writer_of_an_article_is_looked_for_once() -> None:
    said = "I said that it rained.\n\n"
    PARSER.parse(said)
    once, twice = (calls_of(functools.partial(PARSER.parse, said * size)) for size in (100, 200))
    assert twice < 2.2 * once

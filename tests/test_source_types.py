"""What stands behind a statement."""

from __future__ import annotations

import pytest

from attribution import Parser, SourceType, parse


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Moor said that it rained.", "person"),
        ("Mayor Ada Moor spoke. She said that it rained.", "person"),
        ("The mayor, Ada Moor, arrived. The mayor said that it rained.", "person"),
        ("Quay Foods Ltd said that it rained.", "organisation"),
        ("A spokesman for Quay Foods Ltd said that it rained.", "organisation"),
        ("Wexhaven County officials said that it rained.", "organisation"),
        ("The report said that it rained.", "document"),
        ("An official who asked not to be named said that it rained.", "anonymous"),
        ("A clerk, speaking on condition of anonymity, said that it rained.", "anonymous"),
        ("People familiar with the matter said that it rained.", "anonymous"),
        ("A clerk, who did not want to be identified, said that it rained.", "anonymous"),
        ("A clerk, who did not want to be named, said that it rained.", "anonymous"),
        ("A clerk, who did not want to be quoted, said that it rained.", "anonymous"),
        ("A clerk, speaking on the condition that she not be named, said so.", "anonymous"),
        ("A nurse, whose name has been changed, said that it rained.", "anonymous"),
        ("Two officials familiar with the talks said that it rained.", "anonymous"),
        ("Two officials briefed on the talks said that it rained.", "anonymous"),
        ("Two officials briefed about the talks said that it rained.", "anonymous"),
        ("A neighbour said that it rained.", "unnamed"),
        ("An official said that it rained.", "unnamed"),
        ("Witnesses said that it rained.", "group"),
        ("Two neighbours said that it rained.", "group"),
    ],
)
def test_english(text: str, kind: str) -> None:
    assert parse(text)[0].source_type is SourceType(kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Moor sagte, dass es regnete.", "person"),
        ("Zeugen sagten, dass es regnete.", "group"),
        ("Eine Nachbarin sagte, dass es regnete.", "unnamed"),
    ],
)
def test_german(text: str, kind: str) -> None:
    assert parse(text, rules="de")[0].source_type is SourceType(kind)


def test_anonymity_of_somebody_else_does_not_count() -> None:
    text = "Ada Moor said that it rained. A clerk asked not to be named."
    assert parse(text)[0].source_type is SourceType.PERSON


def test_anonymity_stays_granted_to_those_who_are_spoken_of_again() -> None:
    again = "“It is late,” the five people said."
    granted = parse(f"Five people with knowledge of the plan said that it rained. {again}")
    assert [quote.source_type for quote in granted] == [SourceType.ANONYMOUS] * 2
    named = parse(f"Five people said that it rained. {again}")
    assert [quote.source_type for quote in named] == [SourceType.GROUP] * 2


def test_no_source_has_no_type() -> None:
    [quote] = parse("It was claimed that the dam was safe.")
    assert (quote.speaker, quote.source_type) == (None, None)


def test_explain_tells_why() -> None:
    told = Parser().explain("An official who asked not to be named said that it rained.")
    assert told.fields[0]["source_type"] == "anonymity 'asked not to be named' -> anonymous"


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("Ada Moor arrived. She said that it rained. “It did,” she said.", ("she",)),
        ("Kai Moor arrived. They said that it rained.", ()),
        ("Ada Moor said that it rained. “I know,” Moor said.", ()),
        ("Quay Foods Ltd closed. It said that it rained.", ("it",)),
    ],
)
def test_pronouns_by_which_somebody_is_called(text: str, pronouns: tuple[str, ...]) -> None:
    assert Parser().people(text)[0].pronouns == pronouns

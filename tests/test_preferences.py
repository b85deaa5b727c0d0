"""The preferences by which it is decided whom a source stands for, each with examples both ways."""

from __future__ import annotations

import pytest

from attribution._people.register import entities_of
from attribution._speakers.referents import Limits
from attribution._speakers.scene import Scene
from attribution._speakers.sources import who_is
from attribution._speakers.why import Why
from attribution._values.arguments import Record
from attribution.parser import Parser

PARSER = Parser()

_HEAD = (
    "Ada Moor, the head of {}, left. It rained. It rained. She said it snowed. "
    "The company said it rained."
)
_INTERVIEW = (
    "Quay Post: Is the ferry safe?\n\nOlga Prentiss: It is.\n\nQP: In which year?\n\n"
    "Prentiss: In every year.\n\nQP: And the crew?\n\n{}: The crew is me."
)
_ASKED = "“Is it far?” Lem Harrow asked.\n\n“Past the mill,” said Ada Moor.\n\n"
_LOCKED = (
    "“Is it locked?” asked Lem Harrow.\n\n“Kick it,” said Ada Moor.\n\n"
    "They stood in the rain for a while.\n\n“Is that {}” said a voice from within.\n\n“Who else?”"
)
_MOORED = (
    "“You can’t moor there,” the woman said.\n\nLem Harrow waved. “Why not?”\n\n"
    "“It says so.” There was a post. It was red. It had a sign. The sign was old. It was cracked. "
    "There was rain. There was wind. “There.”\n\n“Does it?”\n\n“It did,” {} said."
)

_RANG = _ASKED + "“And then?”\n\n“The sea!”\n\n{}. Nobody came.\n\n“And now?”"
_HEARD = (
    "“Can you hear it?”{}\n\n“Hear what?”\n\n“The bell,” said Lem Harrow.\n\n“No,” said Ada Moor."
)
_RENAMED = (
    "“Is it far?” Mr. Harrow asked.\n\n“Past the mill,” said Ada Moor.{}\n\n“Alas!”\n\n"
    "“A mile,” said Ada Moor.\n\n“So far?” cried the old gentleman."
)

EXAMPLES: dict[Why, tuple[str, str, str]] = {
    Why.NAME: (
        "Mayor Ada Moor said it rained.",
        "Ada Moor",
        "The mayor said it rained.",
    ),
    Why.NAME_WITH_ROLE: (
        "Head of product Lem Harrow said it rained.",
        "Lem Harrow",
        "Lem Harrow, head of product, said it rained.",
    ),
    Why.NAME_APPOSED: (
        "The mayor, Ada Moor, said it rained.",
        "Ada Moor",
        "The mayors, Ada Moor among them, said it rained.",
    ),
    Why.NAME_BEHIND_CLAUSE: (
        "A spokesman for the union that represents divers, Basil Orme, said it rained.",
        "Basil Orme",
        "A spokesman for the union that represents divers said it rained.",
    ),
    Why.NAME_DESCRIBED: (
        "In the rain Ada Moor, head of the Front of Divers, which represents crews, said it sank.",
        "Ada Moor",
        "Ada, the council said it rained.",
    ),
    Why.NAME_AT_END: (
        "An account of Mayor Ada Moor said it rained.",
        "Ada Moor",
        "An account of the mayor said it rained.",
    ),
    Why.ACCOUNT: (
        "Another user, @quaycat, said it rained.",
        "@quaycat",
        "Another user said it rained.",
    ),
    Why.HOST: (
        "On Monday Ada Moor, whose brother, Lem, owns the mill, said it rained.",
        "Ada Moor",
        "On Monday Ada Moor, who owns the mill, said it rained.",
    ),
    Why.SEVERAL: (
        "Ada Moor and Lem Harrow said it rained.",
        "Ada Moor and Lem Harrow",
        "Officials in Wexhaven and Marran said it rained.",
    ),
    Why.WRITER: (
        "I said it rained.\n\nAda Moor is a novelist.",
        "Ada Moor",
        "I said it rained.\n\nAda Moor rowed.",
    ),
    Why.FIRST_PERSON: (
        "I said it rained.",
        "I",
        "Ada Moor left. She said it rained.",
    ),
    Why.ASKED: (
        "Lem Harrow asked Piet Holm whether it rained. “No,” he said.",
        "Piet Holm",
        "Lem Harrow told Piet Holm that it rained. “No,” he said.",
    ),
    Why.SPOKE_LAST: (
        "Samantha Moor said it rained. Peter Holm left. She said it snowed.",
        "Samantha Moor",
        "Samantha Moor said it rained. Peter Holm left. He said it snowed.",
    ),
    Why.SUBJECT_NAMED: (
        "Samantha Moor met Ilse Holm. She said it rained.",
        "Samantha Moor",
        "The ferry took Samantha Moor. She said it rained.",
    ),
    Why.SUBJECT_DESCRIBED: (
        "The mayor met Samantha Moor. She said it rained.",
        "mayor",
        "The ferry took Samantha Moor. She said it rained.",
    ),
    Why.NAMED: (
        "The ferry took Ada Moor. She said it rained.",
        "Ada Moor",
        "Ada Moor took the ferry. She said it rained.",
    ),
    Why.RELATIVE: (
        "Lem Harrow phoned his sister. She said it rained.",
        "sister",
        "Ada Moor phoned his sister. She said it rained.",
    ),
    Why.NAMED_LATER: (
        "She said it rained. Samantha Moor left.",
        "Samantha Moor",
        "She said it rained. Peter Moor left.",
    ),
    Why.ANTECEDENT: (
        "The ferry took Ada Moor, who said it rained.",
        "Ada Moor",
        "The ferry took Ada Moor. She said it rained.",
    ),
    Why.UNRESOLVED: (
        "He said it rained.",
        "He",
        "Lem Harrow left. He said it rained.",
    ),
    Why.SPOKE_SO: (
        "The local council said it rained. The council said it snowed.",
        "local council",
        "The council said it rained. The local council said it snowed.",
    ),
    Why.HOLDER: (
        "Sen. Ada Moor left. The senator said it rained.",
        "Ada Moor",
        "Gov. Ada Moor left. The senator said it rained.",
    ),
    Why.HOLDER_LATER: (
        "Senator says it rained.\n\nSen. Ada Moor left.",
        "Ada Moor",
        "Senator says it rained.\n\nGov. Ada Moor left.",
    ),
    Why.EPITHET: (
        "Ada Moor left. The 48-year-old said it rained.",
        "Ada Moor",
        "Ada Moor left. The clockmaker said it rained.",
    ),
    Why.OFFICER: (
        "Ada Moor left. The Marran senator said it rained.",
        "Ada Moor",
        "Ada Moor left. The senators said it rained.",
    ),
    Why.BODY_OF_KIND: (
        "Wexhaven Airport was closed. The airport said it rained.",
        "Wexhaven Airport",
        "Wexhaven Airport and Marran Airport were closed. The airport said it rained.",
    ),
    Why.BODY_NEAR: (
        "Lumora Robotics sold the crane. The company said it rained.",
        "Lumora Robotics",
        "Lumora Robotics sold Norden Robotics. The company said it rained.",
    ),
    Why.BODY_SPOKE: (
        "Lumora Robotics said it snowed. Ada Moor left. Lem Harrow left. The company said so.",
        "Lumora Robotics",
        "Lumora Robotics left. Ada Moor said it snowed. Lem Harrow left. The company said so.",
    ),
    Why.BODY_OF_SPEAKER: (
        _HEAD.format("Lumora Robotics"),
        "Lumora Robotics",
        _HEAD.format("the ferry"),
    ),
    Why.BODY_FIRST: (
        "Lumora Robotics left. It rained. The company said it snowed.",
        "Lumora Robotics",
        "Ada Moor left. It rained. The company said it snowed.",
    ),
    Why.AUTHOR: (
        "A statement from Quay Rail said it rained.",
        "Quay Rail",
        "A report by Quay Rail said it rained.",
    ),
    Why.UNNAMED: (
        "A senior official said it rained.",
        "senior official",
        "A senior official, Ada Moor, said it rained.",
    ),
    Why.LABEL: (
        "Q Is it?\nA. It is.\nQ Good.",
        "Q",
        "Ada Moor said it rained.",
    ),
    Why.LABEL_AGAIN: (
        _INTERVIEW.format("OP"),
        "Olga Prentiss",
        _INTERVIEW.format("Olga Prentiss"),
    ),
    Why.TURN_LAST_BUT_ONE: (
        _ASKED + "“And then?”",
        "Lem Harrow",
        _ASKED + "“And then?” asked Lem Harrow.",
    ),
    Why.TURN_CALLED: (
        _LOCKED.format("you, Lem?"),
        "Lem Harrow",
        _LOCKED.format("you?"),
    ),
    Why.TURN_SCENE: (
        _RANG.format("Nell Orme rang the bell"),
        "Nell Orme",
        _RANG.format("The bell rang"),
    ),
    Why.TURN_OTHER: (
        _LOCKED.format("you?"),
        "Ada Moor",
        _ASKED + "“And then?”",
    ),
    Why.TURN_HEARD: (
        _MOORED.format("she"),
        "woman",
        _MOORED.format("he"),
    ),
    Why.INTERVIEWEE: (
        "Ada Moor dives.\n\n**Do you swim?**\n\nI do.\n\n**Will you stay?**\n\nI will.",
        "Ada Moor",
        "Ada Moor dives.\n\n**Do you swim?**\n\nI do.\n\n**Will you stay?**\n\n“I will,” she said.",
    ),
    Why.TURN_RENAMED: (
        _RENAMED.format(""),
        "Harrow",
        _RENAMED.format(" She saw an old gentleman come in."),
    ),
    Why.TURN_NEXT_BUT_ONE: (
        _HEARD.format(""),
        "Lem Harrow",
        _HEARD.format(" said Ada Moor."),
    ),
}
"""Preference -> a text in whose last statement it decides, who speaks there, and one where not."""
FIRST = {Why.TURN_NEXT_BUT_ONE}
"""Preferences for the first statement of a text."""


def decided(why: Why, text: str) -> tuple[str | None, str]:
    """Give the speaker of a statement and why."""
    told = PARSER.explain(text)
    at = 0 if why in FIRST else -1
    return told.quotes[at].speaker, told.fields[at]["speaker"]


def reads(why: Why, evidence: str) -> bool:
    """Whether evidence tells that a preference decided."""
    rule, _, rest = evidence.partition(" '" if " '" in evidence else " ->")
    detail = rest.rpartition(" (")[2].partition(",")[0].rstrip(")") if rest.endswith(")") else ""
    return (rule, detail) == (why.rule, why.detail)


def test_each_preference_has_examples() -> None:
    assert EXAMPLES.keys() == set(Why)


@pytest.mark.parametrize("why", EXAMPLES)
def test_a_preference_decides(why: Why) -> None:
    text, speaker, _ = EXAMPLES[why]
    found, evidence = decided(why, text)
    assert (found, reads(why, evidence)) == (speaker, True), evidence


@pytest.mark.parametrize("why", EXAMPLES)
def test_a_preference_leaves_it_to_others(why: Why) -> None:
    _, evidence = decided(why, EXAMPLES[why][2])
    assert not reads(why, evidence), evidence


def test_the_same_source_is_asked_for_within_limits() -> None:
    text = "Samantha Moor said it rained. Ilse Holm said it snowed. She left."
    document = PARSER._reader._read(Record(text))
    scene = Scene(document, entities_of(document))
    for mention, entity in scene.mentions_in(0, len(document.tags)):
        scene.spoken((mention.start, mention.end), scene.named(mention, entity))
    unit = document.words.index("She")
    asked = [Limits(), Limits(barred="Ilse Holm"), Limits(), Limits(inner=unit)]
    found = [who_is(scene, limits, (unit, unit + 1)) for limits in asked]
    assert [referent and referent.speaker for referent in found] == [
        "Ilse Holm",
        "Samantha Moor",
        "Ilse Holm",
        "Ilse Holm",
    ]
    assert found[0] is found[2]
    assert found[0] is not found[3]
    # Who speaks behind the source has no part in the answer.
    scene.spoken((unit + 1, unit + 2), scene.named(*scene.mentions_in(0, 9)[0]))
    scene.known.clear()
    again = who_is(scene, Limits(), (unit, unit + 1))
    assert again is not None
    assert again.speaker == "Ilse Holm"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Samantha Moor met Peter Moor. Mr. Moor said it rained.",
         "name 'Mr. Moor' -> Peter Moor (of no other gender)"),
        ("Gen. Ada Moor met Sen. Lem Moor. Gen. Moor said it rained.",
         "name 'Gen. Moor' -> Ada Moor (of the same title)"),
        ("Ada Moor left. Lem Harrow left. Moor said it rained.", "name 'Moor' -> Ada Moor"),
    ],
)  # fmt: skip
def test_who_bears_a_short_name_is_told(text: str, told: str) -> None:
    assert PARSER.explain(text).fields[-1]["speaker"] == told


def test_an_adverb_before_somebody_introduced_is_no_part_of_the_source() -> None:
    (quote,) = PARSER.parse("Then Ada Moor nodded. “It broke us.”")
    assert quote.source is not None
    assert (quote.rule, quote.source.text) == ("introduced", "Ada Moor")

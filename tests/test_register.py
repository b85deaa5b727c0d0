"""The register: whom an article names, and what it tells of them."""

from __future__ import annotations

import itertools

import pytest
from tracing import calls_of

from attribution._article.entities import Entity
from attribution._article.evidence import Evidence
from attribution._people import surnames
from attribution._people.register import entities_of
from attribution._people.spelling import Parts, alike
from attribution._values.arguments import Record
from attribution.models import Person
from attribution.parser import Parser

PARSER = Parser()


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in PARSER.people(text)}


def person(text: str, name: str) -> Person:
    found = people(text)
    assert name in found, list(found)
    return found[name]


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Quayside Front spokesman Lena Holm left.", "spokesman", "Quayside Front"),
        ("The Quayside Front's leader, Lena Holm, left.", "leader", "Quayside Front"),
        ("The leader of the Quayside Front, Lena Holm, left.", "leader", "Quayside Front"),
        ("Lena Holm, the leader of the Quayside Front, left.", "leader", "Quayside Front"),
        ("Lena Holm, who leads the Quayside Front, left.", "leader", "Quayside Front"),
        ("Lena Holm, who is the leader of the Quayside Front, left.", "leader", "Quayside Front"),
        ("The Quayside Front, led by Lena Holm, left.", "leader", "Quayside Front"),
        ("Lena Holm was the director of the museum.", "director", "museum"),
        ("Lena Holm, 45, a professor of law at Wexhaven University, left.",
         "professor of law", "Wexhaven University"),
        ("Lena Holm, head of foreign relations at the Quayside Front, left.",
         "head of foreign relations", "Quayside Front"),
        ("Lena Holm, Wexhaven's mayor, left.", "mayor", "Wexhaven"),
        ("Lena Holm, the co-founder and chief technology officer of Quay, left.",
         "co-founder and chief technology officer", "Quay"),
        ("Lena Holm, president and CEO of the Center for Coastal and Harbour Studies, left.",
         "president and CEO", "Center for Coastal and Harbour Studies"),
        ("Harrow Inc. CEO Lena Holm left.", "CEO", "Harrow Inc."),
        ("Lena Holm, chief executive of Harrow & Sons, left.", "chief executive", "Harrow & Sons"),
        ("Lena Holm, now a lecturer at Quay College, left.", "lecturer", "Quay College"),
        ("Lena Holm, spokeswoman for the Harrow campaign, left.", "spokeswoman", "Harrow campaign"),
        ("German Chancellor Lena Holm left.", "Chancellor", "Germany"),
        ("Former Mexican foreign minister Lena Holm left.", "Former foreign minister", "Mexico"),
        ("Sen. Lena Holm (R-Utah) left.", "Sen.", "Utah"),
        ("Sen. Lena Holm, D-Conn., left.", "Sen.", "Connecticut"),
        ("Sen. Lena Holm (R-S.C.) left.", "Sen.", "South Carolina"),
        ("UN Secretary-General Lena Holm left.", "Secretary-General", "UN"),
        ("Lt. Gen Lena Holm left.", "Lt. Gen", None),
        ("The port's spokeswoman, Lena Holm, left.", "spokeswoman", None),
        ("economist Lena Holm left.", "economist", None),
        ("Acting mayor Lena Holm left.", "Acting mayor", None),
        ("The investor behind the plan, Lena Holm, left.", "investor", None),
        ("The city's economist, Dr. Lena Holm, left.", "economist", "city"),
        ("Head of Product Lena Holm left.", "Head of Product", None),
        ("Pop singer Lena Holm left.", "Pop singer", None),
        ("Lena Holm, secretary of energy, left.", "secretary of energy", None),
        ("Lena Holm, secretary of the union, left.", "secretary", "union"),
        ("The minister for ports and roads, Lena Holm, left.",
         "minister for ports and roads", None),
        ("Lena Holm, the county's commissioner for bridges, left.",
         "commissioner for bridges", "county"),
        ("The bank's head of research for Asia, Lena Holm, left.", "head of research", "bank"),
        ("Lena Holm, 34, who works as a nurse, left.", "nurse", None),
        ("Lena Holm, an official at the ministry of transport and energy, left.",
         "official", "ministry of transport and energy"),
        ("Lena Holm, undersecretary of state under Lem Harrow, left.",
         "undersecretary of state", None),
        ("The fishers' trust met. Its chair, Lena Holm, left.", "chair", "fishers' trust"),
    ],
)  # fmt: skip
def test_roles(text: str, role: str, organisation: str | None) -> None:
    found = person(text, "Lena Holm")
    assert found.roles[:1] == (role,)
    assert found.organisations[:1] == ((organisation,) if organisation else ())


@pytest.mark.parametrize(
    "text",
    [
        "Lena Holm left the mayor of Wexhaven a note.",
        "Lena Holm, the mother of two, left.",
        "Lena Holm and the mayor of Wexhaven left.",
        "The mayor of Wexhaven met Lena Holm.",
        "Mrs. Lena Holm left.",
    ],
)
def test_no_role(text: str) -> None:
    assert person(text, "Lena Holm").roles == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spokesman Jorge de la Vega left.", "Jorge de la Vega"),
        ("Spokesman Lem van der Berg left.", "Lem van der Berg"),
        ("Spokesman Donald J. Harrow left.", "Donald J. Harrow"),
        ("Spokesman G.K. Harrow left.", "G.K. Harrow"),
        ("Spokesman Bashir al-Qadi left.", "Bashir al-Qadi"),
        ("Spokesman Žofie Dvořáková left.", "Žofie Dvořáková"),
        ("Spokesman Tim Cook left.", "Tim Cook"),
        ("Spokesman Mark Brandell left.", "Mark Brandell"),
    ],
)
def test_shapes_of_names(text: str, name: str) -> None:
    assert person(text, name).roles


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Lena Holm spoke. Holm was calm.", "Lena Holm", {"Holm"}),
        ("Lena Holm spoke. Ms. Holm was calm.", "Lena Holm", {"Holm"}),
        ("Lena Holm spoke. Lena was calm.", "Lena Holm", {"Lena"}),
        ("Lena B. Holm spoke. Lena Holm was calm.", "Lena B. Holm", {"Lena Holm"}),
        ("Hamid Qassemi spoke. Later Hamid Qasemi left. Hamid Qassemi came.",
         "Hamid Qassemi", {"Hamid Qasemi"}),
        ("Tom Ashby spoke. Thomas Ashby left.", "Thomas Ashby", set()),
        ("Ali Marsan Tavari (@alitavari) wrote.", "Ali Marsan Tavari", {"@alitavari"}),
        ("The Quayside Workers Front (QWF) met. The QWF left.", "Quayside Workers Front", {"QWF"}),
        ("The Federal Harbour Agency met. The FHA left.", "Federal Harbour Agency", {"FHA"}),
        # surnames that are words too
        ("Peter Stone spoke. But Stone was calm.", "Peter Stone", {"Stone"}),
        ("Linda Early spoke. Early said no.", "Linda Early", {"Early"}),
        ("Peter Prince spoke. Mr. Prince was calm.", "Peter Prince", {"Prince"}),
        # given names that are words too
        ("“Go,” said Will Harrow. Harrow left.", "Will Harrow", {"Harrow"}),
        ("Mark Young, a lawyer, left. So Young was late.", "Mark Young", {"Young"}),
        # the beginning of a longer name
        ("Norden Rail AG left. Norden Rail said no.", "Norden Rail AG", {"Norden Rail"}),
        # a nickname within the name
        ("Peter “the Brick” Holm left. Holm was calm.", "Peter Holm", {"Holm"}),
        # of a family not the one who is only a relative
        ("Linda Holm left. Her father, Peter Holm, sat. Holm was calm.", "Linda Holm", {"Holm"}),
        # one surname for two, and two given names in one
        ("Linda and Peter Holm spoke. Linda left.", "Linda Holm", {"Linda"}),
        ("Anne-Marie Stone spoke.", "Anne-Marie Stone", set()),
        # the first who bears the surname, if it has been used before the second comes
        ("Linda Holm spoke. Holm sat. Holm rose. Holm left. Peter Holm sat. Holm, Holm and Holm.",
         "Linda Holm", {"Holm"}),
        # a capital that only the headline has is no given name
        ("Unlike Holm, it rained. Linda Holm spoke. Holm was calm.", "Linda Holm", {"Holm"}),
    ],
)  # fmt: skip
def test_one_bearer(text: str, name: str, others: set[str]) -> None:
    assert others <= set(person(text, name).names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lena Holm met Nils Holm.", {"Lena Holm", "Nils Holm"}),
        ("Mario Ruggeri met Maria Ruggeri.", {"Mario Ruggeri", "Maria Ruggeri"}),
        ("Lena Holm met Lena Harrow.", {"Lena Holm", "Lena Harrow"}),
        ("Ahmad Tavari met Ahmad Marsan Tavari.", {"Ahmad Tavari", "Ahmad Marsan Tavari"}),
        ("Linda Stone spoke. Stone walls fell.", {"Linda Stone"}),
        ("How Will Holm Vote? Linda Holm left.", {"Linda Holm"}),
        ("The school's Dean Holm left.", {"Holm"}),
        ("Peter “Go away, all of you, and now” Holm left.", {"Peter"}),
        ("Peter Cruz spoke. Cruz and Linda Holm left.", {"Peter Cruz", "Linda Holm"}),
    ],
)
def test_different_bearers(text: str, names: set[str]) -> None:
    assert names <= set(people(text))


def test_surname_of_two_people_stays_open() -> None:
    found = people("Lena Holm met Nils Holm. Holm was calm.")
    assert "Holm" not in found["Lena Holm"].names + found["Nils Holm"].names


def test_honorific_tells_two_bearers_apart() -> None:
    found = people("Linda Holm met Peter Holm. Ms. Holm was calm.")
    assert "Holm" in found["Linda Holm"].names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Wexhaven Port Authority denied it.", "Wexhaven Port Authority"),
        ("The Department of Justice denied it.", "Department of Justice"),
        ("They asked the Marrani. The Marrani denied it.", "Marrani"),
        ("A court heard the NQF.", "NQF"),
        ("The Marran People's Movement met.", "Marran People's Movement"),
        ("The Health and Safety Agency met.", "Health and Safety Agency"),
        ("Coast Ferries met the council.", "Coast Ferries"),
        ("Ilse Hart, director of Norden Alta, left. Norden Alta met.", "Norden Alta"),
        ("Norden Rail AG met. Norden Rail agreed.", "Norden Rail AG"),
    ],
)
def test_bodies(text: str, name: str) -> None:
    assert person(text, name).body


def test_mentions_are_spans_of_the_text() -> None:
    text = "Lena Holm spoke.\n\nHolm was calm."
    found = person(text, "Lena Holm")
    assert [text[span.start : span.end] for span in found.mentions] == ["Lena Holm", "Holm"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "Mr.", "the", "(", "Sen. (R-", "Of Of Of", "😀 Ms.", "😀 Ms. 9"]
)
def test_titles_and_marks_alone_name_nobody(text: str) -> None:
    assert PARSER.people(text) == []


def test_letters_alone_are_a_name() -> None:
    assert [found.name for found in PARSER.people("😀 A B C D E F")] == ["A B C D E F"]


def test_role_of_the_body_before() -> None:
    found = person("The Quay Front met. Its spokesman, Lena Holm, left.", "Lena Holm")
    assert (found.roles, found.organisations) == (("spokesman",), ("Quay Front",))


def test_several_roles() -> None:
    text = "Sen. Lena Holm, chair of the Quay Committee, left. Later Mayor Lena Holm came."
    assert set(person(text, "Lena Holm").roles) == {"Sen.", "chair", "Mayor"}


HOSTILE = [
    "Lena ",
    "Holm, the leader of ",
    "of the ",
    "Sen. ",
    "A-B.C. (X) ",
    "Quay Front (QF) ",
    "Samantha {letters} Lee said so. ",
    "Ann{letters} Lee said so. ",
    "Lena Holm{letters} said so. Holm{letters} left. ",
    "Sen. Ada M{letters} Holm met Sen. Holm. ",
    "Norden {letters} Rail AG met Norden {letters} Rail. ",
]
"""Texts that name few people often, or one person by many names."""


def hostile(pattern: str, size: int) -> str:
    letters = ("".join(word[::-1]) for word in itertools.product("abcdefghijklmnop", repeat=3))
    return "".join(pattern.format(letters=next(letters).title()) for _ in range(size))


def calls(text: str) -> int:
    document = PARSER._reader._read(Record(text))
    return calls_of(lambda: entities_of(document))


@pytest.mark.parametrize("pattern", HOSTILE)
def test_twice_the_text_is_twice_the_work(pattern: str) -> None:
    calls(hostile(pattern, 10))
    once, twice = (calls(hostile(pattern, size)) for size in (400, 800))
    assert twice < 2.3 * once


def test_names_that_can_be_no_spellings_of_one_are_never_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[tuple[Parts, Parts]] = []

    def counted(one: Parts, two: Parts) -> bool:
        compared.append((one, two))
        return alike(one, two)

    monkeypatch.setattr(surnames, "alike", counted)
    # All of these surnames have the same consonants.
    lasts = [f"M{''.join(vowels)}r" for vowels in itertools.product("aeiou", repeat=2)]
    assert len(people("".join(f"Lena {last} said so. " for last in lasts))) == len(lasts)
    assert compared == []
    assert list(people("Lena Harrow said so. Lena Harraw said so.")) == ["Lena Harrow"]
    assert compared == [(["lena", "harraw"], ["lena", "harrow"])]


class Counted(str):
    """A name that counts what it is compared with."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return super().__eq__(other)

    def __hash__(self) -> int:
        return super().__hash__()


def test_names_are_compared_with_none_of_the_others() -> None:
    Counted.compared = 0
    entity = Entity([Counted("Lena Holm")])
    for number in range(500):
        entity.add(Entity([Counted(f"Lena {number} Holm"), Counted("Lena Holm")]))
    assert len(entity.names) == 501
    # Names of one hash alone are compared.
    assert Counted.compared < 3 * 500


@pytest.mark.parametrize(
    ("text", "he", "she"),
    [
        ("Tavi Okrent left because he was late. Ana Moor met him. {} said it rained.", True, False),
        ("Tavi Okrent left. She was late. Petr Kolar met her. {} said it rained.", False, True),
    ],
)
def test_gender_from_pronouns(text: str, he: object, she: object) -> None:
    for word, expected in (("He", he), ("She", she)):
        speaker = PARSER.parse(text.format(word))[-1].speaker
        assert (speaker == "Tavi Okrent") is expected


SIGNS = [
    ("Quay Front met.", "Quay Front", Evidence.SHAPE),
    ("Dana Moor left.", "Dana Moor", Evidence.GIVEN),
    ("We met Mayor Okrent.", "Okrent", Evidence.TITLE),
    ("We met Okrent, a labour group, there.", "Okrent", Evidence.APPOSED),
    ("Dana Moor, a labour group, met.", "Dana Moor", Evidence.APPOSED),
    ("Okrent, a trio, have met.", "Okrent", Evidence.PLURAL_VERB),
    ("We met the charity Okrent.", "Okrent", Evidence.KIND_BEFORE),
    ("It rained in Okrent.", "Okrent", Evidence.WITHIN),
    ("Quay Lake froze.", "Quay Lake", Evidence.PLACE_ENDING),
    ("It rained in Ghana.", "Ghana", Evidence.PLACE_LISTED),
    ("We met QWF.", "QWF", Evidence.ACRONYM),
    ("We met MarranNow.", "MarranNow", Evidence.CAMEL),
    ("We met Dana.", "Dana", Evidence.GIVEN_ALONE),
    ("The Okrent met.", "Okrent", Evidence.DETERMINED),
    ("We met Lem Harrow, chief executive of Ada Quill.", "Ada Quill", Evidence.EMPLOYER),
    ("Okrent shareholders met.", "Okrent", Evidence.COMPANY_GOODS),
    ("We met Norden Robotics.", "Norden Robotics", Evidence.COMPANY_ENDING),
    ("The Quay Workers Front met. QWF left.", "Quay Workers Front", Evidence.ACRONYM_OF_BODY),
    ("Tavi Okrent (@okrent) left.", "Tavi Okrent", Evidence.HANDLE),
    ("Ada and Lem Moor left.", "Ada Moor", Evidence.SURNAME_SHARED),
    ("Ada H. House left.", "Ada H. House", Evidence.SURNAME_KNOWN),
    ("The Quay Workers Front (QWF) met. QWF left.", "Quay Workers Front", Evidence.IN_BRACKETS),
    ("Tavi Okrent, the mayor, left.", "Tavi Okrent", Evidence.ROLE),
    ("Tavi Okrent left. Okrent slept.", "Tavi Okrent", Evidence.SHORT_NAME),
    ('Ada "Brick" Moor left.', "Ada Moor", Evidence.NICKNAME),
    ("Lem Jordan left. Jordan slept.", "Lem Jordan", Evidence.SURNAME_BORNE),
    ("We met ADA MOOR.", "ADA MOOR", Evidence.BODY_ENDING),
    ("The Okrent met." + " We met Okrent." * 6, "Okrent", Evidence.UNDETERMINED),
    ("Okrent was not so sure.", "Okrent", Evidence.FEELS),
]


@pytest.mark.parametrize(("text", "name", "sign"), SIGNS)
def test_signs_of_what_an_entity_is(text: str, name: str, sign: Evidence) -> None:
    entities = {entity.name: entity for entity in entities_of(PARSER._reader._read(Record(text)))}
    entity = entities[name]
    assert sign in entity.evidence
    for kind in ("person", "body", "place"):
        if getattr(sign, kind) > 0:
            assert getattr(entity, kind)


def test_every_sign_has_an_example() -> None:
    # A label is nobody whom the text names otherwise, and turns are known once statements are.
    assert {sign for _, _, sign in SIGNS} == {*Evidence} - {Evidence.LABEL, Evidence.TURN}


def test_who_speaks_in_a_dialogue_is_a_person() -> None:
    told = PARSER.explain("“Who is there?” asked the Almoner.\n\n“Ada,” said Ada Moor.\n\n“Come!”")
    assert str(Evidence.TURN) in told.entities["Almoner"]
    assert PARSER.explain("“Never,” said the Almoner.").entities["Almoner"] == (
        str(Evidence.DETERMINED),
    )


def test_most_points_count_in_any_order() -> None:
    signs = [Evidence.ACRONYM, Evidence.GIVEN, Evidence.APPOSED]
    for shown in itertools.permutations(signs):
        entity = Entity(["Okrent"])
        for sign in (*shown, *shown):
            entity.show(sign)
        assert (entity.body, entity.person) == (True, False)
        entity.show(Evidence.TITLE)
        assert (entity.body, entity.person) == (False, True)
        assert list(entity.evidence) == [*shown, Evidence.TITLE]

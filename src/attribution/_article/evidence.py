"""What tells whether somebody who is named is a person, a body or a place."""

from __future__ import annotations

import enum


class Evidence(enum.Enum):
    """A sign that tells what an entity is, with its points for a person, a body and a place.

    An entity is what most points speak for.  Each sign counts once for it, however often and
    wherever in the article it stands, so that their order means nothing.

    >>> Evidence.TITLE.sign, Evidence.TITLE.person
    ('title before the name', 4)
    >>> Evidence.GIVEN.person > Evidence.APPOSED.body
    False
    """

    sign: str
    person: int
    body: int
    place: int

    # By the name itself: it may always be another's.
    SHAPE = "shape of a body's name", 0, 2, 0
    PLACE_LISTED = "listed place", 0, 0, 3
    PLACE_ENDING = "last word of a place", 0, 0, 3
    BODY_ENDING = "last word of a body, or common words alone", 0, 2, 0
    COMPANY_ENDING = "last word of a company", 0, 2, 0
    ACRONYM = "capitals of an acronym", 0, 2, 0
    CAMEL = "capital within the word", 0, 2, 0
    GIVEN = "given name before others", 2, 0, 0
    GIVEN_ALONE = "given name that stands alone", 1, 0, 0

    # By what stands beside it: the article itself tells.
    APPOSED = "body described behind the name", 0, 3, 0
    PLURAL_VERB = "verb in the plural behind the name", 0, 3, 0
    TITLE = "title before the name", 4, 0, 0
    KIND_BEFORE = "noun for a body before the name", 0, 2, 0
    WITHIN = "what stands in it before most mentions", 0, 0, 1
    DETERMINED = "determiner before most mentions", 0, 2, 0
    UNDETERMINED = "determiner before few mentions", 0, -2, 0
    ROLE = "role or relation beside the name", 4, 0, 0
    NICKNAME = "nickname within the name", 4, 0, 0
    LABEL = "label of a turn", 4, 0, 0
    FEELS = "what only people feel or do behind the name", 2, 0, 0
    HANDLE = "account behind the name", 2, 0, 0
    TURN = "speaks in a dialogue", 4, 0, 0
    EMPLOYER = "body of somebody's office", 0, 3, 0
    COMPANY_GOODS = "people or goods of a company behind the name", 0, 2, 0

    # By another name: who bears it is known.
    SURNAME_KNOWN = "surname or initial of a person", 4, 0, 0
    SURNAME_SHARED = "surname shared with the next name", 4, 0, 0
    SURNAME_BORNE = "surname of a person, not the place", 0, 0, -4
    SHORT_NAME = "short name of a person elsewhere", 4, 0, 0
    ACRONYM_OF_BODY = "acronym of a body's name", 0, 2, 0
    IN_BRACKETS = "short name in brackets behind it", 0, 6, 0

    def __init__(self, sign: str, person: int, body: int, place: int) -> None:
        """Take the parts of a member."""
        self.sign = sign
        self.person = person
        self.body = body
        self.place = place

    def __str__(self) -> str:
        points = {"person": self.person, "body": self.body, "place": self.place}
        told = (f"{kind} {number:+}" for kind, number in points.items() if number)
        return f"{self.sign}: {', '.join(told)}"

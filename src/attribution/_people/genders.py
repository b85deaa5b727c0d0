"""Whether somebody is spoken of as "he" or as "she"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from attribution._compile import Grammar
from attribution._document import Document
from attribution._entities import Entity


def gender_of(grammar: Grammar, word: str) -> str:
    for gender in ("male", "female"):
        if word in grammar.speaker_words(gender):
            return gender
    return ""


def given_gender(grammar: Grammar, name: str) -> str:
    first = name.split(maxsplit=1)[0].lower()
    male, female = (
        first in grammar.words_of(kind) or first in grammar.speaker_words(kind)
        for kind in ("given_male", "given_female")
    )
    return ("male" if male else "female") if male != female else ""


def genders(document: Document, entities: list[Entity]) -> None:
    """Learn the gender of people from the pronouns that can only stand for them."""
    people = [e for e in entities if not e.body and (" " in e.name or e.roles or e.relations)]
    if all(entity.gender for entity in people):
        return
    votes: dict[int, int] = {}
    for entity, gender in _pronouns(document, people):
        votes[id(entity)] = votes.get(id(entity), 0) + (1 if gender == "female" else -1)
    for entity in people:
        vote = votes.get(id(entity), 0)
        if not entity.gender and vote:
            entity.gender = "female" if vote > 0 else "male"


def _pronouns(document: Document, people: list[Entity]) -> Iterator[tuple[Entity, str]]:
    """Give the people who stand alone before a pronoun, in its sentence or the one before."""
    rows = sorted(((m.start, e) for e in people for m in e.mentions), key=lambda row: row[0])
    starts = [row[0] for row in rows]
    ends = [-1, *document.sentence_ends]
    last = -1
    for match in document.grammar.forwards("gendered").finditer(document.tags):
        unit = match.start()
        at = bisect_right(ends, unit) - 1
        near = rows[bisect_right(starts, ends[at]) : bisect_right(starts, unit)]
        if not near and unit == ends[at] + 1 and at:
            # The first word of a sentence: "She" is whom the sentence before begins with.
            at -= 1 + (ends[at] == ends[at - 1] + 1)
            near = rows[bisect_right(starts, ends[max(at, 0)]) : bisect_right(starts, unit)]
        if (
            len({id(entity) for _, entity in near}) == 1
            and not ends[max(at, 0)] < last < near[0][0]
        ):
            yield near[0][1], gender_of(document.grammar, document.word(unit))
        last = unit

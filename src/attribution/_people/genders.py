"""Whether somebody is spoken of as "he" or as "she"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from attribution._article.document import Document
from attribution._article.entities import Entity
from attribution._language.grammar import Grammar
from attribution._people.signs import signs_of
from attribution._rules.wanted import piece

_START = itemgetter(0)
_GENDERED = piece(
    "gendered",
    doc="pronouns that tell a gender",
    without="nobody's gender is learnt from a pronoun",
    optional=True,
)


def gender_of(grammar: Grammar, word: str) -> str:
    """Give the gender that a noun, a title or a pronoun tells."""
    return signs_of(grammar).genders.get(word, "")


def given_gender(grammar: Grammar, name: str) -> str:
    """Give the gender that the first word of a name tells, if it is of one alone."""
    return signs_of(grammar).given_genders.get(name.split(maxsplit=1)[0].lower(), "")


def genders(document: Document, entities: list[Entity]) -> None:
    """Learn the gender of people from the pronouns that can only stand for them."""
    people = [entity for entity in entities if _is_person(entity)]
    if all(entity.gender for entity in people):
        return
    votes: dict[int, int] = {}
    for entity, gender in _pronouns(document, people):
        votes[id(entity)] = votes.get(id(entity), 0) + (1 if gender == "female" else -1)
    for entity in people:
        vote = votes.get(id(entity), 0)
        if not entity.gender and vote:
            entity.gender = "female" if vote > 0 else "male"


def _is_person(entity: Entity) -> bool:
    if entity.body:
        return False
    return " " in entity.name or bool(entity.relations) or entity.has_role


def _pronouns(document: Document, people: list[Entity]) -> Iterator[tuple[Entity, str]]:
    """Give who stands alone before a pronoun, in its sentence or the one before.

    Those whose gender is known are left out.
    """
    pronouns = [m.start() for m in document.grammar[_GENDERED].finditer(document.tags)]
    if not pronouns:
        return
    rows = [(mention.start, entity) for entity in people for mention in entity.mentions]
    rows.sort(key=_START)
    starts = [start for start, _ in rows]
    ends = [-1, *document.sentence_ends]
    last = -1
    for unit in pronouns:
        at = bisect_right(ends, unit) - 1
        to = bisect_right(starts, unit)
        near = rows[bisect_right(starts, ends[at]) : to]
        if not near and unit == ends[at] + 1 and at:
            # The first word of a sentence: "She" is whom the sentence before begins with.
            parted = ends[at] == ends[at - 1] + 1
            at -= 1 + parted
            # Behind a turn of a dialogue it is as often the other.
            told = not (parted and document.turns)
            near = rows[bisect_right(starts, ends[max(at, 0)]) : to] if told else []
        if _open(near) and not ends[max(at, 0)] < last < near[0][0]:
            yield near[0][1], gender_of(document.grammar, document.word(unit))
        last = unit


def _open(rows: list[tuple[int, Entity]]) -> bool:
    """Whether all rows are of one entity whose gender is not known."""
    if not rows or rows[0][1].gender:
        return False
    entity = rows[0][1]
    return all(other is entity for _, other in rows)

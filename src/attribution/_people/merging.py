"""Which names stand for the same person or body."""

from __future__ import annotations

from attribution._article.document import Document
from attribution._article.entities import Entity
from attribution._article.evidence import Evidence
from attribution._people.bodies import from_endings, lengthen, long_bodies, short_bodies
from attribution._people.genders import given_gender
from attribution._people.names import NameTable
from attribution._people.roles import describe
from attribution._people.spelling import plain, plain_parts, stands_for
from attribution._people.surnames import full_names, short_names

_OFTEN = 5
_SHORT = 3
_MANY = 50
_PAIR = 2


def merged(document: Document, names: NameTable) -> list[Entity]:
    """Give one entity for all names of a person or body."""
    for text, entity in names.doubtful.items():
        if text in names.found:
            names.found[text].mentions += entity.mentions
    for text, count in names.definite.items():
        entity = names.found.get(text) or names.doubtful[text]
        often = not entity.person and count * _OFTEN >= len(entity.mentions)
        entity.show(Evidence.DETERMINED if often else Evidence.UNDETERMINED)
    for text, count in names.within.items():
        entity = names.found.get(text) or names.doubtful[text]
        if count * 2 > len(entity.mentions):
            entity.show(Evidence.WITHIN)
    _misread(document, names)
    from_endings(names)
    _share(document, names)
    names.people = full_names(names)
    bodies = long_bodies(document, names)
    lengthen(document, names, bodies)
    short_names(names)
    _title(names)
    short_bodies(names, bodies)
    return list(names.found.values())


def _misread(document: Document, names: NameTable) -> None:
    """See people in those who only look like bodies: Ada H. House, Ada House and Ms. House."""
    for text, entity in names.found.items():
        if not entity.body:
            continue
        parts = text.split()
        if not _PAIR <= len(parts) <= _SHORT:
            continue
        surname = names.found.get(parts[-1])
        initial = len(parts) == _SHORT and len(parts[1].rstrip(".")) == 1
        if not initial and (surname is None or not surname.person):
            continue
        given = document.grammar.alphabet.tags(document.tags[entity.mentions[0].start])
        if given & {"given", "given-word"}:
            entity.show(Evidence.SURNAME_KNOWN)
            entity.gender = given_gender(document.grammar, text)
            describe(names, entity)


def _share(document: Document, names: NameTable) -> None:
    """Give both of "Ada and Lem Moor" the surname, unless the first is known by another name."""
    tags, grammar = document.tags, document.grammar
    joins, given = names.signs.joins, names.signs.given_names
    joined = [
        row
        for row in names.joined
        if tags[row[1] - 1] in joins and tags[row[0]] in given and tags[row[1]] in given
    ]
    if not joined:
        return
    known = {w for t in names.found if names.sizes[t] > 1 for w in plain_parts(t)}
    for first, start, end in joined:
        text = document.words_of((first, first + 1))
        entity = names.found.get(text)
        if plain(text) in known or entity is None or entity.place:
            continue
        full = f"{text} {document.words_of((start + 1, end))}"
        entity.call(full, first=True)
        entity.show(Evidence.SURNAME_SHARED)
        entity.gender = entity.gender or given_gender(grammar, full)
        del names.found[text]
        names.found[full] = entity
        names.sizes[full] = end - start


def _title(names: NameTable) -> None:
    """Tell by their titles people apart who have no other name: Mr. and Mrs. Moor."""
    for full, text in names.titled.items():
        first, other = names.found.get(text), names.found.get(full)
        if other is not None and first is not None and first.person:
            title = names.titles[text]
            first.call(f"{title} {text}", first=True)
            first.gender = names.title_gender(title)
            other.gender = names.title_gender(full.removesuffix(f" {text}"))


def rank(entity: Entity) -> None:
    """Put the fullest name first: most words, then most mentions, then the first."""
    counts: dict[str, int] = {}
    for mention in entity.mentions:
        counts[mention.text] = counts.get(mention.text, 0) + 1
    names = entity.names[:_MANY] if entity.body else []
    short = {name for name in names if any(_shortens(name, other) for other in names)}
    entity.names.sort(key=lambda name: (-len(name.split()), name in short, -counts.get(name, 0)))


def _shortens(short: str, long: str) -> bool:
    return len(short) < len(long) and " " not in short and stands_for(short, long)

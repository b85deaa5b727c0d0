"""Whether a pronoun of some kind may stand for somebody."""

from __future__ import annotations

from attribution._article.entities import Entity
from attribution._speakers.referents import Referent
from attribution._speakers.why import SUBJECTS, Why

GENDERS = ("male", "female")


def fits(referent: Referent, kind: str) -> bool:
    """Whether a pronoun may stand for who spoke or is described."""
    entity = referent.entity
    if entity is not None:
        return _may_be(entity, kind, body=referent.body, several=referent.several)
    if kind == "several":
        return referent.several or referent.body
    if kind == "thing":
        return referent.body or referent.document
    if not referent.person:
        return False
    if referent.gender:
        return referent.gender == kind
    return referent.role is not None or referent.somebody


def is_kind(entity: Entity, kind: str) -> bool:
    """Whether a pronoun may stand for a name."""
    body = entity.body and not entity.person
    return _may_be(entity, kind, body=body, several=entity.several and not body)


def has_spoken(referent: Referent, kind: str) -> bool:
    """Whether a name of one word, or a description, is a person's since it has spoken."""
    entity = referent.entity
    if kind in GENDERS and entity is None:
        return referent.epithet and referent.person and referent.gender in ("", kind)
    if kind not in GENDERS or entity is None or entity.body or entity.place:
        return False
    return not referent.several and entity.gender in ("", kind)


def is_sure(referent: Referent, kind: str) -> bool:
    """Whether nobody farther back can be meant rather: somebody of the right gender."""
    entity = referent.entity
    if referent.several or kind not in GENDERS or entity is None:
        return True
    if referent.why is Why.SPOKE_LAST:
        return True
    return bool(entity.gender) or (entity.person and referent.why in SUBJECTS)


def is_told_of(referent: Referent) -> bool:
    """Whether a sentence is about somebody with a full name, whose gender nobody knows."""
    entity = referent.entity
    return entity is not None and entity.notable and referent.why in SUBJECTS


def is_of(referent: Referent, gender: str) -> bool:
    """Whether somebody is known to be a man or a woman."""
    entity = referent.entity
    return (entity.gender if entity is not None else referent.gender) == gender


def _may_be(entity: Entity, kind: str, *, body: bool, several: bool) -> bool:
    if kind == "several":
        return several or (body and not entity.place)
    if kind == "thing":
        return body
    if body or several:
        return False
    if entity.gender and kind != "person":
        return entity.gender == kind
    return entity.person or " " in entity.name

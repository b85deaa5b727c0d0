"""Which names in different articles are one source: only where that is safe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

import attrs


@attrs.frozen
class Source:
    """Whoever speaks in an article, by what the article says about it."""

    name: str
    """The fullest name in the article; what is in brackets is a source without one."""
    body: bool = False
    """Whether it is an organisation."""
    roles: frozenset[str] = frozenset()
    """The roles in the article, in lower case."""
    bodies: frozenset[str] = frozenset()
    """The organisations in the article, in lower case."""
    sure: bool = False
    """Whether the name alone says who it is: somebody gave it as an alias, or there is none."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, in lower case."""
        return tuple(self.name.casefold().replace(".", " ").split()) or (self.name,)

    @property
    def told_apart(self) -> bool:
        """Whether more than a name is known, so that two of the name can be told apart."""
        return self.sure or bool(self.roles or self.bodies) or (self.body and len(self.words) > 1)


class Groups:
    """Sources that are one and the same, as sets that can be united."""

    def __init__(self) -> None:
        """Begin with each alone."""
        self._parents: dict[Source, Source] = {}

    def of(self, source: Source) -> Source:
        """Give the one that stands for the group of a source."""
        root = source
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while source != root:
            self._parents[source], source = root, self._parents.get(source, source)
        return root

    def unite(self, sources: Iterable[Source]) -> None:
        """Make one group of some sources and all that are one with them."""
        for one, other in pairwise(sources):
            first, second = self.of(one), self.of(other)
            if first != second:
                self._parents[second] = first


def joined(sources: Iterable[Source]) -> Groups:
    """Unite the sources that are safely the same.

    A body is its name.  A person is the same with the same full name and an organisation that
    agrees, or a role that agrees where no organisation speaks against it; and with the same
    surname, role and organisation, where given names do not differ and nobody else fits.

    Args:
        sources: The sources of all articles.

    >>> mayor = Source("Ada Moor", roles=frozenset({"mayor"}), bodies=frozenset({"wexhaven"}))
    >>> short = Source("Moor", roles=frozenset({"mayor"}), bodies=frozenset({"wexhaven"}))
    >>> baker = Source("Ada Moor", roles=frozenset({"baker"}))
    >>> groups = joined([mayor, short, baker])
    >>> groups.of(short) == groups.of(mayor), groups.of(baker) == groups.of(mayor)
    (True, False)
    """
    groups, known = Groups(), list(dict.fromkeys(sources))
    for same in _buckets(known, lambda item: [item.words] if item.sure or item.body else []):
        groups.unite(same)
    people = [item for item in known if not (item.sure or item.body)]
    full = [item for item in people if len(item.words) > 1]
    for same in _buckets(full, lambda item: [(item.words, body) for body in item.bodies]):
        groups.unite(same)
    for same in _buckets(full, lambda item: [(item.words, role) for role in item.roles]):
        _unite_by_role(groups, same)
    for same in _buckets(people, _surname_role_body):
        _unite_by_surname(groups, same)
    return groups


def _buckets(
    sources: Iterable[Source], keys: Callable[[Source], Iterable[object]]
) -> Iterator[list[Source]]:
    found = defaultdict(list)
    for source in sources:
        for key in keys(source):
            found[key].append(source)
    return (bucket for bucket in found.values() if len(bucket) > 1)


def _surname_role_body(source: Source) -> list[tuple[str, str, str]]:
    return [(source.words[-1], role, body) for role in source.roles for body in source.bodies]


def _unite_by_role(groups: Groups, same: list[Source]) -> None:
    # The mayors of two towns are two, and a mayor of no town may be either.
    bodied = [item for item in same if item.bodies]
    alone = [item for item in same if not item.bodies]
    groups.unite(alone)
    if len({groups.of(item) for item in bodied}) == 1:
        groups.unite([*bodied, *alone])


def _unite_by_surname(groups: Groups, same: list[Source]) -> None:
    full = [item for item in same if len(item.words) > 1]
    for one, other in ((one, other) for one in full for other in full if one != other):
        if _fit(one.words, other.words):
            groups.unite([one, other])
    short = [item for item in same if len(item.words) == 1]
    groups.unite(short)
    if len({groups.of(item) for item in full}) == 1:
        groups.unite([*full, *short])


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two full names of one surname may be of one person: by initials, middle names."""
    first, second = sorted((one[0], other[0]), key=len)
    return first == second or (len(first) == 1 and second.startswith(first))


@attrs.frozen
class Likeness:
    """Sources that may be one, and are counted apart."""

    sources: tuple[str, ...]
    """The names under which they are counted."""
    why: str
    """What speaks for it, and what is missing."""


def likenesses(labels: Mapping[Source, str]) -> Iterator[Likeness]:
    """Give what somebody who knows should look at.

    Args:
        labels: The source with the fullest name of each group -> the name under which the group is
            counted.
    """
    people = [item for item in labels if not (item.sure or item.body)]
    full, short = defaultdict(list), []
    for item in people:
        if len(item.words) > 1:
            full[item.words[-1]].append(item)
        else:
            short.append(item)
    for same in _buckets(people, lambda item: [item.words]):
        names = tuple(labels[item] for item in same)
        yield Likeness(names, "same name; no role or body agrees")
    for item in short:
        names = tuple(labels[other] for other in (item, *full[item.words[-1]]))
        if len(names) > 1:
            yield Likeness(names, "a surname, and who has it elsewhere")

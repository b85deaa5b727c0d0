"""The numbers of all articles, and the shares that they make."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from attribution._values.plain import plain
from attribution.articles import Article
from attribution.audit.counting import (
    DIMENSIONS,
    Aliases,
    Anonymous,
    Count,
    Key,
    Part,
    Reading,
    anonymous,
    check_dimension,
    counts,
)
from attribution.audit.joining import Groups, Likeness, Source, joined, likenesses
from attribution.errors import FormatError, LoadError

KEPT = 1000
"""So many statements of anonymous sources are kept as examples."""


@attrs.frozen(kw_only=True)
class Share:
    """What one value of a dimension has of all statements."""

    value: str
    """A speaker, an organisation, a desk, ...; in brackets where there is none."""
    statements: int
    words: int
    """The words of the statements, as white space parts them."""
    articles: int
    """How many articles have a statement of it."""
    first: int
    """How many articles have it first."""
    only: int
    """How many articles have nothing else."""
    share: float
    """Its share of all statements, 0 to 1."""
    share_of_words: float
    """Its share of the words of all statements, 0 to 1."""
    roles: tuple[str, ...] = ()
    """Of a speaker, the roles in all articles, in lower case."""
    organisations: tuple[str, ...] = ()
    """Of a speaker, the bodies in all articles, in lower case."""
    sure: bool = True
    """False where several articles have the name of a speaker and nothing to tell who it is."""


class Audit:
    """Counts the statements of articles, one article after the other.

    It keeps numbers and no articles: its memory grows with the number of different speakers, roles
    and the like, and not with that of the articles.

    Args:
        by: The dimensions to count by: those of `DIMENSIONS`, ``meta.<key>`` for what records hold
            besides their text, or several joined by ``+``.
        aliases: Name -> other names under which somebody or something is counted as that name; or
            the path of a TOML or JSON file with that.

    Raises:
        FormatError: If there is no such dimension.
        LoadError: If the file of aliases cannot be read.

    >>> from attribution import read
    >>> found = Audit(by=["pronoun+meta.desk"], aliases={"Ada Moor": ["Mayor Moor"]})
    >>> found.add(read("Ada Moor said that she had won. She said so.", meta={"desk": "local"}))
    >>> [(share.value, share.statements) for share in found.shares("pronoun+meta.desk")]
    [('she · local', 2)]
    """

    articles: int
    """How many articles were counted."""
    quoting: int
    """How many of them have a statement."""
    statements: int
    """How many statements they have."""
    words: int
    """How many words these have."""
    anonymous: list[Anonymous]
    """Statements of sources that are unnamed on purpose, the first thousand of them."""

    def __init__(
        self,
        by: Iterable[str] = tuple(DIMENSIONS),
        aliases: Mapping[str, Sequence[str]] | str | Path | None = None,
    ) -> None:
        """Begin with no article."""
        self._parts = {name: check_dimension(name) for name in by}
        self._counts: dict[str, dict[Key, Count]] = {name: {} for name in self._parts}
        self._aliases = Aliases(_aliases(aliases))
        self._groups: Groups | None = None
        self.articles = self.quoting = self.statements = self.words = 0
        self.anonymous = []

    @property
    def by(self) -> tuple[str, ...]:
        """The dimensions."""
        return tuple(self._parts)

    def add(self, article: Article) -> None:
        """Count an article."""
        self._groups = None
        self.articles += 1
        self.quoting += bool(article.quotes)
        self.statements += len(article)
        self.words += sum(len(quote.text.split()) for quote in article)
        room = KEPT - len(self.anonymous)
        self.anonymous += list(anonymous(article))[:room]
        reading = Reading(article, self._aliases)
        for name, parts in self._parts.items():
            known = self._counts[name]
            for key, count in counts(reading, parts).items():
                known.setdefault(key, Count()).add(count)

    def shares(self, by: str = "speaker") -> list[Share]:
        """Give the shares by a dimension, the largest first.

        Args:
            by: One of the dimensions that were counted.

        Raises:
            FormatError: If it is none of them.
        """
        if by not in self._parts:
            check_dimension(by)
            raise FormatError("dimension of this audit", by, self._parts)
        sums: dict[str, Count] = defaultdict(Count)
        members: dict[str, list[Source]] = defaultdict(list)
        unsure = set()
        for key, count in self._counts[by].items():
            value = " · ".join(self._shown(part) for part in key)
            sums[value].add(count)
            members[value] += [part for part in key if isinstance(part, Source)]
            if count.articles > 1 and not all(_told_apart(part) for part in key):
                unsure.add(value)
        shares = [
            self._share(value, count, members[value], sure=value not in unsure)
            for value, count in sums.items()
        ]
        return sorted(shares, key=lambda item: (-item.statements, -item.words, item.value))

    def _share(self, value: str, count: Count, sources: list[Source], *, sure: bool) -> Share:
        return Share(
            value=value,
            **attrs.asdict(count),
            share=count.statements / self.statements,
            share_of_words=count.words / max(self.words, 1),
            roles=tuple(sorted({role for item in sources for role in item.roles})),
            organisations=tuple(sorted({body for item in sources for body in item.bodies})),
            sure=sure,
        )

    def candidates(self) -> list[Likeness]:
        """Give the names that may be one source and are not counted as one.

        Returns:
            Those with the same full name or surname; empty where speakers were not counted.
        """
        _, labels = self._joined()
        return list(likenesses({self._faces[root]: label for root, label in labels.items()}))

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as plain values that JSON can hold."""
        return {
            "articles": self.articles,
            "quoting": self.quoting,
            "statements": self.statements,
            "words": self.words,
            "shares": {name: [plain(item) for item in self.shares(name)] for name in self.by},
            "anonymous": [plain(item) for item in self.anonymous],
            "candidates": [plain(item) for item in self.candidates()],
        }

    def _shown(self, part: Part) -> str:
        if isinstance(part, str):
            return part
        groups, labels = self._joined()
        return labels[groups.of(part)]

    def _joined(self) -> tuple[Groups, dict[Source, str]]:
        if self._groups is None:
            weights: dict[Source, int] = defaultdict(int)
            for known in self._counts.values():
                for key, count in known.items():
                    for part in key:
                        if isinstance(part, Source):
                            weights[part] = max(weights[part], count.statements)
            self._groups = joined(weights)
            self._faces = _faces(self._groups, weights)
            self._labels = _labels(self._groups, self._faces, weights)
        return self._groups, self._labels


def _told_apart(part: Part) -> bool:
    return isinstance(part, str) or part.told_apart


def _faces(groups: Groups, weights: Mapping[Source, int]) -> dict[Source, Source]:
    """Give for each group the source whose name is the fullest, or the most frequent of such."""
    members = defaultdict(list)
    for source in weights:
        members[groups.of(source)].append(source)
    return {
        root: max(items, key=lambda item: (len(item.words) > 1, weights[item], item.name))
        for root, items in members.items()
    }


def _labels(
    groups: Groups, faces: Mapping[Source, Source], weights: Mapping[Source, int]
) -> dict[Source, str]:
    """Name each group, and say what tells it apart where another has the name."""
    named = defaultdict(list)
    for root, face in faces.items():
        named[face.name.casefold()].append(root)
    labels: dict[Source, str] = {}
    taken: set[str] = set()
    for roots in named.values():
        for root in roots:
            label = faces[root].name
            if len(roots) > 1:
                own = [source for source in weights if groups.of(source) == root]
                label = _described(label, own)
            while label in taken:
                label += " (another)"
            taken.add(label)
            labels[root] = label
    return labels


def _described(name: str, items: list[Source]) -> str:
    roles = sorted({role for item in items for role in item.roles})
    bodies = sorted({body for item in items for body in item.bodies})
    about = ", ".join([*roles[:1], *bodies[:1]])
    return f"{name} ({about or 'nothing told'})"


def _aliases(given: Mapping[str, Sequence[str]] | str | Path | None) -> Mapping[str, object]:
    if given is None or isinstance(given, Mapping):
        return given or {}
    try:
        text = Path(given).read_text(encoding="utf-8")
        values = json.loads(text) if Path(given).suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise LoadError(str(given), f"no aliases can be read ({error})") from error
    if not isinstance(values, dict):
        raise LoadError(str(given), "aliases are a table of names, each with a list of others")
    return values

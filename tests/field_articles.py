"""The articles of tests/fields, their annotation, and the figures that it gives."""

from __future__ import annotations

import datetime
import functools
import pathlib
import re
import tomllib
from collections.abc import Iterable
from typing import Any

import attrs

from attribution.models import Quote
from attribution.parser import Parser

FOLDER = pathlib.Path(__file__).parent / "fields"
FIELDS = ("speaker", "role", "organisation", "date", "stance")
WORLD = frozenset({"assizes", "australia", "india", "nigeria", "quarry", "westminster"})
"""The articles from parts of the world and of the paper that the others leave out."""
GAP = " ... "
_DETERMINERS = {"the", "a", "an", "mr", "mrs", "ms", "dr"}
_HALF = 0.5


@attrs.frozen
class Gold:
    """An annotated statement: where its words stand, and every value accepted for a field."""

    spans: tuple[tuple[int, int], ...]
    accepted: dict[str, tuple[str, ...]]
    """Field -> accepted values; the empty string accepts an empty field."""
    required: bool
    negated: bool


@attrs.frozen
class Article:
    """An invented article with its statements."""

    name: str
    text: str
    published: datetime.date | None
    statements: tuple[Gold, ...]


def articles() -> list[Article]:
    """Read the articles, in the order of their names."""
    return [_article(path) for path in sorted(FOLDER.glob("*.toml"))]


def _article(path: pathlib.Path) -> Article:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    text = read["text"]
    statements = tuple(_gold(path.stem, text, row) for row in read["statements"])
    return Article(path.stem, text, read.get("published"), statements)


def _gold(name: str, text: str, row: dict[str, Any]) -> Gold:
    unknown = row.keys() - {*FIELDS, "content", "after", "required", "negated", "addressee"}
    assert not unknown, f"{name}: unknown keys {unknown}"
    start = _only(name, text, row["after"])[1] if "after" in row else 0
    spans = []
    for words in _list(row["content"]):
        spans.append(_span(name, text, words, start, near="after" in row))
        start = spans[-1][1]
    accepted = {field: tuple(map(str, _list(row.get(field, "")))) for field in FIELDS}
    accepted["addressee"] = tuple(_list(row.get("addressee", [])))
    return Gold(tuple(spans), accepted, row.get("required", True), row.get("negated", False))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _only(name: str, text: str, words: str) -> tuple[int, int]:
    assert text.count(words) == 1, f"{name}: {words!r} stands {text.count(words)} times"
    at = text.index(words)
    return at, at + len(words)


def _span(name: str, text: str, words: str, start: int, *, near: bool) -> tuple[int, int]:
    """Find the words; "first words ... last words" stands for all from the first to the last."""
    head, _, tail = words.partition(GAP)
    at = text.find(head, start) if near or start else _only(name, text, head)[0]
    assert at >= 0, f"{name}: {head!r} does not follow"
    end = text.index(tail, at + len(head)) + len(tail) if tail else at + len(head)
    return at, end


# Figures ----------------------------------------------------------------------------------------


@attrs.define
class Figures:
    """What the definitions of the figures count."""

    required: int = 0
    found: int = 0
    records: int = 0
    extra: int = 0
    right: dict[str, int] = attrs.field(factory=lambda: dict.fromkeys(FIELDS, 0))
    pairs: int = 0
    given_right: dict[str, int] = attrs.field(factory=lambda: dict.fromkeys(FIELDS, 0))
    given: dict[str, int] = attrs.field(factory=lambda: dict.fromkeys(FIELDS, 0))
    negated_right: int = 0
    hearers: int = 0
    hearers_right: int = 0
    failures: list[str] = attrs.field(factory=list)

    def share(self, field: str) -> float:
        """Give the share of found statements with a field right."""
        return self.right[field] / self.pairs

    def __str__(self) -> str:
        """Show the figures in two lines."""
        fields = "  ".join(
            f"{field} {self.share(field):.3f}"
            f" ({self.given_right[field] / max(self.given[field], 1):.3f})"
            for field in FIELDS
        )
        return (
            f"{self.required} statements, found {self.found / self.required:.3f}, whole record "
            f"right {self.records / self.required:.3f}, {self.extra} extra\n{fields}\n"
            f"negated {self.negated_right / self.pairs:.3f}  "
            f"addressee {self.hearers_right} of {self.hearers}"
        )


@functools.cache
def measured(*, world: bool = False) -> Figures:
    """Parse the articles, or those of `WORLD`, and compare."""
    return compared(article for article in articles() if (article.name in WORLD) is world)


def compared(some: Iterable[Article]) -> Figures:
    """Parse articles and compare."""
    parser, figures = Parser(), Figures()
    for article in some:
        _compare(figures, article, parser.parse(article.text, article.published))
    return figures


def _compare(figures: Figures, article: Article, quotes: list[Quote]) -> None:
    pairs = _paired(article, quotes)
    used = {id(quote) for quote in pairs.values()}
    for quote in quotes:
        if id(quote) not in used:
            figures.extra += 1
            figures.failures.append(f"{article.name}: EXTRA {quote.text!r} ({quote.rule})")
    for index, gold in enumerate(article.statements):
        figures.required += gold.required
        words = " ".join(article.text[a:b] for a, b in gold.spans)
        if index in pairs:
            _judge(figures, article.name, gold, pairs[index], words)
        elif gold.required:
            figures.failures.append(f"{article.name}: MISSED {words!r}")


def _judge(figures: Figures, name: str, gold: Gold, quote: Quote, words: str) -> None:
    figures.found += gold.required
    figures.pairs += 1
    figures.negated_right += quote.negated == gold.negated
    hearers = gold.accepted["addressee"]
    if hearers:
        figures.hearers += 1
        figures.hearers_right += agrees("addressee", quote.addressee, hearers)
    whole = True
    for field in FIELDS:
        value, accepted = getattr(quote, field), gold.accepted[field]
        right = agrees(field, value, accepted)
        whole &= right
        figures.right[field] += right
        if "" not in accepted:
            figures.given[field] += 1
            figures.given_right[field] += right
        if not right:
            told = value if value is None else str(value)
            figures.failures.append(
                f"{name}: {field} {told!r} for {list(accepted)} of {words!r} ({quote.rule})"
            )
    figures.records += whole and gold.required


def _paired(article: Article, quotes: list[Quote]) -> dict[int, Quote]:
    """Pair statements one to one, those that overlap most first, by half of their words."""
    golds = [_letters(article.text, gold.spans) for gold in article.statements]
    found = [
        _letters(article.text, tuple((s.start, s.end) for s in quote.contents)) for quote in quotes
    ]
    rows = sorted(
        (
            (-len(a & b) / len(a | b), i, j)
            for i, a in enumerate(golds)
            for j, b in enumerate(found)
            if a & b
        ),
    )
    pairs: dict[int, int] = {}
    for share, i, j in rows:
        if -share >= _HALF and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return {i: quotes[j] for i, j in pairs.items()}


def _letters(text: str, spans: tuple[tuple[int, int], ...]) -> set[int]:
    words = [
        (match.start() + a, match.end() + a)
        for a, b in spans
        for match in re.finditer(r"\w+", text[a:b])
    ]
    if len(words) > 1 and text[slice(*words[0])].lower() == "that":
        del words[0]
    return {at for a, b in words for at in range(a, b)}


def agrees(field: str, value: object, accepted: tuple[str, ...]) -> bool:
    """Whether a value is one of those accepted; a role or body may be given in part."""
    if value is None:
        return "" in accepted
    found = _words(value)
    for words in map(_words, filter(None, accepted)):
        if found == words:
            return True
        loose = field in ("role", "organisation") and found
        if loose and (set(found) <= set(words) or set(words) <= set(found)):
            return True
    return False


def _words(value: object) -> list[str]:
    plain = re.sub(r"['’]s\b", "", str(value).lower())
    return [word for word in re.findall(r"\w+", plain) if word not in _DETERMINERS]

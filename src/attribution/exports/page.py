"""A page that shows articles with their statements: one file that needs no network."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from string import ascii_uppercase
from typing import IO, TYPE_CHECKING

import attrs

from attribution.articles import Article
from attribution.errors import MissingExtraError
from attribution.models import Missed, Quote, Span
from attribution.parser import Parser

if TYPE_CHECKING:
    from jinja2 import Template

COLOURS = 8
"""How many hues the style sheet has; speakers beyond share them, and letters tell all apart."""
_NOBODY = "(nobody named)"
_CONTENT, _MISSED, _PARTS = "content", "missed", ("source", "cue")
_FACETS = ("speaker", "organisation", "stance", "source_type")


@attrs.frozen
class Piece:
    """A stretch of the text that is marked alike throughout."""

    text: str
    quotes: tuple[int, ...] = ()
    """Numbers of the statements whose words it belongs to, the innermost last."""
    parts: tuple[str, ...] = ()
    """``cue`` or ``source`` and a number, for each of them that it belongs to."""
    first: bool = False
    """Whether the words of the innermost statement begin here."""
    missed: tuple[int, ...] = ()
    """Numbers of the signs of a statement that gave none, to which it belongs."""
    begins: int = 0
    """The number of the one that begins here, or 0."""


@attrs.frozen
class Speaker:
    """Somebody who speaks in an article, and how much."""

    name: str
    letter: str
    colour: int
    statements: int
    words: int


@attrs.frozen
class Card:
    """A statement, or what gave none, with its number among those of its sort."""

    number: int
    start: int
    quote: Quote | None = None
    missed: Missed | None = None


@attrs.frozen
class Shown:
    """An article made ready for the template."""

    number: int
    title: str
    article: Article
    pieces: tuple[Piece, ...]
    speakers: dict[str, Speaker]
    facets: dict[str, tuple[str, ...]]
    missed: tuple[Missed, ...]

    @property
    def most(self) -> int:
        """The words of the one who speaks most."""
        return max((speaker.words for speaker in self.speakers.values()), default=0) or 1

    @property
    def cards(self) -> list[Card]:
        """The statements and what gave none, in the order of the text."""
        quotes = (
            Card(number, quote.contents[0].start, quote=quote)
            for number, quote in enumerate(self.article, start=1)
        )
        others = (
            Card(number, item.span.start, missed=item)
            for number, item in enumerate(self.missed, start=1)
        )
        return sorted([*quotes, *others], key=lambda card: card.start)

    def speaker(self, quote: Quote) -> Speaker:
        """Give the one who made a statement."""
        return self.speakers[quote.speaker or _NOBODY]

    def values(self, quote: Quote) -> dict[str, str]:
        """Give what the filters go by."""
        return {name: str(getattr(quote, name) or "") for name in _FACETS}


def html(
    articles: Article | Iterable[Article],
    *,
    title: str | None = None,
    fragment: bool = False,
    parser: Parser | None = None,
) -> str:
    """Show articles as HTML: the text with its statements marked, a card for each, filters.

    Everything stands in the one page: it loads nothing, and what stands in an article is text and
    never markup.

    Args:
        articles: An article or several; several get an index by article and speaker.
        title: The title of the page.
        fragment: Leave out the frame of a page, for a notebook or a page of one's own.
        parser: If given, it reads the texts again, and the page can also show what looks like the
            sign of a statement and gave none, with the reason.

    Returns:
        The page, or the fragment.

    Raises:
        MissingExtraError: If jinja2 is not installed.
    """
    name = "fragment.html.j2" if fragment else "page.html.j2"
    shell = template(name)
    several = [articles] if isinstance(articles, Article) else list(articles)
    shown = [_shown(article, number, parser) for number, article in enumerate(several, start=1)]
    heading = title or (shown[0].title if len(shown) == 1 else "Who said what")
    return shell.render(shown=shown, title=heading, facets=_FACETS, nobody=_NOBODY)


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,  # noqa: ARG001 every format is called alike
    columns: Sequence[str] | None,  # noqa: ARG001 the same
) -> None:
    """Write the page.

    Args:
        articles: The articles, all of which stand in the one page.
        out: A file open for text.
        sort: ``html``.
        columns: None: the page has its own.
    """
    out.write(html(articles))


def template(name: str, package: str = "attribution.exports") -> Template:
    """Give a template of a package, which may include those of this one.

    Args:
        name: The name of its file.
        package: The package whose folder `templates` has it.

    Raises:
        MissingExtraError: If jinja2 is not installed.
    """
    try:
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError("a page", "jinja2", "html") from error
    loader = ChoiceLoader([PackageLoader(package), PackageLoader("attribution.exports")])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(name)


def _shown(article: Article, number: int, parser: Parser | None) -> Shown:
    missed = parser.explain(article.text, article.published).missed if parser is not None else ()
    return Shown(
        number=number,
        title=article.id or f"Article {number}",
        article=article,
        pieces=tuple(pieces(article, missed)),
        missed=missed,
        speakers=_speakers(article),
        facets={name: _choices(article, name) for name in _FACETS},
    )


def _choices(article: Article, name: str) -> tuple[str, ...]:
    found = {str(value) for quote in article if (value := getattr(quote, name)) is not None}
    return tuple(sorted(found))


def _speakers(article: Article) -> dict[str, Speaker]:
    statements: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for quote in article:
        name = quote.speaker or _NOBODY
        statements[name] += 1
        words[name] += len(quote.text.split())
    return {
        name: Speaker(
            name=name,
            letter=_letter(index),
            colour=index % COLOURS,
            statements=statements[name],
            words=words[name],
        )
        for index, name in enumerate(statements)
    }


def _letter(index: int) -> str:
    turn, at = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[at] + (str(turn + 1) if turn else "")


def pieces(article: Article, missed: Iterable[Missed] = ()) -> Iterator[Piece]:
    """Cut the text where a content, a cue, a source or what was missed begins or ends.

    The pieces together are the text, and those of a statement together are its words.

    >>> from attribution import read
    >>> [(piece.text, piece.quotes, piece.parts) for piece in pieces(read("Moor denied it."))]
    [('Moor', (), ('source 1',)), (' ', (), ()), ('denied', (), ('cue 1',)), (' ', (), ()), \
('it', (1,), ()), ('.', (), ())]
    """
    marked = [*_contents(article), *_parts(article)]
    marked += [(item.span, _MISSED, number) for number, item in enumerate(missed, start=1)]
    # The longest first, so that of two nested statements the inner one is named last.
    marked.sort(key=lambda item: (item[0].start, -item[0].end))
    waiting = deque(marked)
    inside: list[tuple[Span, str, int]] = []
    cuts = {0, len(article.text)}.union(*((span.start, span.end) for span, _, _ in marked))
    for start, end in pairwise(sorted(cuts)):
        inside = [item for item in inside if item[0].end > start]
        while waiting and waiting[0][0].start <= start:
            inside.append(waiting.popleft())
        contents = [(span, number) for span, name, number in inside if name == _CONTENT]
        signs = [(span, number) for span, name, number in inside if name == _MISSED]
        yield Piece(
            text=article.text[start:end],
            quotes=tuple(number for _, number in contents),
            parts=tuple(f"{name} {number}" for _, name, number in inside if name in _PARTS),
            first=bool(contents) and contents[-1][0].start == start,
            missed=tuple(number for _, number in signs),
            begins=next((number for span, number in signs if span.start == start), 0),
        )


def _contents(article: Article) -> Iterator[tuple[Span, str, int]]:
    for number, quote in enumerate(article, start=1):
        yield from ((span, _CONTENT, number) for span in quote.contents)


def _parts(article: Article) -> Iterator[tuple[Span, str, int]]:
    for number, quote in enumerate(article, start=1):
        for name in _PARTS:
            span = getattr(quote, name)
            if span is not None:
                yield span, name, number

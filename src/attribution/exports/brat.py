"""Statements as brat standoff: the annotation files of a tool for marking up texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from attribution.articles import Article
from attribution.errors import FormatError
from attribution.models import Kind, Quote, SourceType, Span, Stance

CONFIGURATION = """\
[entities]
Content
Source
Cue

[relations]
Said\tArg1:Content, Arg2:Source
Reported\tArg1:Content, Arg2:Cue
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""
"""What brat must know of the annotation, save the attributes, which `brat_folder` adds."""
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_RELATIONS = {"Source": "Said", "Cue": "Reported"}
_ATTRIBUTES = ("kind", "stance", "source_type")


def brat(article: Article) -> str:
    r"""Give the annotation of an article, the file ``.ann`` beside its text.

    Contents, sources and cues are text-bound, contents in several parts where a line ends in them;
    relations tie them together, attributes have kind, stance and type, notes the names.

    Args:
        article: The article.

    >>> from attribution import read
    >>> print(brat(read("Ada Moor denied it.")), end="")
    T1	Content 16 18	it
    T2	Source 0 8	Ada Moor
    T3	Cue 9 15	denied
    R1	Said Arg1:T1 Arg2:T2
    R2	Reported Arg1:T1 Arg2:T3
    A1	Kind T1 indirect
    A2	Stance T1 deny
    A3	SourceType T1 person
    #1	AnnotatorNotes T1	speaker: Ada Moor
    >>> brat(read("It rained."))
    ''
    """
    return "".join(_Annotation(article).lines())


class _Annotation:
    """The lines of an article, with numbers that go on from statement to statement."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._counts = dict.fromkeys("TRA#", 0)

    def lines(self) -> Iterator[str]:
        """Give the lines."""
        for quote in self._article:
            yield from self._statement(quote)

    def _statement(self, quote: Quote) -> Iterator[str]:
        parts = {"Content": quote.contents, "Source": _one(quote.source), "Cue": _one(quote.cue)}
        names = {}
        for sort, spans in parts.items():
            if spans:
                yield self._line("T", f"{sort} {_fragments(spans)}")
                names[sort] = f"T{self._counts['T']}"
        content = names.pop("Content")
        for sort, name in names.items():
            yield self._line("R", f"{_RELATIONS[sort]} Arg1:{content} Arg2:{name}")
        for field in _ATTRIBUTES:
            if (value := getattr(quote, field)) is not None:
                yield self._line("A", f"{_title(field)} {content} {value}")
        if quote.negated:
            yield self._line("A", f"Negated {content}")
        for field in ("speaker", "role", "organisation", "addressee", "date"):
            if (value := getattr(quote, field)) is not None:
                told = " ".join(str(value).split())
                yield self._line("#", f"AnnotatorNotes {content}\t{field}: {told}")

    def _line(self, sign: str, rest: str) -> str:
        self._counts[sign] += 1
        return f"{sign}{self._counts[sign]}\t{rest}\n"


def _one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _title(field: str) -> str:
    return field.title().replace("_", "")


def _fragments(spans: Sequence[Span]) -> str:
    """Give the offsets and the words of a text-bound annotation, parted where lines end."""
    ordered = sorted(spans, key=lambda span: span.start)
    parts = [
        (span.start + match.start(), span.start + match.end(), match[0])
        for span in ordered
        for match in _LINE.finditer(span.text)
    ]
    places = ";".join(f"{start} {end}" for start, end, _ in parts)
    return f"{places}\t{' '.join(words for _, _, words in parts)}"


def brat_folder(articles: Iterable[Article], path: str | Path) -> None:
    """Write articles as a folder that brat opens: a text and an annotation each.

    Args:
        articles: The articles; a file is named by the `id`, or by the number where there is none.
        path: The folder, which is made if need be.
    """
    place = Path(path)
    place.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for number, article in enumerate(articles, start=1):
        name = _unused(article.id or str(number), taken)
        # Line ends stay as they are, and so do the offsets.
        (place / f"{name}.txt").write_text(article.text, encoding="utf-8", newline="")
        (place / f"{name}.ann").write_text(brat(article), encoding="utf-8", newline="")
    (place / "annotation.conf").write_text(_configuration(), encoding="utf-8")


def _unused(given: str, taken: set[str]) -> str:
    name = re.sub(r"[^\w.-]+", "_", given).strip("._")[:80] or "article"
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _configuration() -> str:
    values = {"kind": Kind, "stance": Stance, "source_type": SourceType}
    lines = [
        f"{_title(field)}\tArg:Content, Value:{'|'.join(item.value for item in kind)}\n"
        for field, kind in values.items()
    ]
    return CONFIGURATION + "".join([*lines, "Negated\tArg:Content\n"])


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,
    columns: Sequence[str] | None,  # noqa: ARG001 every format is called alike
) -> None:
    """Write the annotation of an article.

    Args:
        articles: One article, since offsets are of one text; `brat_folder` writes several.
        out: A file open for text with ``newline=""``.
        sort: ``brat``.
        columns: None: it has no columns.

    Raises:
        FormatError: If there is more than one article.
    """
    for number, article in enumerate(articles):
        if number:
            raise FormatError("format of several articles in one file", sort, ["articles", "jsonl"])
        out.write(brat(article))

"""A component of spaCy: ``nlp.add_pipe("attribution")``.

spaCy finds it by its entry point, so that nothing of this module need be imported.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> component = nlp.add_pipe("attribution")
>>> doc = nlp("Ada Moor, the mayor, denied it.")
>>> [(span.text, span.label_, span._.quote.role) for span in doc.spans["attribution"]]
[('it', 'CONTENT', 'mayor'), ('Ada Moor, the mayor', 'SOURCE', 'mayor'), ('denied', 'CUE', 'mayor')]
>>> [person.name for person in doc._.article.people]
['Ada Moor']
>>> list(nlp("It rained.").spans["attribution"])
[]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import attrs

from attribution._values.arguments import checked_share, day_of
from attribution.articles import Article
from attribution.errors import AttributionError, MissingExtraError
from attribution.models import Quote, Span
from attribution.parser import Parser

try:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens
except ImportError as error:
    raise MissingExtraError("a component of spaCy", "spacy", "spacy") from error

NAME = "attribution"
"""The name of the component, and of the group of spans where the configuration names no other."""
_READ = "attribution"
_PUBLISHED = "attribution.published"
# Both are keys of `Doc.user_data`, whose values have to be plain for `Doc.to_bytes`.


@attrs.frozen
class Component:
    """Reads a document, and adds a group of spans to it.

    Args:
        parser: What reads it.
        spans_key: The name of the group in `Doc.spans`.
        min_confidence: Leave out statements of less confidence than this, from 0 to 1.
    """

    parser: Parser
    spans_key: str = NAME
    min_confidence: float = attrs.field(default=0.0, converter=checked_share)

    def __call__(self, doc: Doc) -> Doc:
        """Read a document.

        Args:
            doc: A document, with its words and nothing else.

        Returns:
            The same document.
        """
        article = self.parser.read(
            doc.text, doc.user_data.get(_PUBLISHED), min_confidence=self.min_confidence
        )
        told = article.to_dict()
        # spaCy has the text, and joins it again without a loss.
        del told["text"]
        doc.user_data[_READ] = told
        doc.spans[self.spans_key] = [
            tokens
            for number, quote in enumerate(article.quotes)
            for tokens in _spans(doc, quote, str(number))
        ]
        return doc


def _spans(doc: Doc, quote: Quote, number: str) -> Iterator[Tokens]:
    """Give the spans of a statement, which its number as their id leads back to."""
    for label, places in _places(quote):
        for place in places:
            # A word of spaCy is never cut: what holds a part of the statement is in its span.
            tokens = doc.char_span(
                place.start, place.end, label=label, span_id=number, alignment_mode="expand"
            )
            # It is None only where a place lies outside the text.
            yield cast("Tokens", tokens)


def _places(quote: Quote) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield "CONTENT", quote.contents
    for label, place in (("SOURCE", quote.source), ("CUE", quote.cue)):
        yield label, () if place is None else (place,)


# What documents and spans are asked for ---------------------------------------------------------


def _article_of(doc: Doc) -> Article | None:
    told = doc.user_data.get(_READ)
    return None if told is None else Article.from_dict({**told, "text": doc.text})


def _quote_of(tokens: Tokens) -> Quote | None:
    quotes = tokens.doc.user_data.get(_READ, {}).get("quotes", ())
    number = tokens.id_
    # Other spans have no id, or one that somebody else gave them.
    known = number.isdecimal() and int(number) < len(quotes)
    return Quote.from_dict(quotes[int(number)]) if known else None


def _published_of(doc: Doc) -> str | None:
    day: str | None = doc.user_data.get(_PUBLISHED)
    return day


def _publish(doc: Doc, value: object) -> None:
    day = day_of(value)
    doc.user_data[_PUBLISHED] = None if day is None else day.isoformat()


_EXTENSIONS: tuple[tuple[Any, str, dict[str, Any]], ...] = (
    (Doc, "article", {"getter": _article_of}),
    (Doc, "published", {"getter": _published_of, "setter": _publish}),
    (Tokens, "quote", {"getter": _quote_of}),
)
for _owner, _name, _ways in _EXTENSIONS:
    # Whoever has the name already keeps it, until somebody wants this component.
    if not _owner.has_extension(_name):
        _owner.set_extension(_name, **_ways)


def _check_extensions() -> None:
    for owner, name, ways in _EXTENSIONS:
        _, _, getter, _ = owner.get_extension(name)
        if getter is not ways["getter"]:
            raise AttributionError(
                f"{owner.__name__}._.{name} is somebody else's; "
                f"{owner.__name__}.remove_extension({name!r}) before spaCy is first used frees it"
            )


@Language.factory(
    NAME,
    default_config={"rules": "en", "spans_key": NAME, "min_confidence": 0.0},
    assigns=["doc.spans", "doc._.article", "span._.quote"],
)
def make(
    nlp: Language,  # noqa: ARG001 spaCy calls every factory alike
    name: str,  # noqa: ARG001 the same
    rules: str,
    spans_key: str,
    min_confidence: float,
) -> Component:
    """Make the component, as ``nlp.add_pipe("attribution", config={...})`` does.

    Args:
        nlp: The pipeline.
        name: What the pipeline calls the component.
        rules: The name or path of a rule set, or "auto".
        spans_key: The name of the group in `Doc.spans`.
        min_confidence: Leave out statements of less confidence than this, from 0 to 1.

    Returns:
        The component.

    Raises:
        AttributionError: If something else has the extension `Doc._.article`, `Doc._.published` or
            `Span._.quote`.
        InputTypeError: If `min_confidence` is no number.
        InputValueError: If `min_confidence` is not from 0 to 1.
        UnknownRuleSetError: If no rule set of that name can be had.
    """
    _check_extensions()
    return Component(Parser(rules), spans_key, min_confidence)

"""Which statements are shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator

import attrs

from attribution import Article, Kind, Quote, SourceType, Stance
from attribution._command.options import one_of, share

_NAMES = ("speaker", "organisation")
_SORTS = {"stance": Stance, "kind": Kind, "source_type": SourceType}


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose among the statements."""
    group = parser.add_argument_group("choosing")
    for name in _NAMES:
        group.add_argument(
            f"--{name}",
            action="append",
            metavar="NAME",
            help=f"statements whose {name} has these words; several mean any of them",
        )
    for field, sort in _SORTS.items():
        values = [str(value) for value in sort]
        label = field.replace("_", " ")
        group.add_argument(
            f"--{field.replace('_', '-')}",
            action="append",
            type=one_of(label, values),
            choices=values,
            metavar=field.rpartition("_")[2].upper(),
            help=f"statements of this {label}: {', '.join(values)}",
        )
    group.add_argument(
        "--min-confidence",
        type=share,
        default=0.0,
        metavar="X",
        help="statements that are at least so likely right, 0 to 1",
    )


def chosen(articles: Iterable[Article], options: argparse.Namespace) -> Iterator[Article]:
    """Give the articles with those statements alone that were asked for."""
    tests = [*_tests(options)]
    for article in articles:
        if tests:
            kept = [quote for quote in article if all(test(quote) for test in tests)]
            yield attrs.evolve(article, quotes=tuple(kept))
        else:
            yield article


def _tests(options: argparse.Namespace) -> Iterator[Callable[[Quote], bool]]:
    for name in _NAMES:
        if wanted := getattr(options, name):
            yield lambda quote, name=name, wanted=wanted: any(  # type: ignore[misc]
                _has_words(getattr(quote, name), words) for words in wanted
            )
    for name in _SORTS:
        if wanted := getattr(options, name):
            yield lambda quote, name=name, wanted=wanted: getattr(quote, name) in wanted  # type: ignore[misc]


def _has_words(name: str | None, words: str) -> bool:
    return name is not None and f" {_spaced(words)} " in f" {_spaced(name)} "


def _spaced(words: str) -> str:
    return " ".join(words.casefold().split())

"""``attribution people``: whom the articles name."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from attribution import Article, Person
from attribution._command.complaints import Complaints
from attribution._command.options import add_file, add_inputs
from attribution._command.reading import articles
from attribution._command.verb import Verb
from attribution._command.writing import check_output, output
from attribution._terminal import json_line, printable


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_inputs(parser)
    group = parser.add_argument_group("output")
    group.add_argument("--json", action="store_true", help="print a JSON object for each of them")
    add_file(group)
    parser.set_defaults(workers=1, min_confidence=0.0)


def run(options: argparse.Namespace) -> int:
    """Read the inputs and write whom they name."""
    check_output(options)
    complaints = Complaints()
    as_json = options.json or (options.output or "").endswith((".jsonl", ".ndjson"))
    with output(options.output, "jsonl" if as_json else "lines") as out:
        for article in articles(options, complaints):
            told = _objects(article) if as_json else _lines(article)
            out.writelines(f"{line}\n" for line in told)
            out.flush()
    return complaints.status


def _objects(article: Article) -> Iterator[str]:
    return (json_line({"id": article.id, **person.to_dict()}) for person in article.people)


def _lines(article: Article) -> Iterator[str]:
    place = f"{article.id}: " if article.id else ""
    return (printable(f"{place}{_told(person)}") for person in article.people)


def _told(person: Person) -> str:
    about = ", ".join(_once(person, (*person.roles, *person.organisations)))
    others = ", ".join(_once(person, person.names))
    mentions = f"{len(person.mentions)} mention{'s' * (len(person.mentions) != 1)}"
    name = f"{person.name} ({about})" if about else person.name
    return f"{name}: {mentions}{f'; also {others}' if others else ''}"


def _once(person: Person, words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word != person.name]


VERB = Verb(
    about="list the people and bodies that are named",
    examples=("people article.txt", "people news/ --json"),
    add_options=add_options,
    run=run,
)

"""``attribution mask``: quotations as placeholders, and where they are kept."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from attribution import Kind
from attribution._command.options import add_file, add_inputs, names_a_file, one_of
from attribution._command.reading import one
from attribution._command.verb import Verb
from attribution._command.writing import check_output, write_text
from attribution._terminal import escaped
from attribution.errors import LoadError
from attribution.loaders import STANDARD_INPUT
from attribution.mask import Masked, mask

_QUOTED = [str(kind) for kind in (Kind.DIRECT, Kind.MIXED)]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_inputs(parser, several=False)
    add_map(parser, "file for the words, which restore reads")
    parser.add_argument(
        "--kind",
        action="append",
        type=one_of("kind", _QUOTED),
        choices=_QUOTED,
        metavar="KIND",
        help=f"mask the quotations of statements of this kind: {', '.join(_QUOTED)} "
        "(default: both)",
    )
    add_file(parser)


def add_map(parser: argparse.ArgumentParser, about: str) -> None:
    """Add the file that keeps the words."""
    names_a_file(parser.add_argument("--map", required=True, metavar="FILE", help=about))


def run(options: argparse.Namespace) -> int:
    """Mask the quotations of an article."""
    check_output(options)
    _check_map(options)
    masked = mask(one(options.inputs, options), kinds=[*map(Kind, options.kind or _QUOTED)])
    kept = escaped(json.dumps(masked.to_dict(), ensure_ascii=False, indent=1))
    Path(options.map).write_text(f"{kept}\n", encoding="utf-8")
    write_text(masked.text, options.output)
    return 0


def _check_map(options: argparse.Namespace) -> None:
    others = [
        name for name in (options.inputs, options.output) if name not in (None, STANDARD_INPUT)
    ]
    if any(Path(options.map).resolve() == Path(name).resolve() for name in others):
        raise LoadError(options.map, "would hold the words and the text at once")


def read_map(name: str) -> Masked:
    """Read the file that keeps the words.

    Raises:
        LoadError: If it cannot be read, or is another file.
    """
    try:
        return Masked.from_dict(json.loads(Path(name).read_text(encoding="utf-8")))
    except OSError as error:
        raise LoadError(name, error.strerror or str(error)) from error
    except (TypeError, ValueError) as error:
        raise LoadError(name, f"is not what mask wrote: {error}") from error


VERB = Verb(
    about="put placeholders in the places of quotations, so that nothing rewrites them",
    examples=(
        "mask article.txt --map words.json -o masked.txt",
        "mask article.html --map words.json | my-model | attribution restore --map words.json",
    ),
    add_options=add_options,
    run=run,
)

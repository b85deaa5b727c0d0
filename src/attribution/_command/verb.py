"""What a verb of the command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

import attrs


@attrs.frozen
class Verb:
    """A verb: what it does in a few words, how it is used, its options, and what runs it."""

    about: str
    """What it does, in one line."""
    examples: tuple[str, ...]
    """How it is used: words after ``attribution``."""
    add_options: Callable[[argparse.ArgumentParser], None]
    """Adds its options to a parser."""
    run: Callable[[argparse.Namespace], int]
    """Runs it and gives the exit code."""
    below: Mapping[str, Verb] = attrs.field(factory=dict)
    """The verbs below it, by name."""

"""The tag string of a text, to be read in both directions."""

from __future__ import annotations

END = "\0"
"""Stands behind the last unit."""


class TagString:
    r"""A tag string and its mirror image, since `re` runs to the right alone.

    >>> tape = TagString("abcd")
    >>> tape.mirrored, tape.size, tape.ended
    ('dcba', 4, 'abcd\x00')
    """

    __slots__ = ("ended", "mirrored", "mirrored_ended", "size", "tags")

    def __init__(self, tags: str) -> None:
        """Take the tags, one character a unit."""
        self.tags = tags
        self.mirrored = tags[::-1]
        self.size = len(tags)
        self.ended = tags + END
        """The tags with `END` behind them."""
        self.mirrored_ended = self.mirrored + END

"""A text that was written otherwise, and where each piece of it stood before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeAlias

import attrs

Change: TypeAlias = tuple[int, int, str]
"""The offsets of what is changed, and what takes its place."""


@attrs.frozen(eq=False)
class Rewriting:
    """Where a text was changed: each change by its bounds in the new text and in the old one.

    >>> text, made = rewritten("Ada said &quot;no&quot;", [(9, 15, '"'), (17, 23, '"')])
    >>> text, made.start(9), made.end(10), made.start(10), made.end(13)
    ('Ada said "no"', 9, 15, 15, 23)
    >>> rewritten("Ada said no", [])
    ('Ada said no', None)
    """

    starts: list[int]
    ends: list[int]
    old_starts: list[int]
    old_ends: list[int]
    markup: bool = False
    """Whether what was left out is markup."""

    def left_out(self) -> list[int]:
        """Give the offsets of the new text where something was left out.

        >>> text, made = rewritten("a <b>late</b> ferry", [(2, 5, ""), (9, 13, "")])
        >>> text, made.left_out()
        ('a late ferry', [2, 6])
        """
        return [at for at, end in zip(self.starts, self.ends, strict=True) if at == end]

    def new(self, offset: int) -> int:
        """Give where what stands at an offset of the old text, or stood there, is in the new one.

        >>> text, made = rewritten("a <b>late</b> ferry", [(2, 5, ""), (9, 13, "")])
        >>> [made.new(offset) for offset in (0, 3, 5, 13, 14)]
        [0, 2, 2, 6, 7]
        """
        at = bisect_right(self.old_starts, offset) - 1
        if at < 0:
            return offset
        beyond = offset - self.old_ends[at]
        return self.ends[at] + beyond if beyond >= 0 else self.starts[at]

    def start(self, offset: int) -> int:
        """Give where a stretch that starts at an offset of the new text starts in the old one."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return offset
        beyond = offset - self.ends[at]
        return self.old_ends[at] + beyond if beyond >= 0 else self.old_starts[at]

    def end(self, offset: int) -> int:
        """Give where a stretch that ends at an offset of the new text ends in the old one."""
        # What is left out in front of the offset is no part of the stretch.
        at = bisect_right(self.starts, offset - 1) - 1
        if at < 0:
            return offset
        return self.old_ends[at] + max(offset - self.ends[at], 0)


def rewritten(text: str, changes: Iterable[Change]) -> tuple[str, Rewriting | None]:
    """Change some stretches of a text, which stand in its order and do not overlap.

    Returns:
        The new text, and where it was changed; `None` where it was not.
    """
    parts: list[str] = []
    made = Rewriting([], [], [], [])
    at = size = 0
    for start, end, new in changes:
        size += start - at
        parts += (text[at:start], new)
        made.starts.append(size)
        size += len(new)
        made.ends.append(size)
        made.old_starts.append(start)
        made.old_ends.append(end)
        at = end
    if not parts:
        return text, None
    parts.append(text[at:])
    return "".join(parts), made

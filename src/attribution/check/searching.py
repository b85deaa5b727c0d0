"""Where an article has the words of a quotation, and in what they differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import attrs
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from attribution.check.words import Segment, Word, keys

_RUN = 3
"""Words that a piece of a quotation has at least which is put together from several places."""
_SLACK = 4
"""So many words more or fewer are tried at each end of what is nearly the same."""
_ALIKE = 90
"""Words of this likeness are altered rather than put together from several places."""
_HALF = 0.5
"""So many of the words must be the same, whatever the letters say."""


class Stream:
    """Words of an article that may be quoted in one row."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Index the words."""
        self.words = words
        self.keys = keys(words)
        self.text = " ".join(self.keys)
        self._starts = [0, *accumulate(len(key) + 1 for key in self.keys)]
        self._places: dict[str, list[int]] = {}
        for index, key in enumerate(self.keys):
            self._places.setdefault(key, []).append(index)

    def at(self, offset: int) -> int:
        """Give the word that stands at an offset of `text`."""
        return min(bisect_right(self._starts, offset) - 1, len(self.keys))

    def occurrences(self, wanted: Sequence[str]) -> Iterator[int]:
        """Give the indices at which some words stand in a row."""
        for index in self._places.get(wanted[0], ()):
            if self.keys[index : index + len(wanted)] == wanted:
                yield index

    def longest(self, wanted: Sequence[str]) -> tuple[int, int]:
        """Give where as many of the first words as possible stand in a row, and how many."""
        best = (0, 0)
        for index in self._places.get(wanted[0], ()) if wanted else ():
            count = _common(self.keys, index, wanted)
            best = max(best, (index, count), key=lambda pair: pair[1])
        return best


@attrs.frozen
class Difference:
    """Words of a quotation and those that the article has instead; either may be none."""

    quoted: tuple[Word, ...]
    said: tuple[Word, ...]


@attrs.frozen
class Match:
    """Where the words of a quotation stand in an article."""

    runs: tuple[tuple[Word, ...], ...]
    """The words of the article, in one row or in several."""
    score: float = 100.0
    """How alike the letters are, from 0 to 100."""
    differences: tuple[Difference, ...] = ()
    joined: bool = False
    """Whether the runs stand apart where the quotation does not say so."""

    @property
    def exact(self) -> bool:
        """Whether nothing was altered."""
        return not self.differences and not self.joined


def exact(stream: Stream, parts: Sequence[Segment]) -> Iterator[Match]:
    """Give each place that has all the words of a quotation in their order.

    >>> from attribution.check.words import segments, words
    >>> stream = Stream(words("We have the log and we will publish the log."))
    >>> found = list(exact(stream, segments("We … the log", 0, 12)))
    >>> [[[word.key for word in run] for run in match.runs] for match in found]
    [[['we'], ['the', 'log']], [['we'], ['the', 'log']]]
    """
    first, *rest = ([word.key for word in part.words] for part in parts)
    for start in stream.occurrences(first):
        spans = [(start, start + len(first))]
        for wanted, part in zip(rest, parts[1:], strict=True):
            at = spans[-1][1]
            near = (index for index in stream.occurrences(wanted) if at <= index <= at + part.reach)
            after = next(near, None)
            if after is None:
                break
            spans.append((after, after + len(wanted)))
        else:
            yield Match(tuple(tuple(stream.words[a:b]) for a, b in spans))


def altered(stream: Stream, quoted: Sequence[Word], least: float) -> Match | None:
    """Find the words that are most like those of a quotation, if they are alike enough."""
    wanted = keys(quoted)
    found = fuzz.partial_ratio_alignment(" ".join(wanted), stream.text, score_cutoff=least)
    if found is None or not stream.keys:
        return None
    first, last = stream.at(found.dest_start), stream.at(max(found.dest_end - 1, 0)) + 1
    if len(stream.text) < len(" ".join(wanted)):
        # The shorter one of the two is what is looked for in the other.
        first, last = 0, len(stream.keys)
    first, last = _settled(stream.keys, wanted, first, last)
    said = stream.words[first:last]
    differences = tuple(_differences(quoted, said))
    changed = sum(max(len(item.quoted), len(item.said)) for item in differences)
    score = fuzz.ratio(" ".join(wanted), " ".join(keys(said)))
    if score < least or changed > _HALF * max(len(wanted), len(said)):
        return None
    return Match((tuple(said),), score, differences)


def _settled(said: list[str], wanted: list[str], first: int, last: int) -> tuple[int, int]:
    """Move the ends to where the fewest words differ."""
    starts = range(max(first - _SLACK, 0), min(first + _SLACK, len(said)) + 1)
    ends = range(max(last - _SLACK, 0), min(last + _SLACK, len(said)) + 1)
    return min(
        ((start, end) for start in starts for end in ends if start < end),
        key=lambda pair: (
            Levenshtein.distance(wanted, said[slice(*pair)]),
            abs(pair[1] - pair[0] - len(wanted)),
            -fuzz.ratio(" ".join(wanted), " ".join(said[slice(*pair)])),
        ),
        default=(first, last),
    )


def _differences(quoted: Sequence[Word], said: Sequence[Word]) -> Iterator[Difference]:
    for step in Levenshtein.opcodes(keys(quoted), keys(said)):
        if step.tag != "equal":
            yield Difference(
                tuple(quoted[step.src_start : step.src_end]),
                tuple(said[step.dest_start : step.dest_end]),
            )


def put_together(stream: Stream, quoted: Sequence[Word]) -> Match | None:
    """Find all the words of a quotation in rows that stand in different places."""
    wanted, runs, at = keys(quoted), [], 0
    while at < len(wanted):
        index, count = stream.longest(wanted[at:])
        if count < min(_RUN, len(wanted)):
            return None
        runs.append(tuple(stream.words[index : index + count]))
        at += count
    return Match(tuple(runs), joined=len(runs) > 1) if runs else None


def _common(said: list[str], index: int, wanted: Sequence[str]) -> int:
    count, most = 0, min(len(said) - index, len(wanted))
    while count < most and said[index + count] == wanted[count]:
        count += 1
    return count


def likely(stream: Stream, parts: Sequence[Segment], least: float) -> Match | None:
    """Find what a quotation was made of whose words the article does not have as they are.

    Args:
        stream: The words of the article.
        parts: The words of the quotation between its gaps.
        least: How alike the letters must be, from 0 to 100.

    Returns:
        The most likely place, or `None`.
    """
    found = [(part.words, _part(stream, part.words, least)) for part in parts]
    matches = [match for _, match in found if match is not None]
    absent = [words for words, match in found if match is None]
    total = sum(len(part.words) for part in parts)
    if not matches or sum(map(len, absent)) > _HALF * total:
        return None
    if len(found) == 1:
        return matches[0]
    put_in = [Difference(words, ()) for words in absent]
    apart = any(match.joined for match in matches) or all(match.exact for match in matches)
    return Match(
        tuple(run for match in matches for run in match.runs),
        min(match.score for match in matches),
        (*(item for match in matches for item in match.differences), *put_in),
        joined=apart and not put_in,
    )


def _part(stream: Stream, quoted: Sequence[Word], least: float) -> Match | None:
    match = altered(stream, quoted, least)
    if match is not None and match.score >= _ALIKE:
        return match
    return put_together(stream, quoted) or match

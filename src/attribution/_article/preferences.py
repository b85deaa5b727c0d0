"""Who of several is meant: ordered tables of named preferences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import attrs

QuestionT = TypeVar("QuestionT")
CandidateT = TypeVar("CandidateT")


@attrs.frozen
class Preference(Generic[QuestionT, CandidateT]):
    """What speaks for some of several candidates: a row of a table."""

    name: str
    """What `explain` tells where it decided."""
    fits: Callable[[QuestionT, CandidateT], bool]
    must: bool = False
    """Whether nobody is left rather than somebody whom it does not fit."""


def preferred(
    table: Iterable[Preference[QuestionT, CandidateT]],
    asked: QuestionT,
    candidates: list[CandidateT],
) -> tuple[list[CandidateT], str]:
    """Leave out those whom the preferences of a table do not fit, one preference after the other.

    A preference that fits nobody who is left says nothing, unless it must fit.

    Args:
        table: The preferences, the one that counts most first.
        asked: What the preferences look at beside a candidate.
        candidates: Who may be meant.

    Returns:
        Who is left, and the name of the preference that was the last to leave somebody out.

    >>> shorter = Preference("shorter", lambda asked, name: len(name) < len(asked))
    >>> early = Preference("early in the alphabet", lambda _, name: name < "M")
    >>> preferred((shorter, early), "Harrow", ["Reed", "Holm", "Kolar"])
    (['Holm', 'Kolar'], 'early in the alphabet')
    >>> preferred((shorter, early), "Lee", ["Reed", "Moor"])
    (['Reed', 'Moor'], '')
    >>> preferred((attrs.evolve(shorter, must=True),), "Lee", ["Reed"])
    ([], 'shorter')
    """
    decided = ""
    for preference in table:
        if preference.must or len(candidates) > 1:
            fitting = [item for item in candidates if preference.fits(asked, item)]
            if len(fitting) < len(candidates) and (fitting or preference.must):
                candidates, decided = fitting, preference.name
    return candidates, decided

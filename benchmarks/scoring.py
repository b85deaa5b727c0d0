"""Found statements against gold ones.

Only the word characters of a content count, so nothing hangs on white space, punctuation and
quotation marks, nor on a "that" at its beginning.  A found content is right when it shares half or
more of the characters that it and a gold one have together; each is paired once, the best pairs
first.  It is exact when both have the very same characters.  Its speaker is right when the mention
found shares a word with the gold source, other than a function word; where gold has no source, any
speaker will do.

A gold attribution is a statement when its content has quotation marks or its cue has a verb of
communication.  The others are attitudes ("she hopes to win"): one that is found counts as right,
one that is not found is no loss.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from gold import Article, Found, Gold, Offsets

KINDS = ("direct", "mixed", "indirect")
"""All, some or none of a content stands in quotation marks."""
_ENOUGH = 0.5
_WORD = re.compile(r"\w+")
_OPENING, _CLOSING = frozenset('“"„«'), frozenset('”"»')
_MARKS = _OPENING | _CLOSING | {"‟"}
_FUNCTION_WORDS = frozenset(["a", "an", "and", "her", "his", "its", "of", "that", "the", "their",
                             "which", "who"])  # fmt: skip
_COMMUNICATION = """
    accuse acknowledge add admit advise affirm agree alert allege announce answer apologise
    apologize appeal applaud argue ask assail assert assure attest blame blast boast brag brief
    call caution chide cite claim clarify commend comment complain concede conclude condemn confess
    confirm congratulate contend continue contradict corroborate counter criticise criticize
    declare decline decry defend demand denounce deny deride describe detail disavow disclose
    dismiss dispute elaborate email emphasise emphasize encourage endorse enquire estimate exclaim
    exhort explain forecast guarantee hail hint implore imply indicate inform inquire insist
    instruct interject joke lambaste lament laud maintain mention mock muse name note notify
    object observe order outline plead pledge point post praise predict proclaim profess project
    promise propose protest publish purport query question quip quote reaffirm reassure rebuke
    rebut recall recommend recount refute reiterate reject remark repeat reply report request
    respond retweet reveal ridicule say scold shout signal slam speak speculate state stress
    suggest swear tell testify text thank threaten tout tweet underscore urge verify vow warn
    welcome whisper wonder write yell
"""
# "not" is no verb, but the systems that the figures are compared with were measured with it.
_IRREGULAR = "not according said told wrote written spoke spoken swore sworn pled"


def _forms(verb: str) -> Iterator[str]:
    stem = verb.removesuffix("e")
    yield from (verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing")
    yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")
    if verb.endswith("y"):
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")


_COMMUNICATION_FORMS = frozenset(
    itertools.chain(_IRREGULAR.split(), *map(_forms, _COMMUNICATION.split()))
)


# Spans ------------------------------------------------------------------------------------------


@attrs.frozen
class Marked:
    """A gold attribution with all that scoring asks of it."""

    gold: Gold
    characters: frozenset[int]
    kind: str
    is_statement: bool


def _matches(text: str, spans: Iterable[Offsets]) -> Iterator[re.Match[str]]:
    for start, end in spans:
        yield from _WORD.finditer(text, start, end)


def characters(text: str, spans: Iterable[Offsets]) -> frozenset[int]:
    """Give the offsets of the characters that count."""
    words = list(_matches(text, spans))
    if len(words) > 1 and words[0].group().lower() == "that":
        del words[0]
    return frozenset(at for word in words for at in range(*word.span()))


def _words(text: str, spans: Iterable[Offsets]) -> frozenset[str]:
    return frozenset(word.group().lower() for word in _matches(text, spans))


def kind_of(text: str, spans: Iterable[Offsets]) -> str:
    """Tell how much of a content stands in quotation marks: one of `KINDS`."""
    content = " ".join(text[start:end] for start, end in spans)
    if not _MARKS.intersection(content):
        return "indirect"
    inside = False
    for char in content:
        if char in (_CLOSING if inside else _OPENING):
            inside = not inside
        elif not inside and _WORD.match(char):
            return "mixed"
    return "direct"


def _mark(text: str, gold: Gold) -> Marked:
    kind = kind_of(text, gold.content)
    reports = not _COMMUNICATION_FORMS.isdisjoint(_words(text, gold.cue))
    return Marked(gold, characters(text, gold.content), kind, kind != "indirect" or reports)


def _is_speaker(text: str, found: Offsets | None, gold: Sequence[Offsets]) -> bool:
    if not gold or found is None:
        return not gold
    wanted = _words(text, gold) - _FUNCTION_WORDS
    if wanted:
        return not wanted.isdisjoint(_words(text, [found]))
    return any(found[0] < end and start < found[1] for start, end in gold)


# Pairs ------------------------------------------------------------------------------------------


@attrs.frozen
class Pair:
    """A gold attribution and the statement that was found for it."""

    gold: Marked
    found: Found
    exact: bool
    right: bool
    """Whether the speaker is right too."""


@attrs.frozen
class Outcome:
    """What became of the gold attributions of an article, and of what was found in it."""

    article: Article
    pairs: tuple[Pair, ...]
    missed: tuple[Marked, ...]
    spurious: tuple[Found, ...]


def judge(article: Article, found: Iterable[Found]) -> Outcome:
    """Pair what was found in an article with its gold attributions."""
    text = article.text
    golds = [item for item in (_mark(text, gold) for gold in article.attributions)
             if item.characters]  # fmt: skip
    contents = [(item, characters(text, item.content)) for item in found]
    contents = [(item, content) for item, content in contents if content]
    chosen = dict(_chosen([gold.characters for gold in golds], [chars for _, chars in contents]))
    taken = frozenset(chosen.values())
    return Outcome(
        article,
        tuple(_pair(text, golds[i], *contents[j]) for i, j in sorted(chosen.items())),
        tuple(gold for i, gold in enumerate(golds) if i not in chosen),
        tuple(item for j, (item, _) in enumerate(contents) if j not in taken),
    )


def _pair(text: str, gold: Marked, found: Found, content: frozenset[int]) -> Pair:
    right = _is_speaker(text, found.source, gold.gold.source)
    return Pair(gold, found, content == gold.characters, right)


def _chosen(
    golds: Sequence[frozenset[int]], contents: Sequence[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    """Pair each gold content with one found, those that share most first."""
    used_golds: set[int] = set()
    used_contents: set[int] = set()
    for _, i, j in sorted(_overlaps(golds, contents)):
        if i not in used_golds and j not in used_contents:
            used_golds.add(i)
            used_contents.add(j)
            yield i, j


def _overlaps(
    golds: Sequence[frozenset[int]], contents: Sequence[frozenset[int]]
) -> Iterator[tuple[float, int, int]]:
    owners: dict[int, list[int]] = defaultdict(list)
    for j, content in enumerate(contents):
        for at in content:
            owners[at].append(j)
    for i, gold in enumerate(golds):
        for j in {j for at in gold for j in owners.get(at, ())}:
            shared = len(gold & contents[j])
            together = len(gold | contents[j])
            if shared >= _ENOUGH * together:
                yield -shared / together, i, j


# Figures ----------------------------------------------------------------------------------------


@attrs.frozen
class Figures:
    """Precision, recall and what is between them."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)


def share(part: float, whole: float) -> float:
    """Divide, and give 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def _is_any(_: Marked) -> bool:
    return True


def _is_statement(gold: Marked) -> bool:
    return gold.is_statement


def _is_content(_: Pair) -> bool:
    return True


def is_right(pair: Pair) -> bool:
    """Tell whether content and speaker are right."""
    return pair.right


def _is_exact(pair: Pair) -> bool:
    return pair.right and pair.exact


_MEASURES: dict[str, tuple[Callable[[Pair], bool], Callable[[Marked], bool]]] = {
    "statements": (_is_content, _is_statement),
    "statements_spk": (is_right, _is_statement),
    "soft_spk": (is_right, _is_any),
    "exact_spk": (_is_exact, _is_any),
}
MEASURES = tuple(_MEASURES)
"""The measures, the headline being "statements_spk"."""


def figures(outcomes: Iterable[Outcome], measure: str) -> Figures:
    """Give precision over all that was found, and recall over the gold that the measure counts."""
    counts, wanted = _MEASURES[measure]
    found = hits = golds = recalled = 0
    for outcome in outcomes:
        good = [pair for pair in outcome.pairs if counts(pair)]
        found += len(outcome.pairs) + len(outcome.spurious)
        hits += len(good)
        golds += sum(map(wanted, all_gold(outcome)))
        recalled += sum(wanted(pair.gold) for pair in good)
    return Figures(share(hits, found), share(recalled, golds))


def all_gold(outcome: Outcome) -> list[Marked]:
    """Give the gold attributions of an article, found or not."""
    return [*(pair.gold for pair in outcome.pairs), *outcome.missed]


def speaker_accuracy(outcomes: Iterable[Outcome]) -> float:
    """Give how many of the right contents whose gold has a source have the right speaker."""
    sourced = [pair for outcome in outcomes for pair in outcome.pairs if pair.gold.gold.source]
    return share(sum(map(is_right, sourced)), len(sourced))


def recall_of_kind(outcomes: Iterable[Outcome], kind: str) -> tuple[float, float]:
    """Give the recall of gold of one kind: of its contents, and with the right speaker."""
    golds = found = right = 0
    for outcome in outcomes:
        golds += sum(gold.kind == kind for gold in all_gold(outcome))
        pairs = [pair for pair in outcome.pairs if pair.gold.kind == kind]
        found += len(pairs)
        right += sum(map(is_right, pairs))
    return share(found, golds), share(right, golds)


@attrs.define
class Hits:
    """How often a rule found something, and how much of it was right."""

    found: int = 0
    content: int = 0
    speaker: int = 0
    exact: int = 0

    @property
    def precision(self) -> float:
        """The share that has the right content and the right speaker."""
        return share(self.speaker, self.found)


def hits_by_rule(outcomes: Iterable[Outcome]) -> dict[str, Hits]:
    """Give the hits of each rule, by its name."""
    table: dict[str, Hits] = defaultdict(Hits)
    for outcome in outcomes:
        for found in outcome.spurious:
            table[found.rule].found += 1
        for pair in outcome.pairs:
            hits = table[pair.found.rule]
            hits.found += 1
            hits.content += 1
            hits.speaker += pair.right
            hits.exact += _is_exact(pair)
    return dict(sorted(table.items()))

"""Why not: what looks like the sign of a statement and became none, and what would change that."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs
import regex

from attribution._article.document import QUOTATION, STOP, Document
from attribution._article.entities import Units
from attribution._finding.candidates import anchors, cue_at, proposals
from attribution._language.anchors import ANCHORS
from attribution._language.grammar import Derived, Grammar
from attribution._language.layouts import LAYOUTS
from attribution._language.lexicon import verb_forms
from attribution._notation.syntax import read
from attribution._notation.tag_string import TagString
from attribution._rules.tables import cue_rows
from attribution._rules.tags import CONJUGATED
from attribution._rules.toml import to_toml
from attribution._rules.wanted import single
from attribution.models import Candidate, Missed, Quote, Sign, Span, Stance
from attribution.rules import Cue, RuleSet

COLON, NAME = single("colon"), single("name")
_CUES = frozenset({"cue", "cue-noun", "cue-adjective", "cue-preposition"})
_WINDOW = 150
"""Units to both sides of a word that it is tried with as a cue."""
_LABEL = 8
"""Units that the label of a speaker has at most."""
_USUAL = 0.1
"""What so many of the verbs that take a quotation take besides is usual for a verb of saying."""


@Derived
def cue_chars(grammar: Grammar) -> frozenset[str]:
    """The characters of units that are cues."""
    alphabet = grammar.alphabet
    return frozenset(char for char in alphabet.chars if not _CUES.isdisjoint(alphabet.tags(char)))


@Derived
def as_cues(grammar: Grammar) -> dict[str, str]:
    """Character of a verb that is no cue -> that of a cue in the same form."""
    alphabet = grammar.alphabet
    known = {alphabet.tags(char): char for char in alphabet.chars}
    plain = {char: tags for tags, char in known.items() if "verb" in tags and "cue" not in tags}
    found = ((char, known.get(tags | {"cue"})) for char, tags in plain.items())
    return {char: cue for char, cue in found if cue is not None}


@Derived
def saying(grammar: Grammar) -> tuple[str, ...]:
    """The frames of verbs of saying: that of quotations, and what most often comes with it."""
    quoting = {
        rule.frame
        for rule in grammar.rules.constructions
        for element in read(rule.pattern)
        if rule.frame and element.group == "content" and element.value == QUOTATION.name
    }
    verbs = [set(cue.frames) for cue in grammar.rules.cues if cue.category == "verbs"]
    counts = Counter(frame for frames in verbs for frame in frames)
    quote = max(quoting, key=lambda frame: (counts[frame], frame), default="")
    beside = Counter(frame for frames in verbs if quote in frames for frame in frames)
    usual = (frame for frame, count in beside.items() if count > _USUAL * beside[quote])
    return tuple(sorted(frame for frame in usual if beside[frame] > counts[frame] / 2))


def missed(
    document: Document, quotes: Iterable[Quote], candidates: Sequence[Candidate]
) -> tuple[Missed, ...]:
    """Tell of each quotation, cue, verb and label that became nothing why it did.

    Args:
        document: A document that was read.
        quotes: Its statements.
        candidates: What was proposed, and what became of it.

    Returns:
        What was missed, in the order of the text.
    """
    if not document.tags:
        return ()
    scene = _Scene(document, quotes, candidates)
    verbs = list(scene.verbs())
    found = [*scene.quotations(), *scene.cues(), *verbs, *scene.labels()]
    return tuple(sorted(found, key=lambda item: (item.span.start, item.span.end)))


class _Scene:
    """A document, what of it belongs to statements, and what was proposed."""

    def __init__(
        self, document: Document, quotes: Iterable[Quote], candidates: Sequence[Candidate]
    ) -> None:
        self.document, self.grammar = document, document.grammar
        self.taken = bytearray(len(document.given))
        for quote in quotes:
            for span in (*quote.contents, *filter(None, (quote.cue,))):
                self.taken[span.start : span.end] = b"\1" * (span.end - span.start)
        self.dropped = [item for item in candidates if not item.kept]
        self.by_cue = {item.cue.start: item for item in self.dropped if item.cue is not None}
        self.cue_units = [
            at for at, char in enumerate(document.tags) if char in self.grammar[cue_chars]
        ]

    def is_taken(self, span: Span) -> bool:
        """Say whether something of a stretch of the text belongs to a statement."""
        return 1 in self.taken[span.start : span.end]

    # Quotations ---------------------------------------------------------------------------------

    def quotations(self) -> Iterator[Missed]:
        """Tell of the quotations that are in no statement."""
        document = self.document
        proposed = sorted(
            (span.start, item.rule, item.reason) for item in self.dropped for span in item.contents
        )
        for quotation in document.quotations:
            span = document.cut(document.starts[quotation.first], document.ends[quotation.last])
            if not self.is_taken(span):
                at = bisect_left(proposed, (span.start,))
                among = proposed[at : at + 1]
                if among and among[0][0] < span.end:
                    reason = f"{among[0][1]} proposed it: {among[0][2]}"
                else:
                    reason = self._why_alone(quotation.first)
                yield Missed(sign=Sign.QUOTATION, span=span, reason=reason)

    def _why_alone(self, token: int) -> str:
        document = self.document
        unit = bisect_right(document.first, token) - 1
        if "named" in self.grammar.alphabet.tags(document.tags[unit]):
            return "all its words have capitals, as those of a name or a title"
        start, end = self._sentence(unit)
        cues = self.cue_units[bisect_left(self.cue_units, start) : bisect_left(self.cue_units, end)]
        if not cues:
            return "no cue stands beside it"
        words = ", ".join(repr(document.word(at)) for at in cues[:3])
        return f"no construction gives it to what stands beside it: {words}"

    def _sentence(self, unit: int) -> Units:
        ends = self.document.sentence_ends
        at = bisect_left(ends, unit)
        start = ends[at - 1] + 1 if at else 0
        return start, ends[at] if at < len(ends) else len(self.document.tags)

    # Cues ---------------------------------------------------------------------------------------

    def cues(self) -> Iterator[Missed]:
        """Tell of the cues that are in no statement."""
        tried = frozenset(anchors(self.document))
        for at in self.cue_units:
            span = self.document.span((at, at + 1))
            if self.is_taken(span):
                continue
            dropped = self.by_cue.get(span.start)
            if dropped is not None:
                reason, hint = f"{dropped.rule} proposed it: {dropped.reason}", ""
            elif at not in tried:
                reason, hint = "no construction has such a cue here", ""
            else:
                reason, hint = self._why_no_cue(at)
            yield Missed(sign=Sign.CUE, span=span, reason=reason, hint=hint)

    def _why_no_cue(self, at: int) -> tuple[str, str]:
        document, grammar = self.document, self.grammar
        cue, bits = cue_at(document, at)
        if cue is None:
            return "no construction fits around it", ""
        told = f"cue {cue.lemma!r} ({cue.stance or 'no stance'})"
        have = f"the frames {', '.join(cue.frames)}" if cue.frames else "no frame"
        open_cue = attrs.evolve(cue, frames=grammar.rules.frames)
        _, every = grammar[ANCHORS].of(document.tags[at], open_cue)
        for found in proposals(grammar, document.tape, at, open_cue, every):
            if found.frame and (found.source is not None or found.sourceless):
                reason = f"{told} has {have} only; here stands {found.frame}, as in {found.rule}"
                return reason, _line(attrs.evolve(cue, frames=(*cue.frames, found.frame)))
        before, after = grammar.patterns.constructions.sides(document.tape, at, at + 1, bits)
        if before and after:
            return f"{told} has {have}; no construction of these fits its sentence to the end", ""
        sides = [side for side, fits in (("before", before), ("behind", after)) if not fits]
        where = " and ".join(sides)
        return f"{told} has {have}; no construction of these fits the words {where} it", ""

    # Verbs that are no cues ---------------------------------------------------------------------

    def verbs(self) -> Iterator[Missed]:
        """Tell of the verbs that would give a statement if they were cues."""
        document, forms = self.document, self.grammar[as_cues]
        for at, char in enumerate(document.tags):
            if char not in forms or self.is_taken(span := document.span((at, at + 1))):
                continue
            rule = self._rule_with(at, forms[char])
            if rule is not None:
                word = document.word(at)
                lemma = _lemma(self.grammar.rules, word)
                cue = Cue(lemma or word, "verbs", Stance.SAY, self.grammar[saying])
                reason = f"{word!r} is no cue; if it were one, {rule} would fit"
                hint = _line(cue) if lemma else ""
                yield Missed(sign=Sign.VERB, span=span, reason=reason, hint=hint)

    def _rule_with(self, at: int, char: str) -> str | None:
        """Name the construction that would fit if a unit had another character."""
        document, grammar = self.document, self.grammar
        start, end = max(0, at - _WINDOW), at + 1 + _WINDOW
        tags = f"{document.tags[start:at]}{char}{document.tags[at + 1 : end]}"
        cue = Cue("?", "verbs", Stance.SAY, grammar[saying])
        _, bits = grammar[ANCHORS].of(char, cue)
        for found in proposals(grammar, TagString(tags), at - start, cue, bits):
            contents = [(start + one, start + two) for one, two in found.contents]
            free = not any(self.is_taken(document.span(units)) for units in contents)
            if free and found.source is not None and found.frame in grammar[saying]:
                return found.rule
        return None

    # Labels -------------------------------------------------------------------------------------

    def labels(self) -> Iterator[Missed]:
        """Tell of the names before a colon at the start of a paragraph that speak nothing."""
        document, grammar = self.document, self.grammar
        for start, end in document.paragraphs():
            head = document.tags[start : min(start + _LABEL, end)]
            colon = next((at for at, char in enumerate(head) if char in grammar[COLON]), 0)
            label = head[:colon]
            ends = grammar[STOP] | grammar[QUOTATION]
            if not colon or start + colon + 1 >= end or not ends.isdisjoint(label):
                continue
            if label[-1] in grammar[NAME] and not self.is_taken(document.span((start, end))):
                yield self._label((start, start + colon), document.offsets((start, end)))

    def _label(self, units: Units, paragraph: Units) -> Missed:
        document = self.document
        rules = self.grammar[LAYOUTS].fitting(document.text)["paragraph"]
        fitting = [layout for layout, pattern in rules if pattern.match(document.text, *paragraph)]
        reason = "no layout fits a paragraph that begins so"
        if fitting:
            wants = ", ".join(f"{item.name} (requires {item.requires})" for item in fitting)
            reason = f"the text is no talk, as these layouts ask: {wants}"
        words = document.words_of(units)
        pattern = rf"(?P<source>{regex.escape(words)}):\s+(?P<content>.+)"
        hint = (
            f"layouts = [{{name = \"label\", pattern = '{pattern}'}}]" if "'" not in words else ""
        )
        return Missed(sign=Sign.LABEL, span=document.span(units), reason=reason, hint=hint)


def _line(cue: Cue) -> str:
    """Give the line of TOML for a cue."""
    _, line = to_toml({cue.category: cue_rows([cue])}).strip().split("\n", 1)
    return f"{cue.category}.{line}"


def _lemma(rules: RuleSet, word: str) -> str:
    """Give the verb that a word may be a form of, or nothing."""
    irregular = (lemma for lemma in rules.irregular if _is_form(rules, lemma, word))
    conjugated = CONJUGATED.read(rules.settings)
    known = frozenset(verb for name in conjugated for verb in rules.classes.get(name, ()))
    regular = sorted(
        {
            word.removesuffix(form) + ending
            for ending, *forms in rules.inflection.get("verb", ())
            for form in forms
            if not ending.startswith("^") and form and word.endswith(form)
        },
        # "tried" is a form of "try", and would be one of "tri".
        key=lambda lemma: (lemma not in known, len(lemma), lemma),
    )
    return next((lemma for lemma in (*irregular, *regular) if _is_form(rules, lemma, word)), "")


def _is_form(rules: RuleSet, lemma: str, word: str) -> bool:
    return any(form == word for form, _ in verb_forms(rules, lemma))

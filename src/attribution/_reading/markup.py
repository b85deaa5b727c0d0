"""Markup that stayed in the text: tags of HTML, and emphasis, links and quotes of Markdown.

What is found here is what the plain text is to have instead, so that no name and no words of a
statement have any of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from attribution._article.rewriting import Change

_PARTING = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary "
        "table tbody td tfoot th thead title tr ul",
    )
)
_WITHIN = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big button cite code del dfn em font i iframe img input ins kbd label "
        "link mark meta noscript picture s samp small source span strike strong sub sup svg time "
        "tt u var video wbr",
    )
)
_ASKED = re.compile(
    r"<(b|strong|h[2-6])(?:\s[^<>]{0,200})?>[^<>]{1,300}\?\s{0,2}(?P<end></\1>)", re.IGNORECASE
)
_SILENT = frozenset({"script", "style"})
_QUOTED, _BROKEN, _BLOCK_QUOTE, _SIGNED = "q", "br", "blockquote", "cite"
_TAGS = _PARTING | _WITHIN | _SILENT | {_QUOTED, _BROKEN}
_TAG = re.compile(r"<!--[^<>]{0,2000}-->|<(/?)([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,2000}|/)?>")
_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]\n]{0,300})\]"
    r"\((?:<[^<>\s]{0,500}>|(?:https?://|mailto:|www\.|[/#.])[^()\s]{0,500})"
    r"(?:\ \"[^\"\n]{0,200}\")?\)"
    r"|(?<=[\w.,;:!?”’\"])\[\d{1,3}\]"
)
_RUN = re.compile(r"\*+|_+|~~|\n")
_MOST = 3
_STRONG = "**"
_QUESTION = "?"
_ENDS = "?.!"
_QUESTIONS = re.compile(r"^\*\*[^\n*]{2,400}\?\*\*$", re.MULTILINE)
_SEVERAL = 2
_LABEL = re.compile(
    r"^\*\*([A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3}?:|[A-Z]\.)(?= )", re.MULTILINE
)
_QUOTE = re.compile(r"(?P<mark>\ {0,3}>[^\S\n]?)(?P<words>[^\n]*)")
_MARKS = frozenset("\"“”„«»‘’'")
_DASHES = "—–―-"
_ADDRESS = re.compile(r"[@<\d>]")
_HEADING = re.compile(r"^(?P<mark>\#{1,6}[^\S\n]+)(?P<words>[^\n]*\w[^\n]*)", re.MULTILINE)


# Tags --------------------------------------------------------------------------------------------


def tags(text: str) -> Iterator[Change]:
    """Find tags of HTML: those of paragraphs part them, and the others are nothing.

    A question that stands alone in bold type or as a heading is written as emphasis.
    """
    hidden, asked, quoting, silent = 0, -1, 0, set(_SILENT)
    for match in _TAG.finditer(text):
        closing, name = bool(match[1]), (match[2] or "").lower()
        if match.start() < hidden or (name and name not in _TAGS):
            continue
        start, end = match.span()
        if name in silent and not closing:
            hidden = _silent_end(text, name, end)
            # What one of them lacks, none behind it has.
            silent -= {name} if hidden == end else set()
            end = hidden
        if name == _BLOCK_QUOTE:
            quoting = max(quoting + (-1 if closing else 1), 0)
        if name in _PARTING and quoting:
            yield start, _text_start(text, end), _quoted_break(name)
            continue
        if name == _SIGNED and quoting and not closing:
            yield start, _text_start(text, end), _signature(text, _text_start(text, end))
            continue
        question = _ASKED.match(text, start)
        asked = question.start("end") if question is not None else asked
        mark = _STRONG if question is not None or start == asked else ""
        yield start, end, _instead(name, mark, closing=closing)


def _text_start(text: str, end: int) -> int:
    """Give where white space behind a tag ends: a line end there is none of what is quoted."""
    while text[end : end + 1].isspace():
        end += 1
    return end


def _quoted_break(name: str) -> str:
    return "\n\n> " if name == _BLOCK_QUOTE else "\n>\n> "


def _signature(text: str, start: int) -> str:
    """Give the byline of a block quotation a line of its own, and a dash if it has none."""
    return "\n>\n> " if text[start : start + 1] in tuple(_DASHES) else "\n>\n> — "


def _silent_end(text: str, name: str, start: int) -> int:
    """Give where what is written for machines ends."""
    end = text.find(f"</{name}>", start)
    return end + len(name) + 3 if end >= 0 else start


def _instead(name: str, mark: str, *, closing: bool) -> str:
    if name == _QUOTED:
        return "”" if closing else "“"
    if name == _BROKEN:
        return "\n"
    if name not in _PARTING:
        return mark
    return f"{mark}\n\n" if closing else f"\n\n{mark}"


# Quoted lines ------------------------------------------------------------------------------------


@attrs.define
class _Line:
    """A line with what marks it as quoted, and where its words stand."""

    start: int
    mark: int
    end: int
    words: str


def quoted_lines(text: str) -> Iterator[Change]:
    """Find the marks of quoted lines, and write those that somebody signs or leads up to in marks.

    Lines that answer others, each under a head of its own, stay for the layouts of such posts.
    """
    before, quoted = "", False
    run: list[_Line] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        match = _QUOTE.match(line)
        if match is not None:
            run.append(_Line(at, at + match.end("mark"), at + len(line), match["words"].strip()))
        elif run:
            quoted = _is_quotation(run, before, going_on=quoted)
            if not _is_reply(run, before):
                yield from _unquoted(run, in_marks=quoted)
            before = next((line.words for line in reversed(run) if line.words), before)
            run = []
        if match is None and line.strip():
            before, quoted = line.strip(), False
        at += len(line) + 1


def _is_reply(run: list[_Line], before: str) -> bool:
    if before.endswith(":") and _ADDRESS.search(before):
        return True
    return any(line.words.startswith(">") or line.words.endswith(":") for line in run)


def _is_quotation(run: list[_Line], before: str, *, going_on: bool) -> bool:
    if any("@" in line.words and _is_byline(line.words) for line in run):
        return False
    if any(not _MARKS.isdisjoint((line.words[:1], line.words[-1:])) for line in run):
        return False
    words = [line.words for line in run if line.words]
    return going_on or before.endswith(":") or any(map(_is_byline, words[1:]))


def _is_byline(words: str) -> bool:
    return words[:1] in tuple(_DASHES) and words.lstrip(_DASHES + " *_")[:1].isupper()


def _unquoted(run: list[_Line], *, in_marks: bool) -> Iterator[Change]:
    for at, line in enumerate(run):
        said = in_marks and line.words != "" and not _is_byline(line.words)
        opens = said and (at == 0 or run[at - 1].words == "")
        yield line.start, line.mark, "“" if opens else ""
        following = run[at + 1].words if at + 1 < len(run) else ""
        if said and (following == "" or _is_byline(following)):
            yield line.end, line.end, "”"
        elif said:
            # The lines of a block are one paragraph.
            yield line.end, line.end + 1, " "


# Links and emphasis ------------------------------------------------------------------------------


def links(text: str) -> Iterator[Change]:
    """Find what makes a link or a picture of words, and the numbers of notes."""
    for match in _LINK.finditer(text):
        if match["words"] is None:
            yield *match.span(), ""
        else:
            yield match.start(), match.start("words"), ""
            yield match.end("words"), match.end(), ""


def headings(text: str) -> Iterator[Change]:
    """Find the signs before a heading; one that asks is written as emphasis."""
    for match in _HEADING.finditer(text):
        end = match.end("words")
        asks = match["words"].endswith(_QUESTION)
        yield *match.span("mark"), _STRONG if asks else ""
        if asks:
            yield end, end, _STRONG


def emphasis(text: str) -> Iterator[Change]:
    """Find pairs of signs that emphasise what stands between them.

    A question that is emphasised as a whole line keeps them: it is how interviews are set.  So
    does any sentence there, if several such questions stand in the text.
    """
    found: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    labels = Counter(match[1] for match in _LABEL.finditer(text))
    ends = _ENDS if len(_QUESTIONS.findall(text)) >= _SEVERAL else _QUESTION
    for match in _RUN.finditer(text):
        sign, (start, end) = match[0], match.span()
        if sign == "\n":
            opened.clear()
        elif len(sign) > _MOST:
            continue
        elif sign in opened and _may_close(text, start, end):
            first = opened[sign]
            opened = {run: at for run, at in opened.items() if at < first}
            if sign != _STRONG or not _is_question(text, first, start, labels, ends):
                found += ((first, first + len(sign)), (start, end))
        elif _may_open(text, start, end):
            opened[sign] = start
    return ((start, end, "") for start, end in sorted(found))


def _is_question(text: str, start: int, end: int, labels: Mapping[str, int], ends: str) -> bool:
    """Say whether what two signs emphasise has such an end and is a whole line, without a label.

    A label that comes again ("**Q: Is it late?**") tells who asks, as in any transcript.
    """
    label = _LABEL.match(text, start)
    if label is not None and labels[label[1]] > 1:
        return False
    after = end + len(_STRONG)
    alone = text[start - 1 : start] in {"", "\n"} and text[after : after + 1] in {"", "\n"}
    return alone and text[end - 1] in ends


def _may_open(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "\\") and not (after.isspace() or after == "")


def _may_close(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isspace() or before in {"", "\\"}) and not after.isalnum()

"""Damage that copying does to quotation marks, and marks of other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribution._article.rewriting import Change

_MISREAD = re.compile(
    r"(?P<signs>â€(?:[\x80-\x9f\xa1-\xbf]|[ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™¦]|\ufffd|(?=[\s.,;:!?)]|\Z))"
    r"|(?<=[a-zß-ÿ])Ã[\xa0-\xbf]|Ã[\xa0-\xbf](?=[a-zß-ÿ]))[\u0300-\u036f]*"
)
"""Finds UTF-8 that was read as Windows-1252."""
_LOST = "”"
"""What lacks its last byte, which that code page has no sign for."""
_ESCAPED = re.compile(r"\\+(?=[\"'])")
_SIGNS = {
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "〟": "”",
    "<<": "«", ">>": "»", ",,": "„", "´´": '"', "´": "'",
}  # fmt: skip
OTHER_SIGNS = (*_SIGNS, "″")
_OTHER = re.compile(r"´´?|[「」『』〝〞〟]|(?<!\w)<<(?=\w)|(?<=[\w.,!?])>>(?!\w)|(?<!\S),,(?=\w)")
_PRIMES = re.compile(r"(?<![\w.,!?])″(?=\w)[^\n″]{1,1000}(?<=[^\d\n″])″(?!\w)")
_UNREAD = 0xFF
"""No byte of such text: what holds it cannot be read."""
_BYTES = 0x100


def misread(text: str) -> Iterator[Change]:
    """Find signs that were read in the wrong code page, and give what they were."""
    for match in _MISREAD.finditer(text):
        whole = bytes(map(_byte, match["signs"]))
        try:
            yield *match.span(), whole.decode()
        except UnicodeDecodeError:
            yield *match.span(), _LOST


def _byte(char: str) -> int:
    if ord(char) < _BYTES:
        return ord(char)
    encoded = char.encode("cp1252", "replace")
    return encoded[0] if encoded != b"?" else _UNREAD


def other_marks(text: str) -> Iterator[Change]:
    """Find marks that are escaped, of other scripts or made of other signs."""
    found = [(*match.span(), "") for match in _ESCAPED.finditer(text)]
    found += [(*match.span(), _SIGNS[match[0]]) for match in _OTHER.finditer(text)]
    for match in _PRIMES.finditer(text):
        start, end = match.span()
        found += ((start, start + 1, '"'), (end - 1, end, '"'))
    return iter(sorted(found))

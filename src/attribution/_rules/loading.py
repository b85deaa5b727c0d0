"""Rule sets with what was compiled of them: from a file beside the data, or from the user's cache.

What a process works out itself, for want of a file that fits, it leaves in the cache when it ends.
"""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Sequence
from pathlib import Path

import attrs

from attribution._notation.prepared import Prepared, Recorder
from attribution._rules import cache, stored
from attribution._rules.discovery import FOLDER
from attribution._rules.plain import Plain, plain
from attribution._rules.stored import Stored
from attribution._rules.toml import read_toml

_KEPT: dict[int, tuple[object, Prepared]] = {}
"""Identity of a rule set -> the set, so that the number stays its own, and what was prepared."""
_NONE = Stored(None, {}, {})


@attrs.define
class Found:
    """What there is of a rule set before its TOML is read."""

    data: Path
    fields: Plain | None
    """The fields of the rule set, checked when they were stored."""
    prepared: Prepared
    beside: Stored
    """What the file beside the data holds, which need not be in the cache too."""
    state: bytes = b""
    """The state of the data when this was found, where the rest is to be noted in the cache."""

    def keep(self, rules: object) -> None:
        """Note what was prepared for a rule set, and have the rest noted when the process ends."""
        _KEPT[id(rules)] = rules, self.prepared
        if isinstance(self.prepared, Recorder):
            atexit.register(self._save, self.prepared, rules)

    def _save(self, recorder: Recorder, rules: object) -> None:
        folder = cache.folder()
        if folder is None or not recorder.grown:
            return
        # What cannot be written is worked out anew, next time.
        with contextlib.suppress(OSError, ValueError, RecursionError):
            if stored.state_of(self.data) != self.state:
                # Somebody has changed the data since: what was worked out is not of it.
                return
            file = stored.file_among(self.data, folder)
            # Another process may have noted something in the meantime.
            other = _read(self.data, cache.read(file))
            fields = plain(rules) if self.beside.fields is None else None
            values = {**other.values, **recorder.values}
            fresh = {key: values[key] for key in values.keys() - self.beside.values.keys()}
            programs = {**other.programs, **recorder.programs}
            content = Stored(fields, fresh, programs)
            cache.write(file, stored.written(self.data, bases_of(self.data), content))


def find(data: Path) -> Found:
    """Give what there is of a rule set: of the file beside its data, or else of the cache."""
    try:
        return _found(data)
    except OSError:
        # Who reads the data will tell what is wrong with it.
        return Found(data, None, Prepared(), _NONE)


def _found(data: Path) -> Found:
    beside = _beside(data)
    if beside.programs:
        return Found(data, beside.fields, Prepared(beside.values, beside.programs), beside)
    folder = cache.folder()
    if folder is None:
        return Found(data, beside.fields, Prepared(beside.values), beside)
    state = stored.state_of(data)
    cached = _read(data, cache.read(stored.file_among(data, folder)))
    recorder = Recorder({**beside.values, **cached.values}, cached.programs)
    return Found(data, beside.fields or cached.fields, recorder, beside, state)


def _beside(data: Path) -> Stored:
    # What was made for another interpreter spares this one all but the programs.
    found = (_read(data, file.read_bytes()) for file in stored.files_beside(data))
    return next((it for it in found if it.fields is not None), _NONE)


def _read(data: Path, content: bytes | None) -> Stored:
    return (stored.read(data, content) if content is not None else None) or _NONE


def bases_of(data: Path) -> Sequence[str]:
    """Name the shipped rule sets that one builds on."""
    found: list[str] = []
    while (base := read_toml(data)[0].get("ruleset", {}).get("extends")) is not None:
        found.append(base)
        data = FOLDER / base
        if not data.is_dir():
            break
    return found


def prepared_for(rules: object) -> Prepared | None:
    """Give what was prepared for an installed rule set: that very one, not one equal to it."""
    return _KEPT.get(id(rules), (rules, None))[1]

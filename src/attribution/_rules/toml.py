"""TOML files as one tree of plain values, and the way back: plain values as TOML."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import regex

from attribution.errors import RuleError, hint

_BARE = regex.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_WIDTH = 100
_LARGEST = 10_000_000
"""Bytes of a file; those of the largest rule set that is shipped have a hundredth."""
_PART = r"""(?:"[^"\n]*+"|'[^'\n]*+'|(?<![\w-])[\w-]++)"""
_DEEP = regex.compile(rf"(?:{_PART}[ \t]*+\.[ \t]*+){{100}}")
"""Such a key takes the reader of TOML a time that grows with its square, and more."""
_Keys = tuple[str, ...]
_Origins = dict[_Keys, Path]


# Reading ----------------------------------------------------------------------------------------


def read_toml(path: Path) -> tuple[dict[str, Any], _Origins]:
    """Read a file, or all TOML files of a folder as if they were one.

    Args:
        path: A file, or a folder whose ``*.toml`` are read in the order of their names, those
            first that ``order`` in the table ``[ruleset]`` names.

    Returns:
        The values, and the file in which each one stands: by its keys, and by section and name
        for what stands in an array of tables.

    Raises:
        RuleError: If a file cannot be read, two files give one value, or `order` names no file.
    """
    values: dict[str, Any] = {}
    origins: _Origins = {}
    loaded = {file: _loaded(file) for file in _files(path)}
    for file in _ordered(loaded):
        _merge(values, loaded[file], (), file, origins)
    return values, origins


def _ordered(loaded: Mapping[Path, Mapping[str, Any]]) -> list[Path]:
    """Give the files as they are to be read: those that are named in an order before the rest."""
    files = {file.stem: file for file in loaded}
    heads = {file: values.get("ruleset") for file, values in loaded.items()}
    order: dict[str, None] = {}
    for file, head in heads.items():
        for name in head.get("order", ()) if isinstance(head, dict) else ():
            if name not in files:
                problem = f"there is no file {name!r}{hint(name, files)}"
                raise RuleError(str(file), "ruleset.order", problem, files)
            order[name] = None
    return [files[name] for name in {**order, **files}]


def _files(path: Path) -> list[Path]:
    try:
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    except OSError as error:
        raise RuleError(str(path), "file", str(error)) from error
    if not files:
        raise RuleError(str(path), "folder", "holds no TOML file")
    return files


def _loaded(file: Path) -> dict[str, Any]:
    # A shipped rule set is not read from TOML once it is compiled.
    import tomllib

    try:
        return tomllib.loads(_text(file))
    except _TooMuchError as error:
        raise RuleError(str(file), "file", str(error)) from None
    except RecursionError:
        raise RuleError(str(file), "file", "is nested too deeply") from None
    except (OSError, ValueError) as error:
        raise RuleError(str(file), "file", str(error)) from error


class _TooMuchError(Exception):
    """A file that would take too long to read."""


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        # One byte more than may be tells that there are more.
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _TooMuchError(f"has more than {_LARGEST:,} bytes")
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if _DEEP.search(text):
        raise _TooMuchError("has a key of more than a hundred parts")
    return text


def _merge(
    into: dict[str, Any], values: dict[str, Any], keys: _Keys, file: Path, origins: _Origins
) -> None:
    for key, value in values.items():
        here = (*keys, key)
        if isinstance(value, dict):
            table = into.setdefault(key, {})
            if isinstance(table, dict):
                origins.setdefault(here, file)
                _merge(table, value, here, file, origins)
                continue
        elif _is_rows(value) and _is_rows(into.get(key, value)):
            into.setdefault(key, []).extend(value)
            origins.update({(*here, str(row.get("name"))): file for row in value})
            continue
        if key in into:
            problem = f"stands in {origins.get(here, file).name} too"
            raise RuleError(str(file), ".".join(here), problem)
        into[key] = value
        origins[here] = file


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


# Writing ----------------------------------------------------------------------------------------


def to_toml(values: Mapping[str, Any]) -> str:
    """Write plain values as TOML.

    Args:
        values: Tables of strings, numbers, truth values, lists and tables.

    Returns:
        The text of a TOML file, which `tomllib` reads back to equal values.

    >>> print(to_toml({"verbs": {"add to": {"frames": ["quote"]}}}))
    [verbs]
    "add to" = {frames = ["quote"]}
    <BLANKLINE>
    """
    return "\n".join("\n".join(block) + "\n" for block in _blocks(values, ()))


def _blocks(table: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[list[str]]:
    """Give a table, the tables in it and the rows of its arrays of tables, each as lines."""
    inner = {key: item for key, item in table.items() if _has_block(item, keys)}
    plain = {key: item for key, item in table.items() if key not in inner}
    if keys and (plain or not inner):
        yield [f"[{_path(keys)}]", *_lines(plain)]
    elif plain:
        yield list(_lines(plain))
    for key, item in inner.items():
        here = (*keys, key)
        if isinstance(item, Mapping):
            yield from _blocks(item, here)
        else:
            yield from ([f"[[{_path(here)}]]", *_lines(row)] for row in item)


def _has_block(value: object, keys: tuple[str, ...]) -> bool:
    # The tables of a section stand on lines of their own; settings may hold tables of tables.
    if isinstance(value, Mapping):
        return not keys or keys[0] == "settings"
    return not keys and bool(value) and _is_rows(value)


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{_key(key)} = {_value(item)}" for key, item in table.items())


def _path(keys: tuple[str, ...]) -> str:
    return ".".join(map(_key, keys))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _string(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(_lines(value)) + "}"
        case list() | tuple():
            return _array([_value(item) for item in value])
    msg = f"cannot write {type(value).__name__} as TOML: {value!r}"
    raise TypeError(msg)


def _array(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) < _WIDTH:
        return line
    rows = [""]
    for item in items:
        if rows[-1] and len(rows[-1]) + len(item) + 4 > _WIDTH:
            rows.append("")
        rows[-1] += f" {item},"
    return "[\n" + "\n".join(f" {row}" for row in rows) + "\n]"


def _string(value: str) -> str:
    literal = value.replace("\n", "").replace("\t", "")
    if "\n" in value and "'''" not in value and literal.isprintable() and value[-1] != "'":
        return f"'''\n{value}'''"
    if "\\" in value and "'" not in value and literal == value and value.isprintable():
        return f"'{value}'"
    if "\n" in value:
        return '"""\n' + "\n".join(map(_escapes, value.split("\n"))) + '"""'
    return _quoted(value)


def _quoted(value: str) -> str:
    return f'"{_escapes(value)}"'


def _escapes(value: str) -> str:
    return "".join(map(_escaped, value))


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if "\ud800" <= char <= "\udfff":
        raise RuleError("TOML", repr(char), "is half a character, which TOML cannot hold")
    return char if char.isprintable() else f"\\U{ord(char):08x}"

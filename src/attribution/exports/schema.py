"""The JSON Schema of an article: what `Article.to_dict` and the format ``articles`` give."""

from __future__ import annotations

import datetime
import enum
import types
import typing
from collections.abc import Mapping
from typing import Any, cast

import attrs

from attribution.articles import Article

VERSION = 1
"""It is raised where an article that was valid is no more, or the other way round."""
_SIMPLE: Mapping[object, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0, "maximum": 1},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date"},
}


def schema() -> dict[str, Any]:
    """Give the JSON Schema of an article, in the draft 2020-12.

    Returns:
        A new dictionary; its ``$id`` has the version of the schema, which has a number of its own.

    >>> from attribution import read
    >>> sorted(schema()["required"]) == sorted(read("It rained.").to_dict())
    True
    >>> schema()["$id"]
    'urn:attribution-parser:schema:article:1'
    """
    definitions: dict[str, Any] = {}
    _of(Article, definitions)
    article = definitions.pop(Article.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:attribution-parser:schema:article:{VERSION}",
        **article,
        "$defs": definitions,
    }


def _of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 any type of a field
    if isinstance(kind, types.UnionType):
        options = [item for item in typing.get_args(kind) if item is not types.NoneType]
        return {"anyOf": [*(_of(item, definitions) for item in options), {"type": "null"}]}
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _of(typing.get_args(kind)[0], definitions)}
    if typing.get_origin(kind) is not None:
        return {"type": "object"}
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _defined(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _defined(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 the same
    about = (kind.__doc__ or "").partition("\n")[0]
    if issubclass(kind, enum.StrEnum):
        return {"description": about, "type": "string", "enum": [item.value for item in kind]}
    hints = typing.get_type_hints(kind)
    names = [field.name for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind))]
    return {
        "description": about,
        "type": "object",
        "properties": {name: _of(hints[name], definitions) for name in names},
        "required": names,
        "additionalProperties": False,
    }

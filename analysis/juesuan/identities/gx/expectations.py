"""A Great Expectations class for each type of identity, made from the record of its arguments.

`ExpectRowToAddUp` stands for the type `expect_row_to_add_up`; its fields are the arguments of the
suites, in which selectors (`total`, `whole`, `parts`) are dictionaries. What a class checks is
evaluated by `juesuan.identities.verdicts`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_origin

import msgspec
from great_expectations.compatibility import pydantic

from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.gx.expectation import IdentityExpectation
from juesuan.identities.identity import Arguments, types


def __getattr__(name: str) -> type[IdentityExpectation]:
    """The class of that name; a module has no attributes but those that its types give it."""
    for record in types().values():
        if name == _class_name(record):
            return expectation_of(record)
    raise AttributeError(f"{__name__} has no class {name}")


@cache
def expectation_of(record: type[Arguments]) -> type[IdentityExpectation]:
    """The class of a type; Great Expectations knows it as soon as it is made."""
    fields: dict[str, Any] = {field.name: _field(field) for field in msgspec.structs.fields(record)}
    fields["claim"] = (ClassVar[str], verdict_words().claims[record.type].text)
    made: type[IdentityExpectation] = pydantic.create_model(
        _class_name(record), __base__=IdentityExpectation, __module__=__name__, **fields
    )
    made.__doc__ = record.__doc__
    return made


def _class_name(record: type[Arguments]) -> str:
    return "".join(word.capitalize() for word in record.type.split("_"))


def _field(field: msgspec.structs.FieldInfo) -> tuple[Any, Any]:
    """The type and the default of an argument, as pydantic has them."""
    default = ... if field.required else field.default
    alias = None if field.encode_name == field.name else field.encode_name
    return _plain(field.type), pydantic.Field(default, alias=alias)


def _plain(kind: Any) -> Any:
    """A type as what JSON has for it: the record's own checks say more than pydantic's would."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return dict[str, Any]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is re.Pattern:
        return str
    if origin is tuple:
        return list[_plain(inner[0])]  # type: ignore[misc]
    if origin is dict:
        return dict[inner[0], _plain(inner[1])]  # type: ignore[misc, valid-type]
    if type(None) in inner:
        return Union[tuple(map(_plain, inner))]  # noqa: UP007 - made of what is found
    return kind

"""The objects of a PDF file as pdfium writes it anew: plain, without a lock, in one table."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

# Numbers, dates and the like are of no use here: an object is a dictionary, a list, a name
# (`/Form`), a reference (`Ref`), or None.
_TOKEN = re.compile(
    rb"<<|>>|\[|\]|/[^\s/<>\[\](){}%]*|(\d+)\s+\d+\s+R\b|\((?:[^\\()]|\\.)*\)|<[^<>]*>"
    rb"|stream\b|endobj\b|[^\s/<>\[\](){}%]+",
    re.DOTALL,
)
_PLACE = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 50
# What the filters of content streams give, chained ones too, is not made beyond this.
_MOST = 1 << 26


class Ref(msgspec.Struct, frozen=True):
    """The number of another object."""

    number: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its dictionary, and its bytes as they are stored."""

    known: dict[bytes, Any]
    stored: bytes = field(repr=False)


class Objects:
    """The objects of a file by number, each parsed when it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        found = _TABLE.search(data[-64:])
        table = data[int(found[1]) :] if found else b""
        places = _PLACE.findall(table)
        self._places = {
            number: int(place) for number, (place, _, use) in enumerate(places) if use == b"n"
        }
        self._known: dict[int, Any] = {}

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def get(self, each: Any) -> Any:
        """An object; of a reference what it refers to."""
        for _ in range(_DEEPEST):
            if not isinstance(each, Ref):
                return each
            if each.number not in self._known:
                self._known[each.number] = self._object(each.number)
            each = self._known[each.number]
        return None

    def dictionary(self, each: Any) -> dict[bytes, Any]:
        """A dictionary, that of a stream too; an empty one where it is none."""
        found = self.get(each)
        found = found.known if isinstance(found, Stream) else found
        return found if isinstance(found, dict) else {}

    def content(self, stream: Stream, most: int) -> bytes | None:
        """The bytes of a stream behind its filters, more than `most` cut off; None if unknown."""
        filters = self.get(stream.known.get(b"/Filter"))
        chain = [self.get(each) for each in filters] if isinstance(filters, list) else [filters]
        given = self.get(stream.known.get(b"/DecodeParms") or stream.known.get(b"/DP"))
        predicted = any(map(self.get, given)) if isinstance(given, list) else bool(given)
        made: bytes | None = None if predicted else stream.stored
        for each in chain:
            if each is not None and made is not None:
                made = _filtered(each, made, min(most, _MOST) + 1)
        return made

    def _object(self, number: int) -> Any:
        if number not in self._places:
            return None
        # The number, the generation and `obj` are in front of the object.
        tokens = _TOKEN.finditer(self._data, self._places[number])
        for _ in range(3):
            next(tokens, None)
        found, match = _value(tokens)
        if match is None or match[0] != b"stream" or not isinstance(found, dict):
            return found
        start = match.end() + (2 if self._data[match.end() : match.end() + 2] == b"\r\n" else 1)
        return Stream(found, self._data[start : self._data.find(b"endstream", start)])


def _value(tokens: Iterator[re.Match[bytes]]) -> tuple[Any, re.Match[bytes] | None]:
    """The object that begins here, and the token behind it."""
    open_: list[list[Any]] = []
    kinds: list[bytes] = []
    for match in tokens:
        token = match[0]
        if token in (b"<<", b"["):
            open_.append([])
            kinds.append(token)
            continue
        value: Any = None
        if token in (b">>", b"]"):
            if not open_:
                return None, match
            parts = open_.pop()
            is_dictionary = kinds.pop() == b"<<"
            value = (
                dict(zip(_names(parts[::2]), parts[1::2], strict=False)) if is_dictionary else parts
            )
        elif match[1]:
            value = Ref(int(match[1]))
        elif token[:1] == b"/":
            value = unescaped(token)
        elif token in (b"endobj", b"stream"):
            return None, match
        if not open_:
            return value, next(tokens, None)
        open_[-1].append(value)
    return None, None


def _names(parts: list[Any]) -> list[bytes]:
    return [part if isinstance(part, bytes) else b"" for part in parts]


@lru_cache(maxsize=4096)
def unescaped(name: bytes) -> bytes:
    """A name with its escapes (#46) as the signs that they stand for."""
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)


def _filtered(kind: Any, stored: bytes, most: int) -> bytes | None:
    """Bytes behind one filter; None where it is not known, or they are damaged."""
    try:
        if kind in (b"/FlateDecode", b"/Fl"):
            return zlib.decompressobj().decompress(stored, most)
        if kind in (b"/ASCII85Decode", b"/A85"):
            return base64.a85decode(b"".join(stored.partition(b"~>")[0].split()))
        if kind in (b"/ASCIIHexDecode", b"/AHx"):
            return binascii.unhexlify(b"".join(stored.partition(b">")[0].split()))
    except (zlib.error, ValueError):
        return None
    return None

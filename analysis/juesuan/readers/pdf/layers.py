"""Whether a PDF file has layers (optional content), which may be switched off."""

from __future__ import annotations

import re
import zlib

_LAYERS = b"/OCProperties"
_OBJECTS = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
# So much of a stream of objects is looked through.
_MOST = 1 << 22
_HEADER = 400


def has_layers(data: bytes) -> bool:
    """The file's catalogue tells of layers; a locked one may."""
    if _LAYERS in data:
        return True
    found = [match.end() for match in _OBJECTS.finditer(data)]
    if found and b"/Encrypt" in data:
        return True
    for at in found:
        begin = _STREAM.search(data, at, at + _HEADER)
        if begin is None:
            continue
        try:
            objects = zlib.decompressobj().decompress(
                data[begin.end() : begin.end() + _MOST], _MOST
            )
        except zlib.error:
            continue
        if _LAYERS in objects:
            return True
    return False

"""The zip packages of office files: their parts, unpacked within limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from juesuan.catalogue.faults import Fault, fault
from juesuan.catalogue.remarks import Value
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import DEFAULT_LIMITS, Limits

# Parts up to this size are no bombs whatever their ratio.
_SMALL = 16_000_000
_STEP = 1 << 20
# So many parts are named.
_NAMED = 5
# What zipfile raises for damaged bytes, beside its own error.
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """The parts of a zip file. The directory's sizes are not believed: unpacking counts itself."""

    def __init__(self, data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> None:
        self.name = name
        self._limits = limits
        self._left = limits.unpacked
        try:
            self._zip = ZipFile(BytesIO(data))
            self._parts = {info.filename: info for info in self._zip.infolist()}
        except _BROKEN as error:
            raise self.damaged(str(error)) from error
        if (total := sum(info.file_size for info in self._parts.values())) > limits.unpacked:
            raise self._too_large(fault("parts_unpack", size=total))
        for info in self._parts.values():
            self._look_at(info, info.file_size)

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        return list(self._parts)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """A part's bytes; raises `UnreadableDocument` where it is absent, damaged or too large."""
        info = self._parts.get(part)
        if info is None:
            raise self.damaged(fault("package_part_missing", part=part))
        if info.flag_bits & 1:
            raise UnreadableDocument(fault("zip_locked"), source=self.name)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_STEP):
                    size += len(piece)
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_large(fault("part_unpacks", part=part, size=size))
                    self._look_at(info, size)
                    pieces.append(piece)
        except _BROKEN as error:
            raise self.damaged(f"{part}: {error}") from error
        return b"".join(pieces)

    def damaged(self, what: Value) -> UnreadableDocument:
        """The error for a part that is not as it should be."""
        return UnreadableDocument(fault("package_damaged", error=what), source=self.name)

    def _look_at(self, info: ZipInfo, size: int) -> None:
        if size > _SMALL and size > self._limits.ratio * max(info.compress_size, 1):
            times = size // max(info.compress_size, 1)
            raise self._too_large(fault("part_swells", part=info.filename, times=times))

    def _too_large(self, what: Fault) -> UnreadableDocument:
        return UnreadableDocument(fault("package_too_large", what=what), source=self.name)


def summary(names: Iterable[str]) -> Value:
    """The first names of a package's parts, for messages."""
    listed = sorted(names)
    if not listed:
        return fault("no_parts")
    named = tuple(listed[:_NAMED])
    more = len(listed) - _NAMED
    return fault("parts_and_more", names=named, more=more) if more > 0 else named

"""Workbooks of Excel 97 whose records are broken one by one, in a container that is whole."""

import io
import struct
from random import Random

from xlrd.compdoc import CompDoc
from xlwt.CompoundDoc import XlsDoc

Record = tuple[int, bytes]

_HEADER = struct.Struct("<HH")
_BOF, _EOF, _SHEET, _STRINGS, _CODE_PAGE = 0x0809, 0x000A, 0x0085, 0x00FC, 0x0042
_CONTINUE, _LABEL, _NUMBER, _FORMULA, _MERGED = 0x003C, 0x00FD, 0x0203, 0x0006, 0x00E5
_FORMAT, _XF, _DIMENSIONS, _ROW, _COLUMN, _PASSWORD = 0x041E, 0x00E0, 0x0200, 0x0208, 0x007D, 0x002F
_KNOWN = (
    *(_BOF, _EOF, _SHEET, _STRINGS, _CODE_PAGE, _CONTINUE, _LABEL, _NUMBER, _FORMULA, _MERGED),
    *(_FORMAT, _XF, _DIMENSIONS, _ROW, _COLUMN, _PASSWORD),
)
_EDGES = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF)


def records_of(data: bytes) -> list[Record]:
    """The records of the workbook in an .xls file."""
    stream = CompDoc(data, logfile=io.StringIO()).get_named_stream("Workbook")
    found: list[Record] = []
    at = 0
    while at + _HEADER.size <= len(stream):
        kind, size = _HEADER.unpack_from(stream, at)
        found.append((kind, bytes(stream[at + _HEADER.size : at + _HEADER.size + size])))
        at += _HEADER.size + size
    return found


def packed(records: list[Record], lengths: dict[int, int] | None = None) -> bytes:
    """An .xls file of these records; `lengths` says which of them lie about their length."""
    stream = b"".join(
        _HEADER.pack(kind, (lengths or {}).get(at, len(body)) & 0xFFFF) + body
        for at, (kind, body) in enumerate(records)
    )
    target = io.BytesIO()
    XlsDoc().save(target, stream)
    return target.getvalue()


def broken_records(data: bytes, rng: Random) -> bytes:
    """The workbook with some records changed, left out, doubled, moved, or of a wrong length."""
    records = records_of(data)
    lengths: dict[int, int] = {}
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        wanted = rng.choice(_KNOWN)
        places = [at for at, (kind, _) in enumerate(records) if kind == wanted]
        at = rng.choice(places) if places and rng.random() < 0.8 else rng.randrange(len(records))
        act = rng.randrange(8)
        kind, body = records[at]
        if act == 0:
            lengths[at] = rng.choice((*_EDGES, len(body) + 1, max(len(body) - 1, 0)))
        elif act == 1 and len(records) > 1:
            del records[at]
        elif act == 2:
            records[at:at] = [records[at]] * rng.choice((1, 3, 200))
        elif act == 3:
            records.insert(rng.randrange(len(records)), records[at])
        elif act == 4:
            records[at] = (kind, body[: rng.randrange(len(body) + 1)])
        elif act == 5:
            records[at] = (rng.choice(_KNOWN), body)
        elif act == 6:
            records[at] = (kind, body + rng.randbytes(rng.choice((1, 8, 8000))))
        else:
            records[at] = (kind, _other_numbers(body, rng))
    return packed(records, lengths)


def _other_numbers(body: bytes, rng: Random) -> bytes:
    """The record with some of its two-byte numbers at the edges of what they may be."""
    if len(body) < 2:
        return rng.randbytes(2)
    changed = bytearray(body)
    for _ in range(rng.choice((1, 2, 4))):
        struct.pack_into("<H", changed, rng.randrange(len(changed) - 1), rng.choice(_EDGES))
    return bytes(changed)


def broken_container(data: bytes, rng: Random) -> bytes:
    """The file with numbers of its container changed: chains of sectors, sizes, the directory."""
    changed = bytearray(data)
    first = struct.unpack_from("<I", data, 0x30)[0]
    directory = 512 * (first + 1)
    for _ in range(rng.choice((1, 2, 5, 20))):
        area = rng.choice(
            ((0x18, 0x200), (0x4C, 0x60), (directory, directory + 512), (512, len(data)))
        )
        start, stop = (min(end, len(changed) - 4) for end in area)
        place = rng.randrange(start, max(stop, start + 1)) & ~1
        value = rng.choice((0, 1, 2, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0x7FFFFFFF, 9, 0x10000))
        struct.pack_into("<I", changed, place, value)
    return bytes(changed)

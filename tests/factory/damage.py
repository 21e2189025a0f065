"""Files damaged at random, as bad disks, downloads and programs do it."""

import io
import re
import zipfile
from copy import deepcopy
from random import Random

from lxml import etree


def damaged(data: bytes, rng: Random) -> bytes:
    """The bytes with some changed, cut off, taken out, doubled, or with other digits."""
    return rng.choice((_changed, _cut_off, _taken_out, _doubled, _other_digits))(
        bytearray(data), rng
    )


def _changed(data: bytearray, rng: Random) -> bytes:
    for _ in range(rng.choice((1, 5, 50, 500))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _cut_off(data: bytearray, rng: Random) -> bytes:
    return bytes(data[: rng.randrange(len(data))])


def _piece(data: bytearray, rng: Random) -> slice:
    start = rng.randrange(len(data))
    return slice(start, start + rng.randrange(1, 5000))


def _taken_out(data: bytearray, rng: Random) -> bytes:
    del data[_piece(data, rng)]
    return bytes(data)


def _doubled(data: bytearray, rng: Random) -> bytes:
    piece = _piece(data, rng)
    data[piece.start : piece.start] = data[piece]
    return bytes(data)


def _other_digits(data: bytearray, rng: Random) -> bytes:
    digits = [at for at, byte in enumerate(data) if chr(byte) in "0123456789"]
    for _ in range(rng.choice((1, 5, 30))):
        data[rng.choice(digits)] = ord("0") + rng.randrange(10)
    return bytes(data)


def damaged_markup(data: bytes, rng: Random) -> bytes:
    """Markup with some tags taken out, doubled, exchanged or put elsewhere, and other spans."""
    parts = re.split(rb"(<[^<>]*>)", data)
    tags = range(1, len(parts), 2)
    for _ in range(rng.choice((1, 5, 50, 500))):
        one, other = rng.choice(tags), rng.choice(tags)
        rng.choice((_drop, _double, _exchange, _span))(parts, one, other)
    return b"".join(parts)


def _drop(parts: list[bytes], one: int, _: int) -> None:
    parts[one] = b""


def _double(parts: list[bytes], one: int, other: int) -> None:
    parts[other] += parts[one]


def _exchange(parts: list[bytes], one: int, other: int) -> None:
    parts[one], parts[other] = parts[other], parts[one]


def _span(parts: list[bytes], one: int, _: int) -> None:
    parts[one] = re.sub(rb'="?\d+"?', b'="987654321"', parts[one])


def damaged_parts(data: bytes, rng: Random) -> bytes:
    """A zip archive with one of its files damaged, whole as an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        wanted = rng.choice([name for name in names if name.endswith((".xml", ".rels"))])
        if rng.random() < 0.6:
            wanted = next(name for name in names if name.endswith("document.xml"))
        for name in names:
            content = old.read(name)
            if name == wanted:
                content = rng.choice((damaged, damaged_elements, damaged_elements))(content, rng)
            new.writestr(name, content)
    return buffer.getvalue()


def damaged_elements(data: bytes, rng: Random) -> bytes:
    """XML that stays well-formed, with elements taken out, doubled, moved or with other values."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(rng.choice((1, 5, 50, 200))):
        elements = [each for each in root.iter() if each is not root]
        if not elements:
            break
        one, other = rng.choice(elements), rng.choice(elements)
        act = rng.randrange(4)
        if act == 0:
            one.getparent().remove(one)
        elif act == 1:
            other.addnext(deepcopy(one))
        elif act == 2 and one not in other.iterancestors() and one is not other:
            other.append(one)
        else:
            for key in one.attrib:
                one.set(key, rng.choice(("", "0", "-1", "7", "999999999999", "x", "restart")))
    return etree.tostring(root)

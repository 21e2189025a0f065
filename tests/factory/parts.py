"""Office packages with parts that no program writes: absent, empty, circular, endless, nested."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Parts = dict[str, bytes]

# What a value or a piece of markup becomes; each was chosen because a reader may stumble on it.
ODD = (
    *(b"", b'""', b'"-1"', b'"99999999999999999999"', b'"XFD1048576"', b'"A1:XFD1048576"'),
    *(b'"A0"', b'"1"', b'"s"', b'"e"', b'"b"', b'"str"', b"<c>", b"</c>", b"<v>1e999</v>"),
    *(b"<v>nan</v>", b"<v>1_0</v>", "<v>１２²</v>".encode(), b"<row r='0'>", b"999999999", b"-1"),
    *(b"&#0;", b"&amp;", '"²"'.encode(), b"<f/>", b"<is><t>x</t></is>", b'"[h]:mm,,;;;"'),
    *(b"&#27;[31m", "\u202e".encode(), b'"1e400"', b'"0x10"', b'"$A$1"', b"<!-- -->", b"<![CDATA["),
)
_PIECE = re.compile(rb'"[^"]*"|<[^>]*>|[0-9]+')
_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))
    + b"]>"
)


def unpacked(data: bytes) -> Parts:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    """The package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed_values(data: bytes, rng: Random) -> bytes:
    """The package with pieces of one part changed, its checksums right."""
    parts = unpacked(data)
    victim = rng.choice(list(parts))
    text = parts[victim]
    for _ in range(rng.choice((1, 2, 5, 20))):
        pieces = list(_PIECE.finditer(text))
        if not pieces:
            break
        piece = rng.choice(pieces)
        put = rng.choice((*ODD, rng.choice(pieces)[0]))
        text = text[: piece.start()] + put + text[piece.end() :]
    return packed(parts | {victim: text})


def broken_parts(data: bytes, rng: Random) -> bytes:
    """The package with one or two of its parts broken as a whole."""
    parts = unpacked(data)
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice([*parts, *(each for each in parts if each.endswith(".rels"))])
        rng.choice(_ACTS)(parts, name, rng)
        if not parts:
            break
    return packed(parts)


def _absent(parts: Parts, name: str, _: Random) -> None:
    del parts[name]


def _empty(parts: Parts, name: str, rng: Random) -> None:
    parts[name] = rng.choice((b"", b"\x00" * 8, b"<a/>", b"<a>", b"\xff\xfe<\x00a\x00/\x00>\x00"))


def _exchanged(parts: Parts, name: str, rng: Random) -> None:
    other = rng.choice(list(parts))
    parts[name], parts[other] = parts[other], parts[name]


def _cut_off(parts: Parts, name: str, rng: Random) -> None:
    parts[name] = parts[name][: rng.randrange(len(parts[name]) + 1)]


def _circular(parts: Parts, name: str, rng: Random) -> None:
    """Relations that lead back to where they come from, or out of the package."""
    target = rng.choice(
        (
            name,
            "../" * 9 + "etc/passwd",
            "/",
            "",
            ".",
            "%2e%2e/x",
            "#",
            "http://example.org/a",
            "\x01",
        )
    ).encode()
    parts[name] = re.sub(rb'Target="[^"]*"', b'Target="' + target + b'"', parts[name])


def _other_kinds(parts: Parts, name: str, rng: Random) -> None:
    kind = rng.choice((b"worksheet", b"sharedStrings", b"styles", b"officeDocument", b"chart", b""))
    parts[name] = re.sub(rb'(Type="[^"]*/)\w*"', rb"\1" + kind + b'"', parts[name])


def _entities(parts: Parts, name: str, _: Random) -> None:
    body = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", parts[name])
    parts[name] = _ENTITY + re.sub(rb"(<[^/!?][^>]*[^/]>)", rb"\1&j;", body, count=1)


def _nested(parts: Parts, name: str, rng: Random) -> None:
    """Elements in elements, deeper than any stack."""
    tags = re.findall(rb"<([\w:]+)", parts[name]) or [b"a"]
    tag, depth = rng.choice(tags), rng.choice((300, 3_000, 30_000))
    at = parts[name].rfind(b"</")
    at = len(parts[name]) if at < 0 else at
    nest = b"<%s>" % tag * depth + b"</%s>" % tag * depth
    parts[name] = parts[name][:at] + nest + parts[name][at:]


def _doubled(parts: Parts, name: str, rng: Random) -> None:
    """All elements of a kind many times over."""
    found = re.findall(rb"<(\w[\w:]*)[^<>]*/>", parts[name])
    if found:
        tag = re.escape(rng.choice(found))
        times = rng.choice((2, 50))
        one = re.compile(rb"<" + tag + rb"(?: [^<>]*)?/>")
        parts[name] = one.sub(lambda match: match[0] * times, parts[name])[:4_000_000]


def _other_encoding(parts: Parts, name: str, rng: Random) -> None:
    encoding = rng.choice((b"utf-16", b"gbk", b"utf-7", b"x-none", b"UTF-8' standalone='x"))
    parts[name] = re.sub(
        rb"encoding=['\"][^'\"]*['\"]", b"encoding='" + encoding + b"'", parts[name]
    )


_ACTS: tuple[Callable[[Parts, str, Random], None], ...] = (
    *(_absent, _empty, _exchanged, _cut_off, _circular, _other_kinds),
    *(_entities, _nested, _doubled, _other_encoding),
)
_SHEET_VALUES = (
    (
        rb'r="[A-Z]+\d+"',
        (b'r="XFD1048576"', b'r="A0"', b'r="A-1"', b'r="ZZZZZZ9"', b'r="1"', b'r=""'),
    ),
    (
        rb'<row r="\d+"',
        (b'<row r="-5"', b'<row r="1048577"', b'<row r="99999999999"', b'<row r="x"'),
    ),
    (rb"<v>\d+</v>", (b"<v>-1</v>", b"<v>99999999</v>", b"<v></v>", b"<v>1.5</v>", b"<v>x</v>")),
    (
        rb'ref="[^"]*"',
        (b'ref="A1:XFD1048576"', b'ref="A1:A1"', b'ref="B2:A1"', b'ref=":"', b'ref=""'),
    ),
    (rb' s="\d+"', (b' s="-1"', b' s="99999"', b' s="x"', b' s=""')),
    (
        rb' t="\w+"',
        (b' t="s"', b' t="e"', b' t="b"', b' t="str"', b' t="inlineStr"', b' t="d"', b""),
    ),
    (rb'numFmtId="\d+"', (b'numFmtId="-1"', b'numFmtId="999"', b'numFmtId="\xc2\xb2"')),
    (
        rb'formatCode="[^"]*"',
        (b'formatCode="[' + b"0," * 900 + b'"', b'formatCode=";;;"', b'formatCode="\\"'),
    ),
    (rb'm(?:in|ax)="\d+"', (b'min="0"', b'max="99999999999"', b'max="-1"', b'max="x"')),
    (
        rb"<sheet [^>]*/>",
        (b'<sheet name="\x7f" r:id="rId1"/>', b"<sheet/>", b'<sheet name="a" r:id="x"/>'),
    ),
)


def changed_sheets(data: bytes, rng: Random) -> bytes:
    """The workbook with rows, references, indexes and formats that no program writes."""
    parts = unpacked(data)
    names = [name for name in parts if re.search(r"sheet|styles|workbook\.xml$", name)]
    for _ in range(rng.choice((1, 2, 5))):
        pattern, values = rng.choice(_SHEET_VALUES)
        share = rng.choice((0.02, 0.3, 1.0))
        for name in names:
            pieces = re.split(rb"(%s)" % pattern, parts[name])
            for at in range(1, len(pieces), 2):
                pieces[at] = rng.choice(values) if rng.random() < share else pieces[at]
            parts[name] = b"".join(pieces)
    return packed(parts)

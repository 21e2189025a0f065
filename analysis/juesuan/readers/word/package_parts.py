"""The parts of a Word file: its text, its styles, its numbering."""

from __future__ import annotations

import posixpath

import msgspec
from lxml import etree

from juesuan.catalogue.faults import fault
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.package import Package

_RELATIONSHIPS = "_rels/.rels"


class Parts(msgspec.Struct, frozen=True):
    """The XML of the parts that are read; empty where a file has no such part."""

    document: bytes
    styles: bytes
    numbering: bytes


def read_parts(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Parts:
    """The parts of a .docx file, found by its relationships.

    Only these are unpacked: what else a file refers to may be missing, as it often is.
    Raises `UnreadableDocument`.
    """
    reader = _Reader(Package(data, name, limits), name, limits)
    main = reader.targets(_RELATIONSHIPS, "").get("officeDocument", "word/document.xml")
    if main not in reader.package:
        raise UnreadableDocument(fault("no_word_file"), source=name)
    folder, file = posixpath.split(main)
    related = reader.targets(posixpath.join(folder, "_rels", f"{file}.rels"), folder)
    return Parts(
        reader.part(main),
        reader.part(related.get("styles", "")),
        reader.part(related.get("numbering", "")),
    )


def damaged(error: Exception, name: str) -> UnreadableDocument:
    """The error for a file whose parts cannot be read."""
    return UnreadableDocument(fault("word_damaged", error=error), source=name)


class _Reader(msgspec.Struct, frozen=True):
    package: Package
    name: str
    limits: Limits

    def part(self, path: str) -> bytes:
        """A part's bytes; none where it is missing."""
        if path not in self.package:
            return b""
        xml = self.package.read(path)
        if (tags := xml.count(b"<")) > self.limits.word_tags:
            raise UnreadableDocument(
                fault("word_too_large", part=path, tags=tags), source=self.name
            )
        return xml

    def targets(self, path: str, folder: str) -> dict[str, str]:
        """What a part refers to: the last word of the relationship's type → the path."""
        root = parsed(self.part(path), self.name)
        if root is None:
            return {}
        found: dict[str, str] = {}
        for each in root:
            kind = str(each.get("Type", "")).rpartition("/")[2]
            target = str(each.get("Target", ""))
            if each.get("TargetMode") != "External":
                absolute = target.startswith("/")
                whole = target[1:] if absolute else posixpath.join(folder, target)
                found.setdefault(kind, posixpath.normpath(whole))
        return found


def parsed(xml: bytes, name: str) -> etree._Element | None:
    """The root of a part; None for an empty one. Entities are refused, not resolved."""
    if not xml:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(error, name) from error
    refuse_entities(root, name)
    return root


def refuse_entities(root: etree._Element, name: str) -> None:
    """Raise `UnreadableDocument` where a part declares entities, as no program writes them."""
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument(fault("word_declares_type"), source=name)

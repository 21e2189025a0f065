"""How much a page comes to where forms hold forms, counted before pdfium unfolds them.

pdfium makes all objects of a page when it loads it, those of a form again wherever it is drawn: a
file of 20 KB may take all memory. Files without forms in forms and with short contents are not
looked at twice.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from io import BytesIO
from typing import Any

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.catalogue.faults import Fault, fault
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import Limits
from juesuan.readers.pdf.objects import Objects, Ref, Stream, unescaped

_STREAM = re.compile(rb"stream\r?\n")
_DRAWS = re.compile(rb"(?<![A-Za-z0-9/#])Do(?![A-Za-z0-9#])")
_DRAWN = re.compile(rb"(/[^\s/<>\[\](){}%]*)\s+Do(?![A-Za-z0-9#])")
# How a name may hide that it is one of these: /F#6frm.
_LETTER = re.compile(rb"#[4-7][0-9A-Fa-f]")
_LONGEST_NAME = 60
_NAME = re.compile(rb"/[A-Za-z0-9#]+")
_HIDDEN = (b"/Form", b"/Filter", b"/FlateDecode", b"/Encrypt", b"/Subtype")
_ELSEWHERE = re.compile(rb"/(?:Subtype|Filter)\s+\d")
_DICTIONARY = 100_000
# Streams that are no contents of pages; they are not looked into.
_OTHERS = re.compile(rb"/Subtype\s*/Image|/Length1|/XRef|/ObjStm|/CIDFontType0C|/Type1C|/OpenType")
# No program nests them so; pdfium stops earlier.
_DEEPEST = 200
# zlib makes no more than so many bytes of one.
_HIGHEST_RATIO = 1032


class Unfolded(msgspec.Struct, frozen=True):
    """How many forms are drawn, those in forms counted anew each time, and the contents' bytes."""

    forms: int = 0
    content: int = 0


def refuse_unfolding(
    document: pypdfium2.PdfDocument, data: bytes, name: str, limits: Limits
) -> None:
    """Raise `UnreadableDocument` where pages come to far more than they are stored as."""
    if not _may_unfold(data, limits):
        return
    copy = BytesIO()
    try:
        document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(fault("pdf_forms_damaged", error=error), source=name) from error
    count = _Count(Objects(copy.getvalue()), limits)
    for page, found in count.roots():
        if count.is_too_deep or count.is_unknown:
            entry = "forms_too_deep" if count.is_too_deep else "forms_unknown"
            raise _refused(fault(entry), name, limits, "forms")
        what = fault("this_page", page=page) if page else fault("this_form")
        if found.forms > limits.forms:
            raise _refused(
                fault("draws_forms", what=what, count=found.forms), name, limits, "forms"
            )
        if found.content > limits.content:
            drawn = fault("draws_content", what=what, size=found.content)
            raise _refused(drawn, name, limits, "content")


def _refused(what: Fault, name: str, limits: Limits, limit: str) -> UnreadableDocument:
    return UnreadableDocument(
        fault("pdf_exhausts", what=what, most=getattr(limits, limit), limit=limit), source=name
    )


def _may_unfold(data: bytes, limits: Limits) -> bool:
    """Some form draws another, or some content is stored in far fewer bytes than it has.

    What cannot be told from the stored bytes counts as such: a lock, another filter.
    """
    has_forms = b"/Form" in data
    if _ELSEWHERE.search(data) or _hides(data):
        return True
    locked = b"/Encrypt" in data
    for match in _STREAM.finditer(data):
        if data.endswith(b"end", 0, match.start()):
            continue
        first = max(0, match.start() - _DICTIONARY)
        known = data[max(first, data.rfind(b"obj", first, match.start())) : match.start()]
        is_form = has_forms and b"/Form" in known
        if is_form and locked:
            return True
        end = data.find(b"endstream", match.end())
        long = end < 0 or (end - match.end()) * _HIGHEST_RATIO > limits.content
        chained = known.count(b"Decode") > 1
        if not is_form and (not (long or chained) or _OTHERS.search(known)):
            continue
        content = _content(data[match.end() : end], known, limits.content)
        if content is None or len(content) > limits.content:
            if is_form or chained or content is not None:
                return True
        elif is_form and _DRAWS.search(content):
            return True
    return False


def _hides(data: bytes) -> bool:
    """A name is written so that its bytes do not tell what it is."""
    for match in _LETTER.finditer(data):
        start = data.rfind(b"/", max(0, match.start() - _LONGEST_NAME), match.start())
        name = _NAME.match(data, start) if start >= 0 else None
        if name and unescaped(name[0]) in _HIDDEN:
            return True
    return False


def _content(stored: bytes, known: bytes, most: int) -> bytes | None:
    """The content of a stream with one usual filter or none; None for others."""
    if b"Decode" not in known and b"/Filter" not in known:
        return stored
    if known.count(b"Decode") > 1:
        return None
    try:
        return zlib.decompressobj().decompress(stored, most + 1)
    except zlib.error:
        return None


class _Count:
    """Counts what pages and forms come to, a form once for each of its resources."""

    def __init__(self, objects: Objects, limits: Limits) -> None:
        self._objects = objects
        self._most = limits.content
        self._known: dict[tuple[int, int], Unfolded] = {}
        self._depth = 0
        self.is_too_deep = self.is_unknown = False

    def roots(self) -> list[tuple[int, Unfolded]]:
        """Every page with its number, then every form and pattern with 0."""
        found: list[tuple[int, Unfolded]] = []
        forms: list[tuple[int, Unfolded]] = []
        for number in self._objects:
            each = self._objects.get(Ref(number))
            if isinstance(each, Stream):
                if b"/BBox" in each.known:
                    forms.append((0, self._form(number, {})))
            elif isinstance(each, dict) and self._objects.get(each.get(b"/Type")) == b"/Page":
                found.append((len(found) + 1, self._page(each)))
        return found + forms

    def _page(self, page: dict[bytes, Any]) -> Unfolded:
        contents = self._objects.get(page.get(b"/Contents"))
        streams = contents if isinstance(contents, list) else [page.get(b"/Contents")]
        parts: list[bytes] = []
        size = 0
        resources = self._inherited(page)
        for each in map(self._objects.get, streams):
            if isinstance(each, Stream) and size <= self._most:
                content = self._objects.content(each, self._most - size)
                if content is None:
                    self._look_at(resources)
                parts.append(content or b"")
                size += len(parts[-1])
        return self._drawn(b"\n".join(parts), resources)

    def _look_at(self, resources: dict[bytes, Any]) -> None:
        """Content that cannot be read here draws forms that draw others: how many is not known."""
        names = self._objects.dictionary(resources.get(b"/XObject"))
        drawn = [
            self._form(ref.number, resources) for ref in names.values() if isinstance(ref, Ref)
        ]
        self.is_unknown |= any(each.forms for each in drawn)

    def _inherited(self, page: dict[bytes, Any]) -> dict[bytes, Any]:
        """The resources of a page, or of the pages above it."""
        for _ in range(50):
            if b"/Resources" in page or b"/Parent" not in page:
                break
            page = self._objects.dictionary(page[b"/Parent"])
        return self._objects.dictionary(page.get(b"/Resources"))

    def _form(self, number: int, above: dict[bytes, Any]) -> Unfolded:
        """What a form comes to. One without resources has those of what it is drawn on.

        A form that draws itself is not drawn again.
        """
        form = self._objects.get(Ref(number))
        if not isinstance(form, Stream):
            return Unfolded()
        own = b"/Resources" in form.known
        resources = self._objects.dictionary(form.known[b"/Resources"]) if own else above
        key = (number, 0 if own else id(above))
        if self._depth > _DEEPEST:
            self.is_too_deep = True
        elif key not in self._known:
            self._known[key] = Unfolded()
            self._depth += 1
            content = self._objects.content(form, self._most)
            if content is None:
                self._look_at(resources)
            self._known[key] = self._drawn(content or b"", resources)
            self._depth -= 1
        return self._known.get(key, Unfolded())

    def _drawn(self, content: bytes, resources: dict[bytes, Any]) -> Unfolded:
        names = self._objects.dictionary(resources.get(b"/XObject"))
        if not names:
            return Unfolded(0, len(content))
        counted = Counter(map(unescaped, _DRAWN.findall(content)))
        # Names that stand apart from their `Do` may be any.
        others = max(len(_DRAWS.findall(content)) - counted.total(), 0)
        each = {
            name: self._form(ref.number, resources)
            for name, ref in names.items()
            if isinstance(ref, Ref) and (name in counted or others)
        }
        forms, size = 0, len(content)
        largest = max(each.values(), key=lambda found: (found.forms, found.content), default=None)
        for name, times in [*counted.items(), (None, others)]:
            drawn = largest if name is None else each.get(name)
            if drawn is not None:
                forms += times * (1 + drawn.forms)
                size += times * drawn.content
        return Unfolded(forms, size)

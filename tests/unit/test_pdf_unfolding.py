"""Forms in forms and packed contents of PDF files: counted before pdfium makes their objects."""

import base64
import io
import zlib
from time import process_time

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import juesuan
from juesuan.readers import read_source
from juesuan.readers.limits import Limits

WORDS = "BT /F 12 Tf 50 100 Td (Words) Tj ET "
LEVELS, TIMES = 3, 8
IN_ALL = TIMES + TIMES**2 + TIMES**3


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(content: bytes, known: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    stored = content
    for each in reversed(filters.split(b"/")[1:]):
        stored = zlib.compress(stored) if each == b"FlateDecode" else base64.a85encode(stored)
    filtered = b"/Filter [%s] " % filters if filters else b""
    return b"<< %s%s/Length %d >>\nstream\n%s\nendstream" % (known, filtered, len(stored), stored)


def nested(
    times: int = TIMES,
    *,
    levels: int = LEVELS,
    filters: bytes = b"/FlateDecode",
    form: bytes = b"/Form",
    draws: bytes = b"/X%d Do ",
    own: bool = True,
) -> bytes:
    """A page of words that draws a form so many times, which draws another as many times."""
    first = 6
    names = b" ".join(b"/X%d %d 0 R" % (at, first + at) for at in range(levels))
    forms = []
    for at in range(levels):
        content = draws % (at + 1) * times if at + 1 < levels else b"0 0 1 1 re f"
        inside = b"/Resources << /XObject << /X%d %d 0 R >> >> " % (at + 1, first + at + 1)
        known = b"/Type /XObject /Subtype %s /BBox [0 0 9 9] " % form
        forms.append(stream(content, known + (inside if own else b""), filters))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> /XObject << %s >> >> >>" % names
    )
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream(WORDS.encode() + draws % 0 * times),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *forms,
    )


HIDDEN = {
    "as programs write them": {},
    "without a filter": {"filters": b""},
    "behind two filters": {"filters": b"/ASCII85Decode/FlateDecode"},
    "packed twice": {"filters": b"/FlateDecode/FlateDecode"},
    "with an escape in their name": {"form": b"/F#6frm"},
    "with a comment in front of Do": {"draws": b"/X%d %%\nDo "},
    "with the page's resources": {"own": False},
}


@pytest.mark.parametrize("how", HIDDEN)
def test_forms_in_forms_are_counted_before_they_are_drawn(how):
    data = nested(**HIDDEN[how])
    read = read_source(data, "forms.pdf", Limits(forms=IN_ALL))
    assert read.lines[0].printed == "Words"
    with pytest.raises(juesuan.UnreadableDocument, match=rf"draws {IN_ALL:,} forms") as refused:
        read_source(data, "forms.pdf", Limits(forms=IN_ALL - 1))
    assert "Limits(forms=…)" in refused.value.hint


def test_what_would_take_all_memory_is_refused_at_once():
    begun = process_time()
    with pytest.raises(juesuan.UnreadableDocument, match="made to exhaust memory"):
        read_source(nested(levels=12), "forms.pdf")
    with pytest.raises(juesuan.UnreadableDocument, match="nested too deep"):
        read_source(nested(1, levels=400), "forms.pdf")
    assert process_time() - begun < 2


@pytest.mark.parametrize("lock", [None, StandardEncryption("", "own", canPrint=0)])
def test_forms_of_a_locked_file_are_counted_too(lock):
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=lock)
    for name, inner in (("c", ""), ("b", "c"), ("a", "b")):
        canvas.beginForm(name)
        canvas.drawString(9, 9, "Words")
        for _ in range(TIMES if inner else 0):
            canvas.doForm(inner)
        canvas.endForm()
    canvas.drawString(9, 9, "Words")
    canvas.doForm("a")
    canvas.save()
    with pytest.raises(juesuan.UnreadableDocument, match=f"draws {1 + TIMES + TIMES**2} forms"):
        read_source(target.getvalue(), "locked.pdf", Limits(forms=TIMES))
    assert read_source(target.getvalue(), "locked.pdf").lines


def test_a_form_that_draws_itself_is_counted_once():
    data = nested(levels=1).replace(b"/X1 7 0 R", b"/X1 6 0 R")
    assert read_source(data, "loop.pdf", Limits(forms=TIMES)).lines


@pytest.mark.parametrize("filters", [b"/FlateDecode", b"/FlateDecode/FlateDecode"])
def test_content_that_is_packed_small_is_counted_before_it_is_drawn(filters):
    content = WORDS.encode() + b"0 0 1 1 re f\n" * 20_000
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>"
    )
    data = pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream(content, filters=filters),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    assert read_source(data, "packed.pdf").lines
    with pytest.raises(juesuan.UnreadableDocument, match="page 1 draws comes to") as refused:
        read_source(data, "packed.pdf", Limits(content=100_000))
    assert "Limits(content=…)" in refused.value.hint

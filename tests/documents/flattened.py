"""A PDF as its flattened text."""

import pypdfium2


def flattened(path) -> bytes:
    """A PDF's text as pdfium takes it out, page by page."""
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return "\f".join(pages).encode()

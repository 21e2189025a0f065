"""PDF files: text lines and ruled cells with their places."""

from juesuan.readers.pdf.document import read_pdf

__all__ = ["read_pdf"]

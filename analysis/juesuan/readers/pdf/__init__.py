"""PDF files: text lines and ruled cells with their places."""

from juesuan.readers.pdf.pdf_file import read_pdf

__all__ = ["read_pdf"]

"""Bytes of one medium → lines of text with positions. No budget word lives here."""

from juesuan.readers.source import Line, Source
from juesuan.readers.text import read_text

__all__ = ["Line", "Source", "read_text"]

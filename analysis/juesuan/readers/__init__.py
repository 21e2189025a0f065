"""Bytes of one medium → lines of text and grids with positions. No budget word lives here."""

from juesuan.readers.grid import Cell, Grid
from juesuan.readers.media import read_source
from juesuan.readers.page import Page
from juesuan.readers.source import Line, Source
from juesuan.readers.text import read_text

__all__ = ["Cell", "Grid", "Line", "Page", "Source", "read_source", "read_text"]

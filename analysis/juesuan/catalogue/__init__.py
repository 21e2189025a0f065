"""All domain knowledge as data files, with a small typed loader and no arithmetic."""

from juesuan.catalogue.classification import Classification, classification
from juesuan.catalogue.dictionary import CHECKED, FRAMES, Column, Frame, columns, frames
from juesuan.catalogue.forms import Form, Line, Table, tables, tables_of
from juesuan.catalogue.wording import Wording, wording

__all__ = [
    "CHECKED",
    "FRAMES",
    "Classification",
    "Column",
    "Form",
    "Frame",
    "Line",
    "Table",
    "Wording",
    "classification",
    "columns",
    "frames",
    "tables",
    "tables_of",
    "wording",
]

"""juesuan (决算): the final accounts of Chinese government departments as verified, tidy data.

>>> import juesuan
>>> doc = juesuan.read("data/raw/武汉市汉阳区总工会2022年度部门决算.txt")  # doctest: +SKIP
>>> doc.expenditure  # doctest: +SKIP
"""

from juesuan._version import __version__
from juesuan.document import FRAMES, Document, read
from juesuan.errors import (
    CatalogueError,
    FrameError,
    JuesuanError,
    NotAFinalAccount,
    ScannedDocument,
    SuiteError,
    TableNotRecognised,
    UnreadableDocument,
)

__all__ = [
    "FRAMES",
    "CatalogueError",
    "Document",
    "FrameError",
    "JuesuanError",
    "NotAFinalAccount",
    "ScannedDocument",
    "SuiteError",
    "TableNotRecognised",
    "UnreadableDocument",
    "__version__",
    "read",
]

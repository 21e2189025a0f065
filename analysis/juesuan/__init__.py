"""juesuan (决算): the final accounts of Chinese government departments as verified, tidy data.

>>> import juesuan
>>> doc = juesuan.read("data/raw/武汉市汉阳区总工会2022年度部门决算.txt")  # doctest: +SKIP
>>> doc.expenditure  # doctest: +SKIP
"""

from juesuan._version import __version__
from juesuan.document import FRAMES, Document, read
from juesuan.errors import (
    CatalogueError,
    CorrectionError,
    FrameError,
    Inconsistent,
    JuesuanError,
    NoBrowser,
    NotAFinalAccount,
    NothingToDraw,
    SuiteError,
    TableNotRecognised,
    UnreadableDocument,
)
from juesuan.graph.verdicts import verdicts as check_frames
from juesuan.identities.stacked import stack_frames
from juesuan.identities.suites import load_suites
from juesuan.shipped import example

__all__ = [
    "FRAMES",
    "CatalogueError",
    "CorrectionError",
    "Document",
    "FrameError",
    "Inconsistent",
    "JuesuanError",
    "NoBrowser",
    "NotAFinalAccount",
    "NothingToDraw",
    "SuiteError",
    "TableNotRecognised",
    "UnreadableDocument",
    "__version__",
    "check_frames",
    "example",
    "load_suites",
    "read",
    "stack_frames",
]

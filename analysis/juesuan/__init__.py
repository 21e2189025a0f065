"""juesuan (决算): the final accounts of Chinese government departments as verified, tidy data.

>>> import juesuan
>>> doc = juesuan.read("data/raw/武汉市汉阳区总工会2022年度部门决算.txt")  # doctest: +SKIP
>>> doc.expenditure  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from juesuan._version import __version__
from juesuan.document import FRAMES, Document, read
from juesuan.errors import (
    CatalogueError,
    CorpusError,
    CorrectionError,
    FrameError,
    Inconsistent,
    JuesuanError,
    NoBrowser,
    NotAFinalAccount,
    NothingToDraw,
    ScannedDocument,
    SuiteError,
    TableNotRecognised,
    UnreadableDocument,
    WorkbookError,
)
from juesuan.identities.gx.gx_suites import load_suites
from juesuan.identities.gx.stacked import stack_frames
from juesuan.identities.verdicts import verdicts as check_frames
from juesuan.readers.limits import Limits
from juesuan.shipped import example

if TYPE_CHECKING:
    import pandas as pd

    from juesuan.corpus.corpus import Corpus

__all__ = [
    "FRAMES",
    "CatalogueError",
    "CorpusError",
    "CorrectionError",
    "Document",
    "FrameError",
    "Inconsistent",
    "JuesuanError",
    "Limits",
    "NoBrowser",
    "NotAFinalAccount",
    "NothingToDraw",
    "ScannedDocument",
    "SuiteError",
    "TableNotRecognised",
    "UnreadableDocument",
    "WorkbookError",
    "__version__",
    "check_frames",
    "example",
    "load_suites",
    "open_corpus",
    "read",
    "read_workbook",
    "stack_frames",
]


def open_corpus(folder: str | Path, *, superseded: bool = False) -> Corpus:
    """The corpus that `juesuan build` wrote to a folder; its frames are read when asked for.

    Of an account that was published twice only the newer edition counts (`corpus.editions` lists
    both); with `superseded` the older ones stay in. Raises `CorpusError` where the folder holds no
    corpus, or one of another version.
    """
    from juesuan.corpus.corpus import Corpus

    return Corpus(folder, superseded=superseded)


def read_workbook(source: str | Path | IO[bytes]) -> dict[str, pd.DataFrame]:
    """The frames back from a workbook that `Document.to_excel` or `juesuan export` wrote.

    One entry a frame of `juesuan.FRAMES`, with the types of the contract. Raises `WorkbookError`
    where the file is no such workbook.
    """
    from juesuan.workbook.read_back import read_workbook as read_frames

    return read_frames(source)

"""juesuan (决算): the final accounts of Chinese government departments as verified, tidy data.

>>> import juesuan
>>> doc = juesuan.read("data/raw/武汉市汉阳区总工会2022年度部门决算.txt")  # doctest: +SKIP
>>> doc.expenditure  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from juesuan._version import __version__
from juesuan.catalogue import FRAMES
from juesuan.catalogue import tables as _tables
from juesuan.errors import (
    CatalogueError,
    CorpusError,
    CorrectionError,
    ExportError,
    FrameError,
    Inconsistent,
    JuesuanError,
    MissingExtra,
    NeedsReview,
    NoBrowser,
    NoPage,
    NoSource,
    NotAFinalAccount,
    NotComparable,
    NothingToDraw,
    PartsDiffer,
    ScannedDocument,
    SuiteError,
    TableNotRecognised,
    UnknownChoice,
    UnknownName,
    UnreadableDocument,
    WorkbookError,
)
from juesuan.language import options

if TYPE_CHECKING:
    import pandas as pd

    from juesuan import corpus, exports, figures
    from juesuan.corpus.build import build
    from juesuan.corpus.corpus import Corpus
    from juesuan.document import Document, read
    from juesuan.exports.csv_file import read_csv, to_csv
    from juesuan.exports.stata import to_stata
    from juesuan.identities.gx.gx_suites import load_suites
    from juesuan.identities.gx.stacked import stack_frames
    from juesuan.identities.verdicts import verdicts as check_frames
    from juesuan.lab import example, example_pair
    from juesuan.measures.comparison import compare
    from juesuan.readers.limits import Limits
    from juesuan.show.view import view

__all__ = [
    "FRAMES",
    "TABLES",
    "CatalogueError",
    "CorpusError",
    "CorrectionError",
    "Document",
    "ExportError",
    "FrameError",
    "Inconsistent",
    "JuesuanError",
    "Limits",
    "MissingExtra",
    "NeedsReview",
    "NoBrowser",
    "NoPage",
    "NoSource",
    "NotAFinalAccount",
    "NotComparable",
    "NothingToDraw",
    "PartsDiffer",
    "ScannedDocument",
    "SuiteError",
    "TableNotRecognised",
    "UnknownChoice",
    "UnknownName",
    "UnreadableDocument",
    "WorkbookError",
    "__version__",
    "build",
    "check_frames",
    "compare",
    "corpus",
    "example",
    "example_pair",
    "exports",
    "figures",
    "load_suites",
    "open_corpus",
    "options",
    "read",
    "read_csv",
    "read_workbook",
    "stack_frames",
    "to_csv",
    "to_stata",
    "view",
]

# key → title of every official table, in the order of the published set
TABLES = MappingProxyType({key: table.title for key, table in _tables().items()})

# What takes time to load, pandas above all, is loaded when it is first asked for: name → where it
# stands, by another name behind a colon; None: a module.
_LATE = {
    "Document": "juesuan.document",
    "Limits": "juesuan.readers.limits",
    "build": "juesuan.corpus.build",
    "check_frames": "juesuan.identities.verdicts:verdicts",
    "compare": "juesuan.measures.comparison",
    "corpus": None,
    "example": "juesuan.lab",
    "example_pair": "juesuan.lab",
    "exports": None,
    "figures": None,
    "load_suites": "juesuan.identities.gx.gx_suites",
    "read": "juesuan.document",
    "read_csv": "juesuan.exports.csv_file",
    "stack_frames": "juesuan.identities.gx.stacked",
    "to_csv": "juesuan.exports.csv_file",
    "to_stata": "juesuan.exports.stata",
    "view": "juesuan.show.view",
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'juesuan' has no attribute {name!r}")
    place, _, own = (_LATE[name] or "").partition(":")
    found = import_module(place or f"juesuan.{name}")
    globals()[name] = getattr(found, own or name) if place else found
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})


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

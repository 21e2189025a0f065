"""Whether pages that are pictures are recognised, and who does it."""

from __future__ import annotations

from importlib.util import find_spec

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.errors import MissingExtra

# Where it is needed and can be done, not at all, or on every page.
AUTO, NEVER, FORCE = "auto", "never", "force"
MODES = (AUTO, NEVER, FORCE)

_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_PACKAGE, _EXTRA = "rapidocr", "ocr"


def is_there() -> bool:
    """The packages that recognise text are installed."""
    try:
        return find_spec(_PACKAGE) is not None
    except ModuleNotFoundError:
        return False


def checked_mode(mode: str) -> str:
    """The mode; raises `UnknownChoice` for another, `MissingExtra` where it cannot be done."""
    chosen(mode, MODES, "ocr")
    if mode == FORCE and not is_there():
        raise MissingExtra(fault("missing_extra", package=_PACKAGE, extra=_EXTRA))
    return mode


def is_photo(data: bytes) -> bool:
    """A file that is a picture: JPEG, PNG or TIFF."""
    return data.startswith(_PHOTOS)

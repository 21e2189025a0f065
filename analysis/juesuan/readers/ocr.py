"""Whether pages that are pictures are recognised, and who does it."""

from __future__ import annotations

import os
from importlib.util import find_spec

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.errors import MissingExtra

# Where it is needed and can be done, not at all, or on every page.
AUTO, NEVER, FORCE = "auto", "never", "force"
MODES = (AUTO, NEVER, FORCE)

# Whoever starts other processes tells them by this variable.
VARIABLE = "JUESUAN_OCR"

_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_PACKAGE, _EXTRA = "rapidocr", "ocr"


def is_there() -> bool:
    """The packages that recognise text are installed."""
    try:
        return find_spec(_PACKAGE) is not None
    except ModuleNotFoundError:
        return False


def recognises() -> bool:
    """A page that is a picture is recognised unless it is asked for otherwise."""
    return is_there() and os.environ.get(VARIABLE, AUTO) != NEVER


def checked_mode(mode: str | None) -> str:
    """The mode; None stands for what the variable JUESUAN_OCR says, else "auto".

    Raises `UnknownChoice` for another word, `MissingExtra` where it cannot be done.
    """
    mode = chosen(mode or os.environ.get(VARIABLE, AUTO), MODES, fault("an_ocr_mode"))
    if mode == FORCE and not is_there():
        raise MissingExtra(fault("missing_extra", package=_PACKAGE, extra=_EXTRA))
    return mode


def is_photo(data: bytes) -> bool:
    """A file that is a picture: JPEG, PNG or TIFF."""
    return data.startswith(_PHOTOS)

"""Files that are pictures (.jpg, .png, .tif): each picture a page."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import remark
from juesuan.errors import ScannedDocument, UnreadableDocument
from juesuan.readers.limits import Limits
from juesuan.readers.ocr import NEVER, is_there
from juesuan.readers.page import Page, lay_out
from juesuan.readers.source import Source

# In inches: the longer side of the paper, where a picture does not say how large it is, and the
# bounds of what is believed.
_PAPER, _SMALLEST, _LARGEST = 11.7, 5.0, 25.0
# Dots an inch of the finest picture that is looked at.
_FINEST = 300.0


def read_photos(data: bytes, name: str, limits: Limits, ocr: str) -> Source:
    """Recognise the pictures of a file.

    Raises `ScannedDocument` where they are not recognised, and `UnreadableDocument` for a damaged
    file, one of more than `limits.pictures` pictures or of one of more than `limits.pixels`.
    """
    if ocr == NEVER or not is_there():
        raise ScannedDocument(fault("photo"), source=name, page=1)
    from juesuan.readers.scan.pages import Pages

    pages = Pages()
    found: list[Page] = []
    before: tuple[float, ...] = ()
    try:
        for number, (picture, dpi) in enumerate(_pictures(data, name, limits), start=1):
            pages.add(number, picture, dpi)
            found += [Page(at, blocks) for at, blocks in pages.done(every=False, before=before)]
        found += [Page(at, blocks) for at, blocks in pages.done(every=True, before=before)]
    finally:
        pages.close()
    lines, grids = lay_out(found)
    if not lines:
        raise UnreadableDocument(fault("photo_empty"), source=name)
    said = remark("recognised_here")
    numbers = frozenset(page.number for page in found if page.number)
    return Source(
        name,
        hashlib.sha256(data).hexdigest(),
        Image.MIME[_kind(data, name)],
        "photo 1",
        len(found),
        lines,
        (said,),
        grids,
        recognised=numbers,
    )


def _kind(data: bytes, name: str) -> str:
    try:
        with Image.open(io.BytesIO(data)) as file:
            return str(file.format)
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise UnreadableDocument(fault("photo_damaged", error=error), source=name) from error


def _pictures(data: bytes, name: str, limits: Limits) -> Iterator[tuple[NDArray[np.uint8], float]]:
    """Each picture of a file as it is to be seen, with its dots an inch."""
    try:
        with Image.open(io.BytesIO(data)) as file:
            count = getattr(file, "n_frames", 1)
            if count > limits.pictures:
                why = fault("photo_frames", total=count, limit=limits.pictures)
                raise UnreadableDocument(why, source=name)
            for frame in ImageSequence.Iterator(file):
                if (pixels := frame.width * frame.height) > limits.pixels:
                    why = fault("photo_pixels", total=pixels, limit=limits.pixels)
                    raise UnreadableDocument(why, source=name)
                yield _sized(frame)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableDocument(fault("photo_damaged", error=error), source=name) from error


def _sized(frame: Image.Image) -> tuple[NDArray[np.uint8], float]:
    picture = ImageOps.exif_transpose(frame).convert("RGB")
    longer = max(picture.size)
    told = float(frame.info.get("dpi", (0, 0))[0])
    dpi = told if told and _SMALLEST <= longer / told <= _LARGEST else longer / _PAPER
    if dpi > _FINEST:
        share = _FINEST / dpi
        size = (round(picture.width * share), round(picture.height * share))
        picture, dpi = picture.resize(size, Image.Resampling.LANCZOS), _FINEST
    return np.asarray(picture), dpi

"""The recogniser of text: pictures of lines → their signs, each with how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from juesuan.catalogue.extras import optional_packages

Picture = NDArray[np.uint8]  # rows and columns of grey, 255 is paper

# Models and measures of rapidocr: lines are found here, each is recognised on one processor.
_SETTINGS = {
    "Global.use_det": False,
    "Global.use_cls": False,
    "Global.return_word_box": True,
    "Global.log_level": "error",
    "Rec.rec_img_shape": [3, 48, 96],  # the narrowest picture, to which shorter ones are filled up
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
}


class Read(msgspec.Struct, frozen=True):
    """A recognised line: its text and, for each sign, a confidence from 0 to 1."""

    text: str
    sure: tuple[float, ...]

    @property
    def surety(self) -> float:
        """The confidence in its least sure sign, 0 for no sign."""
        return min(self.sure, default=0.0)


def recognise(lines: Sequence[Picture]) -> list[Read]:
    """Recognise pictures of single lines. Raises `MissingExtra` without rapidocr."""
    if not lines:
        return []
    from cv2 import COLOR_GRAY2BGR, cvtColor

    found = _engine().recognize_txt([cvtColor(line, COLOR_GRAY2BGR) for line in lines])
    return [
        Read(text, tuple(info.confs) if text else ())
        for text, info in zip(found.txts, found.word_results, strict=True)
    ]


@cache
def _engine() -> Any:
    with optional_packages():
        from rapidocr import RapidOCR
    return RapidOCR(params=_SETTINGS)

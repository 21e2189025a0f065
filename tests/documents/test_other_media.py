"""One document in several media: what is read does not depend on the medium."""

import html
import io
from pathlib import Path

import docx
import pandas as pd
import pytest

import juesuan

TEXT = next((Path(__file__).parents[2] / "data" / "raw").glob("*汉阳*.txt"))
WHERE = ["document_id", "page", "row", "first_page", "last_page", "first_line", "last_line"]
# These tell of the file itself.
OF_THE_FILE = {"documents"}


def as_word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_page(lines: list[str]) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return f"<html><body>{body}</body></html>".encode("gb18030")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    text = TEXT.read_text(encoding="utf-8").replace("\f", "\n")
    return [line for line in text.split("\n") if line.strip()]


@pytest.fixture(scope="module")
def as_text(lines) -> juesuan.Document:
    return juesuan.read("\n".join(lines).encode())


@pytest.mark.parametrize("made", [as_word, as_page])
def test_all_frames_are_those_of_the_text(made, lines, as_text):
    document = juesuan.read(made(lines))
    for name in set(juesuan.FRAMES) - OF_THE_FILE:
        found, expected = (
            each.frame(name).drop(columns=WHERE, errors="ignore") for each in (document, as_text)
        )
        assert len(expected) or name in {"three_public", "suspects", "other_cells", "plan"}
        for column in ("message", "hint"):
            if column in found:
                found, expected = found.drop(columns=column), expected.drop(columns=column)
        pd.testing.assert_frame_equal(found, expected)

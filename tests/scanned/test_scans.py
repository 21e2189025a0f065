"""Scans are read as every other medium is, and nothing confirmed is wrong."""

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

import juesuan
from juesuan.document import document_of
from juesuan.readers.ocr import is_there
from juesuan.readers.scan.picture_page import on_white
from juesuan.readers.scan.skew import upright
from juesuan.show.page_crop import MAIN
from tests.factory.scans import print_photo
from tests.properties.read_back import printed
from tests.rooms import ROOT
from tests.scanned.conftest import SCANNERS
from tests.scans import fates_of

DARK = 120
HERE = {"income_expenditure_summary", "income", "expenditure", "appropriation_summary"}


@pytest.mark.parametrize("name", SCANNERS)
def test_what_identities_confirm_of_a_scan_is_right(name, account, scans):
    fates, wrong = fates_of(account, scans[name])
    assert wrong == []
    assert fates["confirmed"] >= 10
    assert fates["right"] >= 0.8 * sum(cell[0] in HERE for cell in printed(account))


def test_a_clean_scan_is_read_whole(account, scans):
    fates, _ = fates_of(account, scans["clean"])
    there = sum(cell[0] in HERE for cell in printed(account))
    assert fates["right"] >= there


def test_amounts_say_that_they_were_recognised(scans):
    amounts = document_of([scans["clean"]]).amounts
    assert amounts["recognized"].all()
    assert amounts["confirmed"].notna().all()


def test_the_amounts_of_a_text_are_neither_recognised_nor_confirmed(hanyang):
    assert not hanyang.amounts["recognized"].any()
    assert hanyang.amounts["confirmed"].isna().all()


def test_a_crop_of_a_scan_frames_the_figure_where_it_was_recognised(scans):
    scan = document_of([scans["clean"]])
    crop = np.asarray(scan.crop(scan.amounts.iloc[0]))
    framed = (crop == MAIN).all(axis=2)
    rows, columns = np.flatnonzero(framed.any(axis=1)), np.flatnonzero(framed.any(axis=0))
    inside = crop[rows[0] : rows[-1], columns[0] : columns[-1]]
    assert crop.shape[0] < crop.shape[1] * 0.6
    assert inside.shape[0] < inside.shape[1] < crop.shape[1] * 0.2
    assert (inside.max(axis=2) < DARK).any()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_is_turned_upright_and_made_level(quarters, pictures):
    page = pictures["clean"][2]
    askew = page.rotate(90 * quarters + 1.2, expand=True, fillcolor=(255, 255, 255))
    grey = upright(on_white(np.asarray(askew)), 150).grey
    plain = upright(on_white(np.asarray(page)), 150).grey
    wide = [
        np.asarray(Image.fromarray(each).resize((60, 60))).astype(float) for each in (grey, plain)
    ]
    alike = np.corrcoef(wide[0].ravel(), wide[1].ravel())[0, 1]
    turned = np.corrcoef(np.rot90(wide[0], 2).ravel(), wide[1].ravel())[0, 1]
    assert (grey.shape[0] > grey.shape[1]) == (plain.shape[0] > plain.shape[1])
    assert alike > turned


def test_photos_are_one_document(pictures, scans):
    files = [print_photo(page, SCANNERS["clean"]) for page in pictures["clean"][:3]]
    photos = juesuan.read(files, name="photo.jpg")
    assert photos.source.media_type == "image/jpeg"
    assert photos.source.recognised == {1, 2, 3}
    own = document_of([scans["clean"]]).amounts
    expected = own[own["page"] <= 3]["amount_fen"].tolist()
    assert photos.amounts["amount_fen"].tolist() == expected


def test_a_photo_that_is_not_to_be_recognised_is_refused_by_name():
    file = BytesIO()
    Image.new("RGB", (30, 30)).save(file, "PNG")
    with pytest.raises(juesuan.ScannedDocument, match="picture") as caught:
        juesuan.read(file.getvalue(), ocr="never")
    assert "juesuan[ocr]" in caught.value.hint


@pytest.mark.parametrize(
    ("limits", "said"), [({"pixels": 800}, "900 pixels"), ({"pictures": 0}, "1 pictures")]
)
def test_photos_have_limits(limits, said):
    file = BytesIO()
    Image.new("RGB", (30, 30)).save(file, "PNG")
    with pytest.raises(juesuan.UnreadableDocument, match=said):
        juesuan.read(file.getvalue(), limits=juesuan.Limits(**limits))


def test_another_word_for_ocr_names_the_right_ones():
    with pytest.raises(juesuan.UnknownChoice, match="auto"):
        juesuan.read(b"", ocr="autos")


def test_nothing_of_it_is_loaded_where_no_scan_is_met(printed_pdf, tmp_path):
    path = tmp_path / "text.pdf"
    path.write_bytes(printed_pdf)
    asked = (
        "import sys, juesuan; juesuan.read(sys.argv[1]).amounts; "
        "print(sorted({'cv2', 'rapidocr', 'onnxruntime'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", asked, str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
    assert is_there()

"""Documents for Great Expectations, once for all tests: its import and its run cost seconds."""

import random

import pandas as pd
import pytest

import juesuan
from juesuan.catalogue import CHECKED
from juesuan.corpus.build import build
from juesuan.schema import concatenate
from tests.factory import Layout, misprint, print_text, random_account


def text_of(seed: int, *, wrong: bool) -> str:
    account = random_account(random.Random(seed), classes=(1, 2))
    if wrong:
        account, _ = misprint(account, random.Random(seed))
    return print_text(account, Layout())


@pytest.fixture(scope="session")
def stacked_frames(hanyang) -> dict[str, pd.DataFrame]:
    """The first document with a right and two misprinted accounts."""
    made = [
        juesuan.read(text_of(seed, wrong=seed > 1).encode(), name=f"{seed}.txt")
        for seed in (1, 2, 3)
    ]
    documents = [hanyang, *made]
    return {
        name: concatenate(name, [document.frame(name) for document in documents])
        for name in CHECKED
    }


@pytest.fixture(scope="session")
def corpus(tmp_path_factory, hanyang_path):
    """A built corpus of the first document and a misprinted account."""
    folder = tmp_path_factory.mktemp("corpus")
    path = folder / "made.txt"
    path.write_text(text_of(2, wrong=True), encoding="utf-8")
    build([hanyang_path, path], folder / "clean")
    return folder / "clean"

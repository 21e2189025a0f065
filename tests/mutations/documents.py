"""The documents whose cells are changed."""

import random

import juesuan
from juesuan.document import Document
from tests.factory import Layout, print_text, random_account

from .stacked import NEEDED, Frames


def frames_of(document: Document) -> Frames:
    return {name: document.frame(name) for name in NEEDED}


def text_of(seed: int) -> str:
    """The text of an account of the factory, printed plainly."""
    return print_text(random_account(random.Random(seed)), Layout())


def made(seed: int) -> Document:
    """A document of the factory."""
    return juesuan.read(text_of(seed).encode(), name=f"seed {seed}")

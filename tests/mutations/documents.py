"""The documents whose cells are changed."""

import random

import juesuan
from juesuan.document import Document
from tests.factory import Layout, print_text, random_account

from .stacked import NEEDED, Frames


def frames_of(document: Document) -> Frames:
    return {name: document.frame(name) for name in NEEDED}


PLAIN = Layout()
LAYOUTS = (
    PLAIN,
    Layout(code_style="split", thousands=True, notes="formulas", contents="dotted", wording=1),
    Layout(spacing="aligned", line_numbers=True, total_row="last", header="heap", wording=2),
    Layout(name_style="broken", name_width=6, page_break_every=20, repeated_header=True),
    Layout(full_width_digits=True, stray_spaces=True, three_public="pairs", economic_blocks=3),
)


def text_of(seed: int, layout: Layout = PLAIN) -> str:
    """The text of an account of the factory."""
    return print_text(random_account(random.Random(seed)), layout)


def made(seed: int, layout: Layout = PLAIN) -> Document:
    """A document of the factory."""
    return juesuan.read(text_of(seed, layout).encode(), name=f"seed {seed}")

"""What errors say: where, what was found, and what to do, as sentences."""

import pytest

from juesuan.errors import UnreadableDocument


@pytest.mark.parametrize("message", ["there is no page 0", "there is no page 0."])
def test_what_to_do_is_a_sentence_of_its_own(message):
    error = UnreadableDocument(message, source="a.pdf", page=3, hint="It has 2 pages.")
    assert str(error) == "a.pdf, page 3: there is no page 0. It has 2 pages."


def test_what_to_do_is_a_line_of_its_own_below_several_lines():
    error = UnreadableDocument("syntax error:\nselect\n  ^^^", hint="Quote it.")
    assert str(error) == "syntax error:\nselect\n  ^^^\nQuote it."


def test_a_message_without_a_hint_stays_as_it_is():
    assert str(UnreadableDocument("there is no page 0", line=4)) == "line 4: there is no page 0"

"""Every sum of tables: amounts that add up are exact, and one that is off is inconsistent."""

import pytest

from juesuan.catalogue.terms import VERDICTS
from juesuan.identities.equations import key_parts
from juesuan.identities.stack import Stack
from juesuan.identities.suites import sums
from juesuan.identities.sums import evaluate

from .sums import PART, amounts_of, frame_of

SUMS = {identity.name: identity for identity in sums()}


@pytest.fixture(scope="module")
def verdicts():
    """The verdicts of each sum on its own amounts, as they add up and with a total too small."""
    documents = {
        (name, off): amounts_of(identity, off=off)
        for name, identity in SUMS.items()
        for off in (0, -PART // 2)
    }
    names = list(documents)
    made = {str(at): documents[name] for at, name in enumerate(names)}
    given = Stack({"amounts": frame_of(made)}).intake
    checks = evaluate(list(SUMS.values()), given)
    of_document = given.documents[key_parts(checks.key)[0]]
    found = {name: [] for name in names}
    each = zip(of_document, checks.number, checks.verdict, strict=True)
    for document, number, verdict in each:
        own = names[int(document)]
        if checks.identities[number].name == own[0]:
            found[own].append(VERDICTS[verdict])
    return found


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_holds_where_its_amounts_add_up_and_fails_where_one_is_off(verdicts, name):
    assert set(verdicts[name, 0]) == {"exact"}
    assert set(verdicts[name, -PART // 2]) == {"inconsistent"}

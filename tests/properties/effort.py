"""How much is tried in property tests that print and read whole documents."""

import os

from hypothesis import HealthCheck, Phase, settings

_QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
# CI tries the same examples each time, so that more of them tell little of a change.
_SHARE = 2 if os.environ.get("CI") else 1


def slow(examples: int, *, shrinks: bool = True) -> settings:
    """Settings for so many documents, half as many in CI; shrinking one takes minutes."""
    return settings(
        max_examples=examples // _SHARE,
        deadline=None,
        phases=tuple(Phase) if shrinks else _QUICK,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

"""How much is tried in property tests that print and read whole documents."""

from hypothesis import HealthCheck, Phase, settings

_QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


def slow(examples: int, *, shrinks: bool = True) -> settings:
    """Settings for so many documents; shrinking a whole document takes minutes."""
    return settings(
        max_examples=examples,
        deadline=None,
        phases=tuple(Phase) if shrinks else _QUICK,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

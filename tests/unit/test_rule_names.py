"""What identities and suites are called where a Chinese reader meets them."""

import re

import juesuan
from juesuan.catalogue import tables
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.suites import identities
from juesuan.show.rule_names import rules_zh, suite_name


def test_every_identity_has_a_chinese_name_of_its_own_without_a_key():
    names = rules_zh()
    assert names.keys() == {each.name for each in identities()}
    assert len(set(names.values())) == len(names)
    assert not [name for name in names.values() if re.search("[a-z_]{3,}", name)]


def test_every_suite_has_a_name_in_both_languages():
    suites = {each.suite for each in identities()}
    assert verdict_words().suites.keys() == suites - tables().keys()
    with juesuan.options.spoken("zh"):
        assert not [suite for suite in suites if suite_name(suite).isascii()]
    with juesuan.options.spoken("en"):
        assert {suite_name(suite) for suite in suites} == suites

"""Which accounts belong together: the year before, the units of a department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from juesuan.catalogue.corpus_words import corpus_rules
from juesuan.catalogue.lexicon import lexicon, organizations
from juesuan.corpus.editions import account_key
from juesuan.corpus.organizations import same_name


@dataclass(frozen=True)
class Link:
    """The other documents of a check; or why they are not known, and what that is about."""

    documents: tuple[str, ...] = ()
    reason: str | None = None
    about: str | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to check, or to say why not."""
        return bool(self.documents or self.reason)


class Links:
    """The accounts of a corpus by organization and year. Names are compared, never guessed."""

    def __init__(self, documents: pd.DataFrame, units: pd.DataFrame) -> None:
        self._keys: dict[str, Any] = dict(
            zip(documents["document_id"], account_key(documents), strict=True)
        )
        self._accounts: dict[Any, list[str]] = {}
        self._named: dict[Any, list[str]] = {}
        for document, key in self._keys.items():
            if key is not None:
                name, _, year, kind = key
                self._accounts.setdefault(key, []).append(document)
                self._named.setdefault((name, year, kind), []).append(document)
        self._units = {
            document: list(zip(part["name"], part["kind"].astype(object), strict=True))
            for document, part in units.groupby("document_id", sort=False)
        }

    @property
    def documents(self) -> list[str]:
        """Every document."""
        return list(self._keys)

    @property
    def departments(self) -> list[str]:
        """The documents that are accounts of a 部门."""
        return [
            each for each, key in self._keys.items() if key and key[1] == organizations().department
        ]

    def previous(self, document: str) -> Link:
        """The account of the same organization of the year before."""
        key = self._keys[document]
        if key is None:
            return Link(reason="origin_unknown")
        name, organization_kind, year, kind = key
        accounts = self._accounts.get((name, organization_kind, year - 1, kind), [])
        if len(accounts) > 1:
            return Link(reason="several_editions", about=", ".join(accounts))
        if not accounts:
            others = self._named.get((name, year - 1, kind), [])
            other = f" ({', '.join(others)})" if others else ""
            return Link(reason="no_previous_year", about=f"{name} {year - 1}{other}")
        return Link((accounts[0],))

    def budget(self, document: str) -> Link:
        """The budget of an account's body and year; where there is none, no link."""
        key = self._keys[document]
        account = lexicon().account
        if key is None or key[3] != account.kind:
            return Link()
        name, _, year, _ = key
        budgets = self._named.get((name, year, account.budget), [])
        if len(budgets) > 1:
            return Link(reason="several_editions", about=", ".join(budgets))
        return Link(tuple(budgets))

    def members(self, department: str) -> Link:
        """The accounts of all units that a department lists, its own (本级) among them.

        A department that is its only unit and has no account of its own beside it has no link.
        """
        key = self._keys[department]
        listed = [(same_name(name), kind) for name, kind in self._units.get(department, ())]
        if not listed:
            return Link(reason="units_unlisted")
        documents: list[str] = []
        missing: list[str] = []
        several: list[str] = []
        for name, kind in listed:
            accounts = self._of_unit(department, key, name, own=kind == organizations().main)
            if len(accounts) == 1:
                documents += accounts
            else:
                (several if accounts else missing).append(
                    f"{name}({organizations().main})" if kind == organizations().main else name
                )
        if missing and [kind for _, kind in listed] == [organizations().main]:
            return Link()
        if missing:
            return Link(tuple(documents), "unit_missing", ", ".join(missing))
        if several:
            return Link(tuple(documents), "several_editions", ", ".join(several))
        return Link(tuple(documents))

    def _of_unit(self, department: str, key: Any, name: str, *, own: bool) -> list[str]:
        """The accounts of a unit of the year; the department's own is one of a 单位."""
        _, _, year, kind = key
        endings = corpus_rules().units.own_endings if own else ("",)
        every = [each for end in endings for each in self._named.get((name + end, year, kind), ())]
        return [
            each
            for each in every
            if each != department and (not own or self._keys[each][1] == organizations().unit)
        ]


def counted_twice(links: Links) -> Mapping[str, tuple[str, ...]]:
    """Departments whose units' accounts are in the corpus too, with those accounts."""
    members = {department: links.members(department).documents for department in links.departments}
    return {department: units for department, units in members.items() if units}

"""What is heavy is an extra: the core works without, and what is missing is named."""

import re
import subprocess
import sys
import tomllib

import pytest

from juesuan.catalogue.extras import EXTRA_OF, optional_packages
from tests.rooms import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OF_DEVELOPERS = {"docs", "test"}


def named(requirements) -> set[str]:
    return {re.match(r"[\w-]+", each)[0] for each in requirements}


def test_each_optional_package_belongs_to_the_extra_that_errors_name():
    installed = {
        (package, extra)
        for extra in EXTRAS.keys() - {"all", *OF_DEVELOPERS}
        for package in named(EXTRAS[extra]) - {"juesuan"}
    }
    assert installed == set(EXTRA_OF.items())
    assert not named(PROJECT["dependencies"]) & EXTRA_OF.keys()


def test_all_is_every_extra_and_the_readme_installs_it():
    (every,) = EXTRAS["all"]
    named_there = set(re.search(r"\[(.*)\]", every)[1].split(","))
    assert named_there == EXTRAS.keys() - {"all", *OF_DEVELOPERS}
    assert '-c constraints.txt ".[all]"' in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_core_works_where_no_extra_is_installed():
    command = [sys.executable, "-m", "tests.core_alone", "--hidden"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1:] == ["the core works alone"], run.stderr


def test_another_import_that_fails_is_not_called_an_extra():
    with pytest.raises(ModuleNotFoundError, match="nowhere") as caught, optional_packages():
        import nowhere  # noqa: F401
    assert type(caught.value) is ModuleNotFoundError

"""The examples in docstrings of the readers hold."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from annotation.kinds.trace.readers import base, beginnings, labelling, step_lists

MODULES = [base, beginnings, labelling, step_lists]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_in_a_module_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0

"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from annotation.kinds import scales
from annotation.kinds.preference import chat, sides
from annotation.kinds.trace import calls, erring, first_error, scoring, taxonomy, voting
from annotation.kinds.trace.readers import base, beginnings, labelling, step_lists
from annotation.kinds.trace.readers.otel import keys

OF_TRACES = [calls, erring, first_error, scoring, taxonomy, voting, base, beginnings, labelling, step_lists, keys]


@pytest.mark.parametrize("module", [scales, chat, sides, *OF_TRACES], ids=lambda module: module.__name__)
def test_the_examples_in_a_module_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0

"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from annotation.kinds.bounding_box import boxes, labels, matching
from annotation.kinds.bounding_box.readers import voc as reading_voc
from annotation.kinds.bounding_box.writers import voc as writing_voc

MODULES = [boxes, labels, matching, reading_voc, writing_voc]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_in_a_module_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0

"""The examples in the docstrings of the numeric modules are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from quality import (
    alpha,
    arrays,
    coding,
    coefficients,
    distances,
    icc,
    intervals,
    jackknife,
    kappa,
    patterns,
    rankings,
    ratings,
    reliability,
    resampling,
    shares,
)

MODULES = [
    alpha,
    arrays,
    coding,
    coefficients,
    distances,
    icc,
    intervals,
    jackknife,
    kappa,
    patterns,
    rankings,
    ratings,
    reliability,
    resampling,
    shares,
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_of_a_numeric_module_are_true(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0

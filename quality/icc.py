"""Intraclass correlations of complete numeric ratings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quality.arrays import FloatArray
from quality.estimates import Estimate


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations:
    """The six forms of Shrout and Fleiss: of one rating (``icc1`` …), and of the mean of k ratings (``icc1k`` …).

    1: each unit has its own raters; 2: raters are a sample, and their severity counts; 3: these raters and no others.
    """

    icc1: Estimate
    icc2: Estimate
    icc3: Estimate
    icc1k: Estimate
    icc2k: Estimate
    icc3k: Estimate


def intraclass(matrix: npt.ArrayLike) -> IntraclassCorrelations:
    """Intraclass correlations from a two-way analysis of variance.

    Undefined with fewer than two units or raters (``too_few_units``, ``too_few_raters``) or without variation
    (``no_variation``). Raises ``ValueError`` where a rating is missing: use alpha at interval level for ratings with
    gaps.

    matrix: units x raters, numbers.

    Returns six estimates, each at most 1.

    Source: Shrout & Fleiss (1979), Psychological Bulletin 86, table 4.

    >>> data = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> forms = intraclass(data)
    >>> [round(form.value, 2) for form in (forms.icc1, forms.icc2, forms.icc3, forms.icc1k, forms.icc2k, forms.icc3k)]
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    """
    table = np.asarray(matrix, dtype=np.float64)
    if table.ndim != 2 or not np.isfinite(table).all():
        raise ValueError("Intraclass correlations need a complete matrix of units x raters.")
    units, raters = table.shape
    if units < 2 or raters < 2:
        nothing = Estimate.missing("too_few_units" if units < 2 else "too_few_raters")
        return IntraclassCorrelations(*[nothing] * 6)
    between, within, severity, error = _mean_squares(table)
    return IntraclassCorrelations(
        icc1=_share(between - within, between + (raters - 1) * within),
        icc2=_share(between - error, between + (raters - 1) * error + raters * (severity - error) / units),
        icc3=_share(between - error, between + (raters - 1) * error),
        icc1k=_share(between - within, between),
        icc2k=_share(between - error, between + (severity - error) / units),
        icc3k=_share(between - error, between),
    )


def _mean_squares(table: FloatArray) -> tuple[float, float, float, float]:
    """Mean squares between units, within units, between raters, and of what remains."""
    units, raters = table.shape
    of_units, of_raters = table.mean(axis=1), table.mean(axis=0)
    between = raters * float(((of_units - table.mean()) ** 2).sum())
    severity = units * float(((of_raters - table.mean()) ** 2).sum())
    within = float(((table - of_units[:, np.newaxis]) ** 2).sum())
    error = float(((table - of_units[:, np.newaxis] - of_raters + table.mean()) ** 2).sum())
    return (
        between / (units - 1),
        within / (units * (raters - 1)),
        severity / (raters - 1),
        error / ((units - 1) * (raters - 1)),
    )


def _share(part: float, whole: float) -> Estimate:
    return Estimate(part / whole) if whole > 0 else Estimate.missing("no_variation")

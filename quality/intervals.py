"""Confidence intervals that several figures share."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri, stdtrit

from quality.arrays import FloatArray
from quality.estimates import Interval

MOST_UNDEFINED = 0.05


def wilson(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of a proportion.

    Undefined (``too_few_units``) for n = 0. Raises ``ValueError`` unless 0 <= successes <= n.

    successes, n: counts.
    confidence: 0..1, exclusive.

    Returns bounds within 0..1.

    Source: Newcombe (1998), Statistics in Medicine 17, table I, method 3.

    >>> interval = wilson(15, 148)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0624, 0.1605)
    """
    if not 0 <= successes <= n:
        raise ValueError("Successes must lie between 0 and n.")
    if n == 0:
        return Interval.missing("too_few_units", confidence)
    z = float(ndtri((1 + confidence) / 2))
    share = successes / n
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # At 0 and n a bound is exactly 0 or 1; rounding must not move it.
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == n else centre + half
    return Interval(low, high, confidence=confidence)


def student(
    value: float, standard_error: float, degrees: int, *, confidence: float = 0.95, lowest: float = -1.0
) -> Interval:
    """Student's t interval around a figure, cut at its lowest possible value and at 1.

    Undefined (``too_few_units``) without a degree of freedom.

    lowest: -1 for a coefficient, 0 for a share.

    >>> interval = student(0.77544, 0.14295, 11)
    >>> round(interval.low, 3), interval.high
    (0.461, 1.0)
    """
    if degrees < 1:
        return Interval.missing("too_few_units", confidence)
    half = float(stdtrit(degrees, (1 + confidence) / 2)) * standard_error
    return Interval(max(lowest, value - half), min(1.0, value + half), confidence=confidence)


def percentile(samples: FloatArray, *, confidence: float = 0.95) -> Interval:
    """The percentile interval of bootstrap samples; NaN marks a sample in which the figure was undefined.

    Undefined (``no_variation``) when more than one sample in twenty is: leaving those out would then bend the interval.

    samples: one figure per resample.

    >>> interval = percentile(np.arange(1001) / 1000)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.025, 0.975)
    """
    defined = samples[~np.isnan(samples)]
    if len(defined) == 0 or len(defined) < (1 - MOST_UNDEFINED) * len(samples):
        return Interval.missing("no_variation", confidence)
    low, high = np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high), confidence=confidence)


def jackknife(value: float, left_out: FloatArray, *, confidence: float = 0.95, lowest: float = -1.0) -> Interval:
    """The interval of a figure over a population of raters, from the figures with one rater left out each.

    Undefined (``too_few_raters``) with fewer than three raters, or when a figure with one rater left out is undefined.

    value: the figure with all raters.
    left_out: one figure per rater, NaN where it is undefined.
    lowest: -1 for a coefficient, 0 for a share.

    Returns value -/+ t(R - 1) times sqrt((R - 1) / R * sum of squared deviations), within lowest..1.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 11.

    >>> interval = jackknife(0.6, np.array([0.5, 0.6, 0.7]))
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.103, 1.0)
    """
    raters = len(left_out)
    if raters < 3 or np.isnan(left_out).any():
        return Interval.missing("too_few_raters", confidence)
    spread = float(((left_out - left_out.mean()) ** 2).sum())
    error = math.sqrt((raters - 1) / raters * spread)
    return student(value, error, raters - 1, confidence=confidence, lowest=lowest)


def wider(first: Interval, second: Interval) -> Interval:
    """The wider of two intervals; the one that exists when the other does not.

    >>> wider(Interval(0.4, 0.6), Interval(0.3, 0.9)).as_json()
    [0.3, 0.9]
    """
    if first.width is None or second.width is None:
        return second if first.width is None else first
    return first if first.width >= second.width else second

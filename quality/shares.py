"""What pairs of answers have in common, as a share: for what has no fixed set of units to take an alpha of.

Like alpha, the figure is a ratio of sums over tasks, so that a resample of tasks is new weights on two columns.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from quality.arrays import BoolArray, FloatArray, IntArray
from quality.coding import code_ids
from quality.estimates import Interval, Reason
from quality.intervals import jackknife, percentile, wider
from quality.resampling import drawn

ALGORITHM = "share-1"

SHOWN_FROM = 30
GATED_FROM = 50
ROUNDING = 1e-9

Ids = Sequence[Hashable] | npt.NDArray[Any]
Numbers = Sequence[float] | npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Comparisons:
    """One entry per comparison of two raters' answers to a task: of ``wholes``, ``parts`` is common to both.

    ``tasks`` is 0 … n_tasks - 1; ``pairs`` (comparisons x 2) holds the raters' places in ``rater_ids``, the lower
    first. Entries are sorted, so that figures do not depend on the order in which they came.
    """

    tasks: IntArray
    pairs: IntArray
    parts: FloatArray
    wholes: FloatArray
    n_tasks: int
    rater_ids: tuple[Hashable, ...]

    @classmethod
    def from_long(cls, tasks: Ids, ones: Ids, others: Ids, parts: Numbers, wholes: Numbers) -> Comparisons:
        """Build from one row per comparison.

        Raises ``ValueError`` for lists of unequal length, a rater compared with themselves, a whole that is negative or
        not finite, or a part that is not within 0 and its whole.

        tasks, ones, others: n_comparisons ids each; ids of any one sortable type.
        parts, wholes: n_comparisons numbers each, in whatever unit is compared.

        >>> found = Comparisons.from_long(["t1", "t1"], ["ada", "bo"], ["bo", "cy"], [3, 0], [4, 2])
        >>> found.n_tasks, found.rater_ids, found.pairs.tolist()
        (1, ('ada', 'bo', 'cy'), [[0, 1], [1, 2]])
        """
        if len({len(tasks), len(ones), len(others), len(parts), len(wholes)}) > 1:
            raise ValueError("Tasks, raters, parts and wholes must be equally long: one entry per comparison.")
        task_codes, names = code_ids(tasks)
        rater_codes, rater_ids = code_ids([*ones, *others])
        pairs = np.sort(rater_codes.reshape(2, -1).T, axis=1)
        whole = np.asarray(wholes, dtype=np.float64)
        part = np.asarray(parts, dtype=np.float64)
        _check(pairs, part, whole)
        part = np.minimum(part, whole)
        order = np.lexsort((part, whole, pairs[:, 1], pairs[:, 0], task_codes))
        return cls(task_codes[order], pairs[order], part[order], whole[order], len(names), rater_ids)

    @property
    def compared(self) -> BoolArray:
        """Which entries compared anything at all."""
        return self.wholes > 0

    def by_task(self) -> tuple[FloatArray, FloatArray]:
        """The parts and the wholes of each task in which anything was compared."""
        parts: FloatArray = np.bincount(self.tasks, self.parts, minlength=self.n_tasks).astype(np.float64)
        wholes: FloatArray = np.bincount(self.tasks, self.wholes, minlength=self.n_tasks).astype(np.float64)
        return parts[wholes > 0], wholes[wholes > 0]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of what was compared, what it rests on, and how sure it is.

    ``shown``: enough tasks to show it at all; ``gateable``: enough to decide something by it. ``reason`` says why it is
    missing, hidden or no ground for a decision. ``ci_units`` is the interval over tasks, ``ci_raters`` over raters, and
    ``ci`` the wider of the two: a decision compares its lower bound. ``n_compared`` is the sum of the wholes. Tasks,
    raters and pairs are those with anything to compare, but ``n_units`` counts all tasks that two people answered.
    """

    value: float | None
    reason: Reason | None
    shown: bool
    gateable: bool
    n_compared: float
    n_units: int
    n_pairable: int
    n_raters: int
    n_pairs: int
    ci: Interval
    ci_units: Interval
    ci_raters: Interval
    resamples: int
    seed: int
    algorithm: str = ALGORITHM

    def as_json(self) -> dict[str, Any]:
        """Plain values; an interval is [low, high] or null, and ``ci_*_reason`` says why there is none."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        for name in ("ci", "ci_units", "ci_raters"):
            plain |= {name: plain[name].as_json(), f"{name}_reason": plain[name].reason}
        return plain


def share(comparisons: Comparisons, *, seed: int, resamples: int = 1000) -> Share:
    """The share of what pairs of answers compare that they have in common: all parts over all wholes.

    Undefined (``no_pairable_units``) when nothing was compared. Below 30 tasks it is not to be shown, below 50 no
    ground for a decision (``too_few_units``). It is not corrected for chance. The interval over tasks draws whole tasks
    with all that was compared in them; where every task has the same share it has no width. The interval over raters
    leaves out one rater at a time, and needs three.

    seed: of the resamples; the same comparisons and seed give the same figures.
    resamples: how many resamples of tasks the interval rests on.

    Returns 0..1.

    Source: ratio estimator over clusters, Cochran (1977), Sampling Techniques, chapter 6; jackknife: ``intervals``.

    >>> found = share(Comparisons.from_long(["t1", "t2", "t2"], ["a", "a", "b"], ["b", "b", "c"], [1, 3, 2], [2, 4, 2]),
    ...               seed=1)
    >>> found.value, found.n_compared, found.n_pairable, found.reason
    (0.75, 8.0, 2, 'too_few_units')
    """
    parts, wholes = comparisons.by_task()
    value = float(_share(parts.sum(), wholes.sum())) if len(wholes) else None
    by_tasks, by_raters = _intervals(comparisons, value, seed, resamples)
    compared, doubt = comparisons.pairs[comparisons.compared], _doubt(len(wholes))
    return Share(
        value=value,
        reason=doubt,
        shown=len(wholes) >= SHOWN_FROM,
        gateable=doubt is None,
        n_compared=float(wholes.sum()),
        n_units=comparisons.n_tasks,
        n_pairable=len(wholes),
        n_raters=len(np.unique(compared)),
        n_pairs=len(np.unique(compared, axis=0)),
        ci=wider(by_tasks, by_raters),
        ci_units=by_tasks,
        ci_raters=by_raters,
        resamples=resamples,
        seed=seed,
    )


def leave_one_rater_out(comparisons: Comparisons) -> FloatArray:
    """The share without each rater of whom anything was compared, in the order of rater ids; NaN where it is undefined.

    >>> rows = (["t1"] * 3, ["a", "a", "b"], ["b", "c", "c"], [1, 2, 3], [4, 4, 4])
    >>> leave_one_rater_out(Comparisons.from_long(*rows)).tolist()
    [0.75, 0.5, 0.25]
    """
    raters = np.unique(comparisons.pairs[comparisons.compared])
    part, whole = (each.sum() - _of_raters(comparisons, each) for each in (comparisons.parts, comparisons.wholes))
    # Wholes may be fractions, and their sum less themselves a trace of rounding.
    left = whole > ROUNDING * comparisons.wholes.sum()
    shares = _share(part, np.where(left, whole, np.nan))
    return shares[raters]


def _intervals(comparisons: Comparisons, value: float | None, seed: int, resamples: int) -> tuple[Interval, Interval]:
    if value is None:
        missing = Interval.missing("no_pairable_units")
        return missing, missing
    parts, wholes = comparisons.by_task()
    draws = drawn(len(wholes), resamples=resamples, seed=seed)
    samples = [_share(weights @ parts, weights @ wholes) for weights in draws]
    left_out = jackknife(value, leave_one_rater_out(comparisons), lowest=0)
    return percentile(np.concatenate(samples)), left_out


def _share(parts: FloatArray, wholes: FloatArray) -> FloatArray:
    """The definition: share = Σ parts / Σ wholes; rounding must not lead out of 0..1."""
    return np.clip(parts / wholes, 0, 1)


def _of_raters(comparisons: Comparisons, amounts: FloatArray) -> FloatArray:
    """For each rater the sum over the comparisons that they take part in."""
    raters, size = comparisons.pairs.reshape(-1), len(comparisons.rater_ids)
    return np.bincount(raters, np.repeat(amounts, 2), minlength=size).astype(np.float64)


def _doubt(tasks: int) -> Reason | None:
    if tasks == 0:
        return "no_pairable_units"
    return "too_few_units" if tasks < GATED_FROM else None


def _check(pairs: IntArray, parts: FloatArray, wholes: FloatArray) -> None:
    if (pairs[:, 0] == pairs[:, 1]).any():
        raise ValueError("A rater cannot be compared with themselves. Pass one entry per pair of raters.")
    if not (np.isfinite(wholes) & (wholes >= 0)).all():
        raise ValueError("Wholes must be finite numbers of 0 or more.")
    # A part that is a sum of fractions may exceed its whole by a trace of rounding.
    if not ((parts >= 0) & (parts <= wholes * (1 + ROUNDING))).all():
        raise ValueError("Each part must be within 0 and its whole.")

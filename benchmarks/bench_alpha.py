"""Krippendorff's alpha and its bootstrap beside the krippendorff package, in one run.

    python -m benchmarks.bench_alpha [--units 100000 1000000] [--repeats 5]

Both get the same matrix of three raters on a scale of seven; ours is timed from that matrix, with the build of the
table. The package needs about 1.3 GB at a million units.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter
from typing import Any

import krippendorff
import numpy as np
import numpy.typing as npt

from quality.alpha import Level, alpha_of, krippendorff_alpha
from quality.ratings import Ratings
from quality.reliability import reliability
from quality.resampling import resampled_weights

RATERS = 3
SCALE = range(1, 8)
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
RESAMPLES = 1000


def simulated(units: int) -> npt.NDArray[np.float64]:
    """Raters who are off by at most one step from a truth."""
    random = np.random.default_rng(20)
    truth = random.integers(SCALE.start, SCALE.stop, size=units)
    errors = random.integers(-1, 2, size=(RATERS, units))
    ratings: npt.NDArray[np.int64] = np.clip(truth + errors, SCALE.start, SCALE.stop - 1)
    return ratings.astype(np.float64)


def fastest(action: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """The shortest time of several runs, which other work on the machine disturbs least, and the result."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        result = action()
        times.append(perf_counter() - start)
    return min(times), result


def bootstrap(ratings: Ratings, level: Level) -> npt.NDArray[np.float64]:
    measure = alpha_of(ratings.patterns.counts, ratings, level)
    return np.concatenate([measure(weights) for weights in resampled_weights(ratings, resamples=RESAMPLES, seed=1)])


def measure(units: int, level: Level, repeats: int) -> str:
    matrix = simulated(units)
    ours, estimate = fastest(lambda: krippendorff_alpha(Ratings.from_matrix(matrix, domain=SCALE), level), repeats)
    ratings = Ratings.from_matrix(matrix, domain=SCALE)
    resampled, _ = fastest(lambda: bootstrap(ratings, level), repeats)
    whole, _ = fastest(lambda: reliability(ratings, level, seed=1), 2)
    theirs, figure = fastest(
        lambda: krippendorff.alpha(matrix, value_domain=list(SCALE), level_of_measurement=level), 2
    )
    difference = abs(estimate.value - figure)
    return (
        f"{units:>9,} {level:>9} {ours:>8.3f} {theirs:>12.3f} {theirs / ours:>7.1f}"
        f" {resampled:>11.3f} {whole:>8.3f} {difference:>10.0e}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    print(f"{RATERS} raters, {len(SCALE)} values, seconds; bootstrap of {RESAMPLES} resamples")
    print("    units     level    alpha krippendorff  faster   bootstrap   report difference")
    for units in options.units:
        for level in LEVELS:
            print(measure(units, level, options.repeats), flush=True)


if __name__ == "__main__":
    main()

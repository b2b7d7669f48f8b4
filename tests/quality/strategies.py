"""Random ratings with gaps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

Matrix = npt.NDArray[np.float64]


@st.composite
def matrices(draw: st.DrawFn, *, values: int = 5, gaps: bool = True, most_raters: int = 6) -> Matrix:
    """Raters x units of 1 … values, NaN for a missing rating; raters lean towards a truth, so that alpha varies."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    raters, units = draw(st.integers(2, most_raters)), draw(st.integers(1, 40))
    truth = random.integers(1, values + 1, size=units)
    noise = random.integers(1, values + 1, size=(raters, units))
    matrix = np.where(random.random((raters, units)) < draw(st.floats(0, 1)), truth, noise).astype(np.float64)
    missing = random.random((raters, units)) < (draw(st.floats(0, 0.9)) if gaps else 0)
    matrix[missing] = np.nan
    return matrix

"""A file that somebody calls by another path is found where only one can be meant."""

from __future__ import annotations

import doctest
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from annotation.imports.files import names
from annotation.imports.files.names import Names

PATHS = st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=4).map("/".join)


def test_the_examples_hold() -> None:
    outcome = doctest.testmod(names)
    assert outcome.attempted > 0
    assert outcome.failed == 0


@given(st.sets(PATHS, max_size=8), PATHS)
def test_of_two_names_for_one_file_one_is_the_end_of_the_other(known: set[str], wanted: str) -> None:
    fitting = [name for name in known if f"/{name}".endswith(f"/{wanted}") or f"/{wanted}".endswith(f"/{name}")]
    assert Names(known).the_one(wanted) == (fitting[0] if len(fitting) == 1 else None)


def test_many_files_of_one_name_and_paths_without_end_take_no_time() -> None:
    known = Names(f"{number}/image.png" for number in range(30_000))
    begun = process_time()
    assert all(known.the_one(f"mine/{number}/image.png") == f"{number}/image.png" for number in range(30_000))
    assert known.the_one("a/" * 1_000_000 + "7/image.png") == "7/image.png"
    assert process_time() - begun < 5

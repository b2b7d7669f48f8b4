"""What the commands of the coding run about tides print."""

from __future__ import annotations

LISTING = "README.md\npyproject.toml\ntables\ntests\ntidebook"
TABLES = '''"""Tables of high and low waters."""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta

MARGIN = timedelta(hours=2)


@dataclass(frozen=True)
class Water:
    time: datetime
    kind: str  # high or low
    height: float  # metres


def load(path: str) -> list[Water]:
    """All waters of a table, in order of time."""
    with open(path, newline="") as file:
        rows = csv.DictReader(file)
        return [Water(datetime.fromisoformat(r["time"]), r["kind"], float(r["height"])) for r in rows]


def from_now(path: str, now: datetime) -> list[Water]:
    """The waters from a little before now on."""
    waters = load(path)
    while waters and waters[0].time < now - MARGIN:
        waters.pop(0)
    return waters


def next_water(path: str, now: datetime, kind: str) -> Water:
    return next(water for water in from_now(path, now) if water.kind == kind and _is_ahead(water, now))


def of_day(path: str, day: str) -> list[Water]:
    return [water for water in load(path) if water.time.date().isoformat() == day]


def _is_ahead(water: Water, now: datetime) -> bool:
    return water.time.time() > now.time() or water.time.date() > now.date()
'''
CLI = '''"""tidebook next | list | recent"""

import argparse
from datetime import datetime

from tidebook import tables


def next_(args: argparse.Namespace) -> None:
    now = args.at or datetime.now()
    print(f"{len(tables.load(args.table))} waters in {args.table}")
    for kind in ("high", "low"):
        water = tables.next_water(args.table, now, kind)
        print(f"next {kind}: {water.time:%Y-%m-%d %H:%M}  {water.height:.1f} m")
    if not tables.of_day(args.table, now.date().isoformat()):
        print("note: the table has no waters for this day")

[… 58 more lines]
'''
TWO_DAYS = """481:2026-05-01T04:58,low,0.9
482:2026-05-01T11:20,high,3.8
483:2026-05-01T17:31,low,0.8
484:2026-05-01T23:41,high,3.9
485:2026-05-02T05:44,low,0.8
486:2026-05-02T12:06,high,3.9
487:2026-05-02T18:15,low,0.7"""
PAST = """1412 waters in tables/harbour.csv
next high: 2026-05-01 23:41  3.9 m
next low: 2026-05-02 05:44  0.8 m"""
NOON = """1412 waters in tables/harbour.csv
next high: 2026-05-02 12:06  3.9 m
next low: 2026-05-02 05:44  0.8 m"""
MORNING = """1412 waters in tables/harbour.csv
next high: 2026-05-02 12:06  3.9 m
next low: 2026-05-02 18:15  0.7 m"""
LATE = """1412 waters in tables/harbour.csv
next high: 2026-05-01 23:41  3.9 m
next low: 2026-05-02 05:44  0.8 m"""
HISTORY = """9be1177 Say when a table has no waters for a day
41c0d2e Show waters that are just past with --recent
0a6f3c1 First version"""
MARGIN = """commit 41c0d2e
    Show waters that are just past with --recent

 README.md             |  6 ++++++
 tests/test_recent.py  | 41 +++++++++++++++++++++++++++++++++++++++++
 tidebook/cli.py       | 14 +++++++++++++-
 tidebook/tables.py    |  9 +++++++--
 4 files changed, 67 insertions(+), 3 deletions(-)"""
USES = """tidebook/tables.py:34:    ... and _is_ahead(water, now))
tidebook/tables.py:41:def _is_ahead(water: Water, now: datetime) -> bool:"""
TEST_NEXT = '''"""What `tidebook next` prints."""

from datetime import datetime

from tidebook import tables

TABLE = "tests/data/week.csv"


def test_the_next_high_water_is_named():
    water = tables.next_water(TABLE, datetime(2026, 1, 3, 9, 0), "high")
    assert water.time == datetime(2026, 1, 3, 13, 22)


def test_the_next_low_water_is_named():
    water = tables.next_water(TABLE, datetime(2026, 1, 3, 9, 0), "low")
    assert water.time == datetime(2026, 1, 3, 19, 30)
'''
NEW_TEST = """

def test_after_midnight_the_water_of_the_evening_before_is_past():
    water = tables.next_water(TABLE, datetime(2026, 1, 6, 0, 5), "high")
    assert water.time == datetime(2026, 1, 6, 11, 48)
"""
NEXT_PASSES = ".........                                                                [100%]\n9 passed in 0.11s"
FAILS_BEFORE = """........F                                                                [100%]
FAILED tests/test_next.py::test_after_midnight_the_water_of_the_evening_before_is_past
  assert datetime(2026, 1, 5, 23, 20) == datetime(2026, 1, 6, 11, 48)
1 failed, 8 passed in 0.12s"""
SLOW = """28217 waters in tables/long.csv
next high: 2026-05-02 12:06  3.9 m
next low: 2026-05-02 05:44  0.8 m

real 0m0.63s"""
FAST = """28217 waters in tables/long.csv
next high: 2026-05-02 12:06  3.9 m
next low: 2026-05-02 05:44  0.8 m

real 0m0.21s"""
PROFILE = """   ncalls  tottime  cumtime  filename
        1    0.000    0.588  cli.py:9(next_)
        4    0.311    0.561  tables.py:20(load)
   112868    0.162    0.250  <string>:2(__init__)
        2    0.014    0.303  tables.py:27(from_now)
        1    0.009    0.149  tables.py:38(of_day)"""
ONE_FAILS = """....................F...........................                         [100%]
=================================== FAILURES ===================================
________________________ test_list_shows_the_whole_day _________________________

    def test_list_shows_the_whole_day():
        waters = tables.of_day(TABLE, "2026-01-03")
>       assert [water.time.hour for water in waters] == [1, 7, 13, 19]
E       assert [13, 19] == [1, 7, 13, 19]

tests/test_list.py:21: AssertionError
=========================== short test summary info ============================
FAILED tests/test_list.py::test_list_shows_the_whole_day - assert [13, 19] == [1, 7, 13, 19]
1 failed, 47 passed in 4.31s"""
ALONE = ".                                                                        [100%]\n1 passed in 0.06s"
EXPECTED = (
    "....................x...........................                         [100%]\n47 passed, 1 xfailed in 4.28s"
)
DIFF = """ tests/test_list.py  | 1 +
 tests/test_next.py  | 5 +++++
 tidebook/tables.py  | 4 +++-
 3 files changed, 9 insertions(+), 1 deletion(-)"""

# The tests of the repository, by file.
TESTS = {
    "test_cli": "help_names_the_commands|an_unknown_command_is_refused|a_table_that_is_missing_is_refused|"
    "a_table_without_rows_is_refused|the_time_can_be_given|a_time_that_cannot_be_read_is_refused|"
    "the_number_of_waters_is_told|a_day_without_waters_is_noted",
    "test_heights": "a_height_is_shown_with_one_decimal|a_negative_height_keeps_its_sign|a_comma_is_refused|"
    "heights_can_be_in_feet|feet_are_rounded_last|zero_has_no_sign|an_empty_height_names_the_row",
    "test_list": "list_needs_a_day|list_is_in_order|list_shows_highs_and_lows|list_of_a_day_with_three_waters|"
    "list_in_feet|list_shows_the_whole_day|list_of_an_unknown_day_is_empty|list_of_a_leap_day",
    "test_next": "the_next_high_water_is_named|the_next_low_water_is_named|a_water_at_this_minute_is_past|"
    "the_last_water_of_the_table|after_the_last_water_there_is_none|the_next_month|the_next_year|"
    "a_table_in_reverse_order",
    "test_recent": "recent_shows_the_last_two_hours|recent_without_waters_says_so|recent_does_not_change_next|"
    "recent_at_the_start_of_a_table|recent_at_the_end_of_a_table",
    "test_tables": "a_table_is_read|times_are_read_to_the_minute|unknown_columns_are_passed_over|"
    "a_missing_column_is_named|a_wrong_kind_is_refused|rows_must_be_in_order|a_table_may_end_without_a_line_break|"
    "a_byte_order_mark_is_passed_over|a_table_of_one_row|two_waters_at_one_time_are_refused|a_table_of_twenty_years",
}


def tests_log() -> str:
    """The log of a run in which all tests pass, one line for each."""
    names = [f"tests/{file}.py::test_{name}" for file, tests in TESTS.items() for name in tests.split("|")]
    lines = [f"{name} PASSED".ljust(92) + f"[{100 * at // len(names):3}%]" for at, name in enumerate(names, start=1)]
    head = "============================= test session starts ==============================\n"
    return head + f"collected {len(names)} items\n\n" + "\n".join(lines) + f"\n\n{len(names)} passed in 4.19s"

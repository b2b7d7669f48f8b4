"""File formats that preference data goes out in."""

from annotation.kinds.preference.writers.arena import MtBench
from annotation.kinds.preference.writers.helpsteer import HelpSteer, HelpSteerDisagreements
from annotation.kinds.preference.writers.own import Own
from annotation.kinds.preference.writers.table import Csv, Parquet
from annotation.kinds.preference.writers.trl import TrlConversational, TrlStandard, TrlUnpaired

WRITERS = (
    Own(),
    TrlStandard(),
    TrlConversational(),
    TrlUnpaired(),
    HelpSteer(),
    HelpSteerDisagreements(),
    MtBench(),
    Csv(),
    Parquet(),
)

__all__ = ["WRITERS"]

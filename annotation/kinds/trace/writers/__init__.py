"""File formats that graded traces go out in."""

from annotation.kinds.base import ArchiveWriter, Writer
from annotation.kinds.trace.writers.atif import Atif
from annotation.kinds.trace.writers.own import Own
from annotation.kinds.trace.writers.preference_pairs import Conversational, Standard
from annotation.kinds.trace.writers.prm800k import Prm800k
from annotation.kinds.trace.writers.processbench import ProcessBench
from annotation.kinds.trace.writers.table import Csv, Parquet
from annotation.kinds.trace.writers.trail import Trail
from annotation.kinds.trace.writers.trl_stepwise import TrlStepwise
from annotation.kinds.trace.writers.who_and_when import WhoAndWhen

WRITERS: tuple[Writer, ...] = (
    Own(),
    Atif(),
    TrlStepwise(),
    Prm800k(),
    ProcessBench(),
    WhoAndWhen(),
    Trail(),
    Standard(),
    Conversational(),
    Csv(),
    Parquet(),
)
ARCHIVE_WRITERS: tuple[ArchiveWriter, ...] = ()

__all__ = ["ARCHIVE_WRITERS", "WRITERS"]

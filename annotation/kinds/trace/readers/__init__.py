"""File formats that traces come in, the more particular first."""

from annotation.kinds.base import FolderReader, Reader
from annotation.kinds.trace.readers.anthropic import Anthropic
from annotation.kinds.trace.readers.atif import Atif
from annotation.kinds.trace.readers.base import LabelReader, RowReader, TraceReader
from annotation.kinds.trace.readers.chat import Chat
from annotation.kinds.trace.readers.folder import TraceFiles
from annotation.kinds.trace.readers.langfuse import Langfuse
from annotation.kinds.trace.readers.langsmith import LangSmith
from annotation.kinds.trace.readers.mini_swe_agent import MiniSweAgent
from annotation.kinds.trace.readers.openhands import OpenHands
from annotation.kinds.trace.readers.otel import OpenTelemetry
from annotation.kinds.trace.readers.own import Own
from annotation.kinds.trace.readers.prm800k import Prm800k
from annotation.kinds.trace.readers.processbench import ProcessBench
from annotation.kinds.trace.readers.swe_agent import SweAgent
from annotation.kinds.trace.readers.trail import Trail, TrailLabels
from annotation.kinds.trace.readers.trl_stepwise import TrlStepwise
from annotation.kinds.trace.readers.who_and_when import WhoAndWhen

TRACE_READERS: tuple[TraceReader, ...] = (
    Own(),
    Atif(),
    Trail(),
    OpenTelemetry(),
    SweAgent(),
    MiniSweAgent(),
    OpenHands(),
    Langfuse(),
    LangSmith(),
    WhoAndWhen(),
    Prm800k(),
    ProcessBench(),
    TrlStepwise(),
    Anthropic(),
    Chat(),
)
LABEL_READERS: tuple[LabelReader, ...] = (TrailLabels(),)
READERS: tuple[Reader, ...] = tuple(RowReader(reader) for reader in TRACE_READERS if reader.rows)
FOLDER_READERS: tuple[FolderReader, ...] = (TraceFiles(TRACE_READERS, LABEL_READERS),)

__all__ = ["FOLDER_READERS", "LABEL_READERS", "READERS", "TRACE_READERS"]

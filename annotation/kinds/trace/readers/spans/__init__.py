"""What readers of spans share: a tree of what agents, models and tools did becomes a trace, each thing told once."""

from annotation.kinds.trace.readers.spans.messages import Message, Part, messages
from annotation.kinds.trace.readers.spans.parsing import ParsedSpans, parse
from annotation.kinds.trace.readers.spans.tree import Span

__all__ = ["Message", "ParsedSpans", "Part", "Span", "messages", "parse"]

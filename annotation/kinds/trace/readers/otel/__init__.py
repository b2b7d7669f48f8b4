"""Spans of OpenTelemetry: the envelope, and the conventions in which instrumentations write what models did."""

from annotation.kinds.trace.readers.otel.reader import OpenTelemetry

__all__ = ["OpenTelemetry"]

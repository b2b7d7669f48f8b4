"""Reasoning traces and agent trajectories: which steps are right, where does it first go wrong, and why?"""

from annotation.kinds.trace.kind import Trace

KIND = Trace()

"""What the people of the demo said of its traces, by the name of the run. Traces that are missing here are open."""

from __future__ import annotations

from annotation.demo.trace.answers import coding, conversations, maths, teams, tools
from annotation.demo.trace.answers.gold import GOLD

ANSWERS = {**maths.ANSWERS, **tools.ANSWERS, **teams.ANSWERS, **coding.ANSWERS, **conversations.ANSWERS}

__all__ = ("ANSWERS", "GOLD")

"""Preference ratings of responses: compare two, rate each, or rank several."""

from annotation.kinds.preference.kind import Preference

KIND = Preference()

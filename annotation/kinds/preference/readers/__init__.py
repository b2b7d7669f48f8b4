"""File formats that preference data comes in, the more particular first."""

from annotation.kinds.preference.readers.arena import Arena
from annotation.kinds.preference.readers.helpsteer import HelpSteer2Preference, HelpSteer3, HelpSteerRatings
from annotation.kinds.preference.readers.openai import OpenAIPreference
from annotation.kinds.preference.readers.own import Own
from annotation.kinds.preference.readers.trl import TrlPreference
from annotation.kinds.preference.readers.ultrafeedback import UltraFeedback

READERS = (
    Own(),
    OpenAIPreference(),
    HelpSteer3(),
    HelpSteer2Preference(),
    HelpSteerRatings(),
    Arena(),
    UltraFeedback(),
    TrlPreference(),
)

__all__ = ["READERS"]

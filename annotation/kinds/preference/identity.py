"""Finding responses whose text gives away which model wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

# Names that are also plain words (falcon, palm) are left out: people would be warned of nothing.
_FAMILIES = (
    "bard|bing chat|chatgpt|chatglm|claude|command r|copilot|deepseek|gemini|gemma|gpt|grok|kimi|llama|mistral|mixtral|"
    "pythia|qwen|vicuna|wizardlm"
)
_MAKERS = "alibaba|anthropic|baidu|cohere|deepseek|google|meta ai|microsoft|mistral ai|moonshot ai|openai|xai"
_SELF = r"\b(?:(?:i\s+am|i[’']m|my\s+name\s+is)\s+(?:[\w-]+\s+){0,3}?|as\s+(?:an?\s+)?)"
_SPEAKS_OF_ITSELF = re.compile(
    rf"{_SELF}(?:{_FAMILIES})(?![a-z])|\b(?:developed|created|trained|made|built)\s+by\s+(?:{_MAKERS})\b", re.IGNORECASE
)
_SHORTEST_NAME = 4


def names_itself(content: Mapping[str, Any]) -> list[str]:
    """The ids of responses that say who they are, or that hold the full name of any model of the task.

    Any model's name counts, not only the response's own: a flag that rose for the right name alone would give it away.
    """
    names = tuple(sorted({response["model"] for response in content["responses"] if response.get("model")}))
    named = _pattern(names)
    return [
        response["id"]
        for response in content["responses"]
        if any(
            _gives_away(message["content"], named) for message in response["messages"] if message["role"] == "assistant"
        )
    ]


def _gives_away(text: str, named: re.Pattern[str] | None) -> bool:
    return bool(_SPEAKS_OF_ITSELF.search(text) or (named and named.search(text)))


@lru_cache(maxsize=1024)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Full names with any separators: “llama-7b” is found in “Llama 7B”. Short and plain words are no proof."""
    parts = [re.findall(r"[a-z]+|\d+", name.rsplit("/", 1)[-1], re.IGNORECASE) for name in names]
    usable = [words for words in parts if len(words) > 1 and len("".join(words)) >= _SHORTEST_NAME]
    if not usable:
        return None
    alternatives = "|".join(r"[\s._-]*".join(map(re.escape, words)) for words in usable)
    return re.compile(rf"(?<![a-z0-9])(?:{alternatives})(?![a-z0-9])", re.IGNORECASE)

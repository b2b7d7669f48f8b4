"""What the API's description says beside what each view says: the one shape of errors."""

from __future__ import annotations

from typing import Any

ERROR = {
    "type": "object",
    "required": ["code", "detail"],
    "properties": {
        "code": {"type": "string", "description": "What went wrong, for programs."},
        "detail": {"type": "string", "description": "What went wrong and what to do, for people."},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "draft": {"type": "object", "additionalProperties": True, "description": "With stale_draft: what is stored."},
    },
    "additionalProperties": True,
}
RESPONSE = {
    "description": "Refused: nothing was changed.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}


def add_errors(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation may answer with an error."""
    result.setdefault("components", {}).setdefault("schemas", {})["Error"] = ERROR
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"].setdefault("default", RESPONSE)
    return result

"""Which tasks an export takes, and what it says of those it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotation.kinds.base import Json
from annotation.models import Task
from config.errors import Invalid

KNOWN = ("status", "min_agreement", "include_imported", "include_images")
# A withdrawn task leaves only when someone asks for it by name.
USUAL = tuple(status for status in Task.Status.values if status != Task.Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Filters:
    """Statuses wanted, the least agreement, and whether imported answers and the images of tasks come along."""

    status: tuple[str, ...] = USUAL
    min_agreement: float | None = None
    include_imported: bool = True
    include_images: bool = True

    def reason_to_leave_out(self, status: str, agreement: float | None) -> str | None:
        if status not in self.status:
            return f"status is {status}"
        if self.min_agreement is None:
            return None
        if agreement is None:
            return "agreement is not known"
        return f"agreement is below {self.min_agreement:g}" if agreement < self.min_agreement else None

    def as_json(self) -> Json:
        return {
            "status": sorted(self.status),
            "min_agreement": self.min_agreement,
            "include_imported": self.include_imported,
            "include_images": self.include_images,
        }


def read(raw: Json) -> Filters:
    """Filters as someone asked for them. Raises ``Invalid`` naming what is not right."""
    wrong = {name: f"There is no such filter. Known: {', '.join(KNOWN)}." for name in raw if name not in KNOWN}
    status = raw.get("status") or list(USUAL)
    if not isinstance(status, list) or not all(name in Task.Status.values for name in status):
        wrong["status"] = f"Give a list of these: {', '.join(Task.Status.values)}."
    least = raw.get("min_agreement")
    if least is not None and not _is_share(least):
        wrong["min_agreement"] = "Give a number from 0 to 1."
    wishes = {name: raw.get(name, True) for name in ("include_imported", "include_images")}
    wrong |= {name: "Give true or false." for name, wish in wishes.items() if not isinstance(wish, bool)}
    if wrong:
        raise Invalid("The filters are not right.", fields={f"filters.{name}": text for name, text in wrong.items()})
    return Filters(tuple(sorted(set(status))), None if least is None else float(least), **wishes)


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1

"""Drafts: an annotator's unsent work, kept on the server with a revision that only grows."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from annotation.kinds.base import Json
from annotation.models import Assignment, Draft
from config import strict_json
from config.errors import Refused

# As much as the largest answer of any kind, which 10,000 boxes are.
MAX_DRAFT_BYTES = 4_000_000
CLOSED = {Assignment.Status.SUBMITTED: "already_submitted", Assignment.Status.SKIPPED: "skipped"}


@transaction.atomic
def save_draft(*, assignment: Assignment, revision: int, content: Json, device: str) -> Draft:
    """Store the draft if its revision is newer than what is there; otherwise refuse and show what is there."""
    if len(strict_json.dumps(content)) > MAX_DRAFT_BYTES:
        raise Refused("too_large", f"This draft is larger than {MAX_DRAFT_BYTES // 1_000_000} MB.", status=413)
    status = Assignment.objects.select_for_update().values_list("status", flat=True).get(pk=assignment.pk)
    if status in CLOSED:
        raise Refused(CLOSED[Assignment.Status(status)], "This task is finished, so its draft cannot change.")
    fields = {"revision": revision, "content": content, "device": device, "updated_at": Now()}
    newer = Draft.objects.filter(assignment=assignment, revision__lt=revision).update(**fields)
    if not newer:
        _, created = Draft.objects.get_or_create(assignment=assignment, defaults=fields)
        if not created:
            raise _stale(Draft.objects.get(assignment=assignment))
    return Draft.objects.get(assignment=assignment)


def describe(draft: Draft) -> Json:
    """A draft as its author sees it."""
    return {
        "revision": draft.revision,
        "content": draft.content,
        "device": draft.device,
        "updated_at": draft.updated_at,
    }


def _stale(there: Draft) -> Refused:
    detail = "Another window saved newer work on this task. Choose which to keep."
    return Refused("stale_draft", detail, extra={"draft": describe(there)})

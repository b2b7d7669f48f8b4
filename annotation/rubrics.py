"""Publishing rubric versions. A published version never changes; a change is the next version."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from annotation.kinds import criteria
from annotation.models import Project, Rubric


@transaction.atomic
def publish(*, project: Project, raw: Any, by: User | None) -> tuple[Rubric, bool]:
    """The criteria as the project's next version, or the current one if it says the same; and whether it is new."""
    read = criteria.read_criteria(raw, project.the_kind)
    sha256 = criteria.sha256(read)
    locked = Project.objects.select_for_update(of=("self",)).select_related("rubric").get(pk=project.pk)
    if locked.rubric is not None and locked.rubric.sha256 == sha256:
        return locked.rubric, False
    version = (locked.rubrics.order_by("-version").values_list("version", flat=True).first() or 0) + 1
    rubric = Rubric.objects.create(project=locked, version=version, criteria=read, sha256=sha256, created_by=by)
    locked.rubric = rubric
    locked.save(update_fields=["rubric", "updated_at"])
    project.rubric = rubric
    return rubric, True

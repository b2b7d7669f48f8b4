"""Celery's way in to quality."""

from __future__ import annotations

import logging

from celery import shared_task

from annotation.models import Project
from quality import reports

logger = logging.getLogger(__name__)


@shared_task
def refresh_reliability(project_id: int) -> None:
    reports.refresh(Project.objects.select_related("rubric").get(pk=project_id))


@shared_task
def sweep() -> None:
    """Bring reports up to date. This is the debounce, too: many answers in a row make one computation."""
    for project in reports.outdated():
        try:
            reports.refresh(project)
        except Exception:  # One broken project must not keep the others waiting.
            logger.exception("the reliability of project %s could not be computed", project.public_id)

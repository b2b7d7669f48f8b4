"""Projects of bounding boxes for tests: what each person drew in each image."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence

from django.utils import timezone

from accounts.models import User
from annotation import projects, rubrics
from annotation.kinds.base import Json
from annotation.models import Annotation, Project, Task
from config import strict_json

Box = tuple[str, float, float, float, float]  # label, x, y, width, height
Drawings = Sequence[Mapping[User, Sequence[Box]]]  # for each image what each person drew
LABELS = [{"title": "RBC"}, {"title": "WBC"}, {"title": "Platelet"}]


def project_of(manager: User, drawings: Drawings) -> Project:
    """A project with these images and counted answers."""
    project = projects.create(by=manager, kind="bounding_box", title="Cells", settings={"labels": LABELS})
    rubrics.publish(project=project, raw=[], by=manager)
    tasks = Task.objects.bulk_create(_task(project, number) for number in range(len(drawings)))
    Annotation.objects.bulk_create(
        _annotation(project, task, annotator, boxes)
        for task, drawn in zip(tasks, drawings, strict=True)
        for annotator, boxes in drawn.items()
    )
    return project


def _task(project: Project, number: int) -> Task:
    name = f"cells-{number}.png"
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    image = {"sha256": sha256, "width": 640, "height": 480, "name": name}
    content = project.the_kind.read_content({"image": image})
    return Task(
        project=project, content=content, content_sha256=strict_json.sha256(content), position=number, overlap=3
    )


def _annotation(project: Project, task: Task, annotator: User, boxes: Sequence[Box]) -> Annotation:
    raw = {"boxes": [_box(number, *box) for number, box in enumerate(boxes)], "no_objects": not boxes}
    return Annotation(
        project=project,
        task=task,
        annotator=annotator,
        rubric=project.rubric,
        answer=project.the_kind.read_answer(raw, content=task.content, context=project.context()),
        idempotency_key=uuid.uuid4(),
        body_sha256="0" * 64,
        created_at=timezone.now(),
    )


def _box(number: int, label: str, x: float, y: float, width: float, height: float) -> Json:
    return {"id": f"b{number}", "label": label, "x": x, "y": y, "width": width, "height": height, "attributes": {}}

"""A project about images with people who are signed in, made in the stack's own database.

As a program it reads the keywords of ``make_pictures`` as JSON and prints the scene as JSON, as ``scene`` does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from typing import Any

from tests.journeys.scene import Person, Scene, signed_in
from tests.journeys.stack import Stack

LABELS: list[dict[str, Any]] = [
    {"title": "Boat", "shortcut": "1"},
    {"title": "Buoy", "shortcut": "2"},
    {
        "title": "Swimmer",
        "shortcut": "3",
        "attributes": [{"key": "in_danger", "title": "In danger", "type": "checkbox", "required": True}],
    },
]

# Width and height as people see them, and the EXIF orientation of the file.
Picture = tuple[int, int, int]


def set_pictures(stack: Stack, pictures: Sequence[Picture], **fields: object) -> Scene:
    wanted = json.dumps({"pictures": pictures, "fields": fields})
    made = json.loads(stack.manage("-m", "tests.journeys.pictures", standard_input=wanted).splitlines()[-1])
    people = [Person(**person) for person in made["annotators"]]
    return Scene(project=made["project"], manager=Person(**made["manager"]), annotators=people)


def make_pictures(pictures: Sequence[Picture], fields: dict[str, object]) -> Scene:
    """Needs Django to be set up on the stack's database."""
    from accounts.models import User
    from annotation import projects, queue
    from annotation.models import Role, Task
    from config import strict_json
    from tests.annotation.imports.pictured import image_project
    from tests.factories import make_user

    known = User.objects.count()
    manager, annotator = (make_user(email=f"pictures{known + n}@example.org") for n in range(2))
    project = image_project(manager, labels=LABELS, overlap=1, **fields)
    projects.add_member(project=project, user=annotator, role=Role.ANNOTATOR)
    start = queue.begin_round(project)
    for number, picture in enumerate(pictures):
        content = project.the_kind.read_content({"image": _kept(*picture, name=f"{number}.jpg")})
        sha256 = strict_json.sha256(content)
        Task.objects.create(
            project=project, content=content, content_sha256=sha256, position=start + number, overlap=project.overlap
        )
    queue.release(project)
    projects.change_status(project, "active")
    return Scene(str(project.public_id), signed_in(manager), [signed_in(annotator)])


def _kept(width: int, height: int, orientation: int, *, name: str) -> dict[str, object]:
    """An image that is this large once its EXIF orientation is honoured."""
    from annotation.images.keeping import keep
    from tests.annotation.images.pictures import saved, smooth, with_orientation

    lies = orientation >= 5
    picture = smooth(height, width) if lies else smooth(width, height)
    image = keep(BytesIO(saved(picture, "JPEG", exif=with_orientation(orientation))))
    assert (image.width, image.height) == (width, height)
    return {"sha256": image.sha256, "width": width, "height": height, "name": name}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(asdict(make_pictures(**json.loads(sys.stdin.read())))))

"""A manager at work: files sent, brought in and looked at, all through HTTP."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.scene import Scene
from tests.journeys.stack import Stack, wait_for
from tests.journeys.tabs import Reply, Tab

Json = dict[str, Any]

OVER = "SELECT status NOT IN ('queued', 'running') FROM annotation_job WHERE public_id = %(job)s"


@dataclass
class Office:
    """The desk of the manager of a scene."""

    stack: Stack
    scene: Scene
    tab: Tab = field(init=False)

    def __post_init__(self) -> None:
        self.tab = Tab(self.stack.port, self.scene.manager)

    def upload(self, name: str, content: bytes) -> Reply:
        return self.tab.upload(f"projects/{self.scene.project}/uploads/", name, content)

    def brought_in(self, upload: Json, **order: Any) -> Json:
        """The import of an upload, once it is over."""
        choice = {"upload": upload["id"], "format": upload["format"], **order}
        job = self.tab.post(f"projects/{self.scene.project}/imports/", choice)
        assert job.status == 202, job
        assert wait_for(self.stack, OVER, job=job.body["id"], seconds=45)
        return dict(self.tab.get(f"jobs/{job.body['id']}/").body)

    def refusals(self, job: Json) -> dict[str, list[str]]:
        """What an import refused, by file."""
        found = defaultdict(list)
        for row in self.tab.get(f"jobs/{job['id']}/refusals/?page_size=100").body["results"]:
            found[row["file"]].append(row["reason"])
        return dict(found)

    def tasks(self) -> dict[str, Json]:
        """What came in, by its external id, with all that managers see of it."""
        rows = self.tab.get(f"projects/{self.scene.project}/tasks/?page_size=100").body["results"]
        return {row["external_id"]: self.tab.get(f"tasks/{row['id']}/").body for row in rows if row["external_id"]}

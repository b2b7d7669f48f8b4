"""What stands beside the files of an export: origin, rules, what was left out, and how reliable it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from annotation.exports.filters import Filters
from annotation.kinds.base import ArchiveWriter, Json, Writer
from annotation.models import ExportFile, Project, Rubric

VERSION = 1

# Apps above add what they know of a project, for example its reliability. What takes long calls the second argument
# now and then, so that the job is not taken for dead.
Beat = Callable[[], None]
contributors: list[Callable[[Project, Beat], Json]] = []


@dataclass
class Tally:
    """What went in and what did not."""

    tasks_in_project: int = 0
    tasks_written: int = 0
    rows: int = 0
    annotations: int = 0
    images: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> Json:
        return {
            "tasks_in_project": self.tasks_in_project,
            "tasks_written": self.tasks_written,
            "rows": self.rows,
            "annotations": self.annotations,
            "images": self.images,
            "left_out": dict(sorted(self.left_out.items())),
        }


def manifest(
    *,
    project: Project,
    writer: Writer | ArchiveWriter,
    filters: Filters,
    tally: Tally,
    files: Sequence[ExportFile],
    beat: Beat,
) -> Json:
    rubrics = Rubric.objects.filter(project=project).order_by("version")
    facts: Json = {
        "manifest_version": VERSION,
        "project": {
            "id": str(project.public_id),
            "title": project.title,
            "kind": project.kind,
            "settings": project.settings,
            "overlap": project.overlap,
            "agreement_threshold": project.agreement_threshold,
        },
        "rubrics": [{"version": rubric.version, "sha256": rubric.sha256} for rubric in rubrics],
        "format": {"name": writer.name, "title": writer.title, "rules": list(writer.rules)},
        "filters": filters.as_json(),
        "counts": tally.as_json(),
        "files": [{"name": f.name, "size": f.size, "rows": f.rows, "sha256": f.sha256} for f in files],
    }
    for contributor in contributors:
        facts |= contributor(project, beat)
    return facts


def as_bytes(facts: Mapping[str, object]) -> bytes:
    return orjson.dumps(facts, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

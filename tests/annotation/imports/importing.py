"""Importing files in tests, through the product's own steps."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from typing import Any

from annotation import jobs
from annotation.imports import uploads
from annotation.imports.files.rows import Json
from annotation.imports.uploads import Order
from annotation.models import Job, Project, Upload

PANDA_MAPPING: Json = {
    "columns": {"prompt": ["instruction", "input"], "responses": ["response1", "response2"], "external_id": "idx"},
    "constants": {"source": "own texts", "licence": "CC0-1.0"},
    "metadata": ["motivation_app"],
    "verdicts": {
        "columns": {"annotator1": "Annotator 1", "annotator2": "Annotator 2", "annotator3": "Annotator 3"},
        "values": {
            "1": {"overall": {"verdict": "prefer", "strength": -1}},
            "2": {"overall": {"verdict": "prefer", "strength": 1}},
            "0": {"overall": {"verdict": "same"}},
        },
    },
}


def panda_rows(count: int) -> list[Json]:
    """Rows shaped like a known judgement data set, in our own words; every verdict pattern occurs."""
    return [
        {
            "idx": number * 4,
            "motivation_app": f"App {number % 7}",
            "cmp_key": "slate_gold",
            "instruction": f"Say in one sentence what {number} stones weigh.",
            "input": f"A stone weighs {number % 5} kilograms." if number % 3 else "",
            "response1": f"They weigh {number * (number % 5)} kilograms.",
            "response2": f'About "{number}" – or α·{number}, I think.\n\tPerhaps \\ more.',
            "annotator1": number % 3,
            "annotator2": number % 2 + 1,
            "annotator3": (number // 3) % 3,
        }
        for number in range(count)
    ]


def trl_rows(count: int) -> list[Json]:
    return [
        {"prompt": f"Count to {number}.", "chosen": f"1 … {number}", "rejected": f"{number} … 1", "id": f"trl-{number}"}
        for number in range(count)
    ]


def as_lines(rows: Iterable[Json]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def as_array(rows: Iterable[Json], **options: Any) -> bytes:
    return json.dumps(list(rows), **options).encode()


def send(project: Project, data: bytes, name: str = "rows.jsonl") -> Upload:
    """Upload a file's bytes."""
    with uploads.draft(expected=len(data)) as file:
        file.write(data)
        upload, _ = uploads.receive(project=project, user=None, name=name, file=file)
    return upload


def start(project: Project, data: bytes | Upload, *, verdicts: bool | str = False, **order: Any) -> Job:
    """Order an import; verdicts that are simply wanted become annotations."""
    upload = data if isinstance(data, Upload) else send(project, data)
    assert project.created_by is not None
    use = verdicts if isinstance(verdicts, str) else "annotations" if verdicts else "ignore"
    return uploads.start_import(upload=upload, user=project.created_by, order=Order(verdicts=use, **order))


def run(job: Job) -> Job:
    jobs.run_job(job.pk)
    job.refresh_from_db()
    return job


def import_file(project: Project, data: bytes | Upload, **options: Any) -> Job:
    """Upload, start and run an import; it must not fail."""
    job = run(start(project, data, **options))
    assert job.status == Job.Status.SUCCEEDED, job.error
    return job


def refusals(job: Job) -> list[tuple[int, str, str]]:
    return list(job.refusals.values_list("line", "field", "reason"))


def packed(data: bytes) -> bytes:
    return gzip.compress(data)

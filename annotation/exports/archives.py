"""Exports of several files: what an archive writer gives, streamed into one zip. The same data gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO

from annotation import storage
from annotation.exports.manifest import Tally
from annotation.exports.sinks import Growing
from annotation.exports.snapshot import Snapshot
from annotation.images import files
from annotation.kinds.base import ArchiveWriter, Document, ExportedTask, LeftOut, Picture, Written
from annotation.models import Image
from config.errors import Refused

CHUNK = 1 << 20
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
UNIX = 3
PERMISSIONS = 0o644 << 16

# Called with the number of tasks that went by: after each, and while something large is copied.
Beat = Callable[[int], None]


def pack(taken: Snapshot, writer: ArchiveWriter, draft: storage.DraftFile, tally: Tally, beat: Beat) -> None:
    """Every task of the snapshot through the writer into a zip; the tally says what came of it."""
    with_images = taken.filters.include_images
    storage.refuse_if_disk_is_short(taken.image_bytes() if with_images else 0)
    packing = _Packing(taken, draft, tally, beat)
    with packing.archive:
        for part in writer.files(packing.tasks(), taken.context_for, with_images=with_images):
            packing.take(part)


class _Packing:
    """A zip while it grows, and the count of what went in."""

    def __init__(self, taken: Snapshot, draft: storage.DraftFile, tally: Tally, beat: Beat) -> None:
        self.taken = taken
        self.beat = beat
        self.passed = 0
        self.tally = tally
        self.archive = zipfile.ZipFile(Growing(draft), "w")
        self.pictures: dict[str, str] = {}
        self.endings = taken.new_endings() if taken.filters.include_images else {}

    def tasks(self) -> Iterator[ExportedTask]:
        for task in self.taken.tasks():
            yield self._with_right_endings(task) if self.endings else task
            self.passed += 1
            self.beat(self.passed)

    def take(self, part: Document | Picture | LeftOut | Written) -> None:
        match part:
            case Written(annotations=annotations):
                self.tally.tasks_written += 1
                self.tally.annotations += annotations
            case LeftOut(reason=reason):
                self.tally.left_out[reason] += 1
            case Document(name=name, data=data, rows=rows):
                self._add_document(name, data)
                self.tally.rows += rows
            case Picture(name=name, sha256=sha256) if self.taken.filters.include_images:
                self._add_picture(name, sha256)

    def _add_document(self, name: str, data: bytes | IO[bytes]) -> None:
        source = io.BytesIO(data) if isinstance(data, bytes) else data
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        self._add(name, source, size, zipfile.ZIP_DEFLATED)

    def _add_picture(self, name: str, sha256: str) -> None:
        """Add an image once; it is compressed already, so it is only copied."""
        known = self.pictures.get(name)
        if known == sha256:
            return
        if known is not None:
            raise Refused("same_name", f"Two different images would be called “{name}” in the archive.")
        try:
            file = files.images().open(files.upright(Image.objects.get(sha256=sha256)))
        except (Image.DoesNotExist, FileNotFoundError) as error:
            raise Refused("image_gone", f"The file of “{name}” is gone. Export without the images.") from error
        with closing(file):
            self._add(name, file, file.size, zipfile.ZIP_STORED)
        self.pictures[name] = sha256
        self.tally.images += 1

    def _add(self, name: str, source: IO[bytes], size: int, compression: int) -> None:
        info = zipfile.ZipInfo(_inside(name), EARLIEST)
        info.compress_type, info.create_system, info.external_attr = compression, UNIX, PERMISSIONS
        info.file_size = size  # tells zipfile whether it needs fields for sizes of more than 4 GB
        with self.archive.open(info, "w") as member:
            while chunk := source.read(CHUNK):
                member.write(chunk)
                self.beat(self.passed)

    def _with_right_endings(self, task: ExportedTask) -> ExportedTask:
        """The task with its images called as the files that go out are."""
        images = {name: task.content[name] for name in self.taken.project.the_kind.image_fields}
        named = {
            name: image | {"name": image["name"] + self.endings.get(image["sha256"], "")}
            for name, image in images.items()
        }
        return replace(task, content=task.content | named)


def _inside(name: str) -> str:
    """The name of a member, which never leads out of the folder that the archive is unpacked in."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise Refused("unsafe_name", f"“{name}” is no name for a file of an archive.")
    return name

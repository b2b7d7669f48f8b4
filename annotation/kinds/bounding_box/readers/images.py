"""Nothing but images: each is a task, and nothing is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotation.kinds.base import Context, Folder, FolderContents, FolderItem, FolderReader
from annotation.kinds.bounding_box.readers import drawing


class Images(FolderReader):
    name = "images"
    title = "Images"

    def recognises(self, folder: Folder) -> bool:
        return bool(folder.images())

    def contents(self, folder: Folder) -> FolderContents:
        images = set(folder.images())
        unused = [name for name in folder.names() if name not in images]
        return FolderContents(tasks=len(images), verdicts=0, labels={}, unused=unused)

    def items(self, folder: Folder, context: Context, options: Mapping[str, str]) -> Iterator[FolderItem]:
        yield from drawing.plain_items(folder.images())

"""File formats that boxes come in, the more particular first."""

from annotation.kinds.base import FolderReader, Reader
from annotation.kinds.bounding_box.readers.coco import Coco
from annotation.kinds.bounding_box.readers.images import Images
from annotation.kinds.bounding_box.readers.label_studio import LabelStudio, LabelStudioRows
from annotation.kinds.bounding_box.readers.own import Own
from annotation.kinds.bounding_box.readers.voc import Voc
from annotation.kinds.bounding_box.readers.yolo import Yolo

READERS: tuple[Reader, ...] = (LabelStudioRows(), Own())
FOLDER_READERS: tuple[FolderReader, ...] = (Coco(), Voc(), Yolo(), LabelStudio(), Images())

__all__ = ["FOLDER_READERS", "READERS"]

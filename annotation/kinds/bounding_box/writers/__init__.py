"""File formats that boxes go out in."""

from annotation.kinds.base import ArchiveWriter, Writer
from annotation.kinds.bounding_box.writers.coco import Coco
from annotation.kinds.bounding_box.writers.own import Own
from annotation.kinds.bounding_box.writers.table import Csv, Parquet
from annotation.kinds.bounding_box.writers.voc import Voc
from annotation.kinds.bounding_box.writers.yolo import Yolo

WRITERS: tuple[Writer, ...] = (Own(), Csv(), Parquet())
ARCHIVE_WRITERS: tuple[ArchiveWriter, ...] = (Coco(), Yolo(), Voc())

__all__ = ["ARCHIVE_WRITERS", "WRITERS"]

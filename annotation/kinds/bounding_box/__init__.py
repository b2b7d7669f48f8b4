"""Bounding boxes: rectangles drawn around the things that an image shows."""

from annotation.kinds.bounding_box.kind import BoundingBox

KIND = BoundingBox()

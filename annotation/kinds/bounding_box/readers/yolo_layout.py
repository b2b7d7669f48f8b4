"""How a YOLO folder is laid out: the names of its classes, which label file is about which image, and the splits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from annotation.kinds.base import Folder
from annotation.kinds.bounding_box.readers import documents, pictures
from annotation.kinds.bounding_box.readers.vocabulary import title_of
from annotation.kinds.bounding_box.settings import MOST_LABELS
from config.errors import Invalid

ROW = re.compile(rb"\s*\d+(?:[ \t]+[+-]?[\d.]+(?:[eE][+-]?\d+)?){4,}[ \t\r]*(?:\n|$)")
LONGEST_YAML = 4 << 20
CLASSES = "classes.txt"
NO_NAMES = (
    "These label files name classes by number, and nothing says what the numbers mean. "
    "Add data.yaml, obj.names or classes.txt."
)
_SPLITS = {"train": "train", "val": "val", "valid": "val", "test": "test"}


@dataclass(slots=True)
class Layout:
    """What is where."""

    names: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # label files by image
    splits: dict[str, str] = field(default_factory=dict)  # by image
    folders: dict[str, str] = field(default_factory=dict)  # splits by folder, where whole folders are one
    about: set[str] = field(default_factory=set)  # documents that say how things are
    orphans: list[str] = field(default_factory=list)  # label files without an image


class _Loader(yaml.BaseLoader):
    """Every value is a text, so that a class may be called “no”; and no aliases, through which documents explode."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def is_layout(folder: Folder) -> bool:
    """Whether there are names of classes, or label files beside images."""
    if any(_is_about(name, folder) for name in folder.names()):
        return True
    images = pictures.Pictures(folder.images())
    candidates = (name for name in folder.names() if _is_text(name) and _image_of(name, images))
    return any(ROW.match(folder.head(name)) for name in candidates)


def read(folder: Folder) -> Layout:
    """Raises ``Invalid`` if a document cannot be read, or no document names the classes."""
    layout = Layout()
    images = pictures.Pictures(folder.images())
    lists = dict(_read_about(folder, layout))
    for name in folder.names():
        if _is_text(name) and name not in layout.about and name not in lists:
            _place(name, folder, images, layout)
    for image in folder.images():
        if split := _split_of(image, layout.folders):
            layout.splits[image] = split
    for name, split in lists.items():
        _read_list(name, split, folder, images, layout)
    if layout.labels and not layout.names:
        raise Invalid(NO_NAMES, code="no_class_names")
    return layout


def _is_text(name: str) -> bool:
    return documents.ends_with(name, ".txt")


def _is_yaml(name: str) -> bool:
    return documents.ends_with(name, ".yaml", ".yml")


def _is_about(name: str, folder: Folder) -> bool:
    if pictures.base_of(name).casefold() == CLASSES or documents.ends_with(name, ".names"):
        return True
    return _is_yaml(name) and re.search(rb"^[\"']?names[\"']?\s*:", folder.head(name), re.MULTILINE) is not None


def _image_of(name: str, images: pictures.Pictures) -> str | None:
    """The image beside a label file, or in the folder “images” where the file is in “labels”."""
    stem = name.rpartition(".")[0]
    parts = stem.split("/")
    swapped = ["images" if part == "labels" else part for part in parts]
    return images.find_stem("/".join(swapped), near="/".join(swapped[:-1]))


def _place(name: str, folder: Folder, images: pictures.Pictures, layout: Layout) -> None:
    image = _image_of(name, images)
    if image is not None and image not in layout.labels:
        layout.labels[image] = name
    elif image is not None or ROW.match(folder.head(name)):
        layout.orphans.append(name)


def _read_about(folder: Folder, layout: Layout) -> Iterator[tuple[str, str]]:
    """Takes in the names of the classes; gives the text files that list images, with their splits."""
    for name in folder.names():
        if _is_yaml(name) and _is_about(name, folder):
            layout.about.add(name)
            yield from _read_yaml(name, folder, layout)
        elif documents.ends_with(name, ".data"):
            layout.about.add(name)
            yield from _read_darknet(name, folder)
        elif _is_about(name, folder):
            layout.about.add(name)
            lines = documents.text_of(folder, name).splitlines()
            _take_names(dict(enumerate(line.strip() for line in lines if line.strip())), name, layout)


def _read_yaml(name: str, folder: Folder, layout: Layout) -> Iterator[tuple[str, str]]:
    text = documents.text_of(folder, name)
    try:
        raw = yaml.load(text, Loader=_Loader) if len(text) <= LONGEST_YAML else None  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Invalid(f"{name}: This is not valid YAML: {str(error)[:200]}", code="invalid_yaml") from None
    if not isinstance(raw, Mapping):
        raise Invalid(f"{name}: This must be a mapping with “names”.")
    _take_names(_numbered(raw.get("names"), name), name, layout)
    base = pictures.folder_of(name)
    for key, split in _SPLITS.items():
        given = raw.get(key)
        for path in given if isinstance(given, list) else [given]:
            if isinstance(path, str) and pictures.clean(path):
                yield from _listed(path, split, base, folder, layout)


def _listed(path: str, split: str, base: str, folder: Folder, layout: Layout) -> Iterator[tuple[str, str]]:
    """A split is a folder of images, or a text file that lists them."""
    if not _is_text(path):
        layout.folders.setdefault(pictures.clean(path), split)
        return
    yield from ((name, split) for name in _files_at(path, folder))


def _read_darknet(name: str, folder: Folder) -> Iterator[tuple[str, str]]:
    for line in documents.text_of(folder, name).splitlines():
        key, _, value = (part.strip() for part in line.partition("="))
        if key in _SPLITS and (path := pictures.clean(value)):
            yield from ((one, _SPLITS[key]) for one in _files_at(path, folder))


def _files_at(path: str, folder: Folder) -> list[str]:
    """The files that a path may mean, whichever folder it counts from."""
    wanted = f"/{pictures.clean(path)}"
    return [name for name in folder.names() if f"/{name}".endswith(wanted) or wanted.endswith(f"/{name}")]


def _numbered(raw: Any, name: str) -> dict[int, str]:
    """Names by number, from a list or from a mapping of numbers."""
    rows = dict(enumerate(raw)) if isinstance(raw, list) else raw
    if not isinstance(rows, Mapping):
        raise Invalid(f"{name}: “names” must be a list, or a mapping of numbers to names.")
    found: dict[int, str] = {}
    for key, value in rows.items():
        number = int(key) if isinstance(key, int | str) and re.fullmatch("[0-9]{1,6}", str(key)) else None
        if number is None or isinstance(value, Mapping | list) or not title_of(str(value)):
            raise Invalid(f"{name}: “names” must give a name for each number.")
        found[number] = str(value)
    return found


def _take_names(names: dict[int, str], name: str, layout: Layout) -> None:
    """Several documents may name the classes, if they agree."""
    if len(names) > MOST_LABELS:
        raise Invalid(f"{name}: These are {len(names):,} classes; at most {MOST_LABELS:,} are allowed.")
    if layout.names and names != layout.names:
        raise Invalid(f"{name}: Another document of the folder names the classes differently. Keep one of them.")
    layout.names = names


def _split_of(image: str, folders: Mapping[str, str]) -> str | None:
    """By the folders that a document names, else by what the image's own folders are called."""
    named = (split for path, split in folders.items() if f"/{path}/" in f"/{image}")
    return next(named, None) or pictures.split_of(pictures.folder_of(image))


def _read_list(name: str, split: str, folder: Folder, images: pictures.Pictures, layout: Layout) -> None:
    layout.about.add(name)
    for line in documents.text_of(folder, name).splitlines():
        image = images.find(line) if line.strip() else None
        if image is not None:
            layout.splits[image] = split

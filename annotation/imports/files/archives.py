"""Archives opened for reading, member by member and within limits. Nothing is unpacked to the disk under its name."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO

from annotation.imports.files import limits, names
from annotation.imports.files.rows import Problem, printable
from annotation.imports.files.sources import MAX_RATIO, RATIO_COUNTS_FROM
from config.errors import Invalid, Refused

# A single member that unpacks to far more than files do is left out; small ones harm nobody.
MEMBER_RATIO_COUNTS_FROM = 8 << 20
ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list of members
MOST_LIST_BYTES = 64 << 20
MOST_HEADER_BYTES = 1 << 20  # of one member of a tar, with its long names
BLOCK = 512
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; ``place`` tells the archive where it lies."""

    name: str
    size: int
    place: Any


class Archive(ABC):
    """The members that can be read, and what is said of the others."""

    def __init__(self, stored: int) -> None:
        self.stored = stored
        self.members: dict[str, Member] = {}
        self.problems: list[Problem] = []
        self.nested: list[str] = []
        self._seen = self._total = 0
        self._most_members, self._most_bytes = limits.members(), limits.unpacked_bytes()
        self._most_image_bytes, self._most_document_bytes = limits.image_bytes(), limits.document_bytes()

    @abstractmethod
    def open(self, name: str) -> BinaryIO:
        """A member's bytes."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""

    def _add(self, raw_name: str, size: int, place: Any, *, fault: str = "") -> None:
        """Take in one member, or say why not."""
        self._count(size)
        try:
            name = names.clean(raw_name)
            if names.is_by_the_way(name):
                return
            self._refuse(name, size, fault)
        except Invalid as error:
            shown = printable(raw_name.encode(errors="replace").decode())[: names.LONGEST]
            self.problems.append(Problem(0, error.detail, file=shown))
        else:
            if names.is_archive(name):
                self.nested.append(name)
            else:
                self.members[name] = Member(name, size, place)

    def _count(self, size: int) -> None:
        self._seen += 1
        self._total += size
        if self._seen > self._most_members:
            raise _too_many()
        if self._total > self._most_bytes:
            raise Refused("too_large", f"The archive holds more than {self._most_bytes:,} bytes. Split it.", status=413)
        if self._total > RATIO_COUNTS_FROM and self._total > MAX_RATIO * self.stored:
            raise Invalid("The archive unpacks to far more than files do. It was not read further.", code="zip_bomb")

    def _refuse(self, name: str, size: int, fault: str) -> None:
        if fault:
            raise Invalid(fault)
        if name in self.members:
            raise Invalid("Another file of this name stands before it in the archive.")
        most = self._most_image_bytes if names.is_image(name) else self._most_document_bytes
        if size > most and not names.is_rows(name):
            raise Invalid(f"The file is larger than {most >> 20:,} MB, the limit for its type.")


class Zip(Archive):
    """The list of members at a zip's end says where each lies and how large it is. No more than that is ever read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stat().st_size)
        self._file = _Budgeted(io.FileIO(path), MOST_LIST_BYTES)
        with _broken(self):
            self._zip = zipfile.ZipFile(self._file)
            self._file.left = None
            for info in self._zip.infolist():
                if not info.orig_filename.endswith(("/", "\\")):
                    self._add(_zip_name(info), info.file_size, info, fault=_zip_fault(info))

    def open(self, name: str) -> BinaryIO:
        return io.BufferedReader(_Packed(self._zip, self.members[name].place), 1 << 16)

    def close(self) -> None:
        self._file.close()


class Tar(Archive):
    """A tar has no list: its headers are read one after the other."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stat().st_size)
        self._file = _Budgeted(io.FileIO(path), MOST_HEADER_BYTES)
        with _broken(self), tarfile.TarFile(fileobj=self._file) as tar:
            while info := tar.next():
                if not info.isdir():
                    self._add(info.name, info.size, (info.offset_data, info.size), fault=_tar_fault(info))
                tar.members = []  # type: ignore[attr-defined]  # it would keep them all
                self._file.left = MOST_HEADER_BYTES
            self._refuse_if_more_follows(tar.offset)

    def open(self, name: str) -> BinaryIO:
        return io.BufferedReader(_Section(self._file.fileno(), *self.members[name].place), 1 << 16)

    def close(self) -> None:
        self._file.close()

    def _refuse_if_more_follows(self, end: int) -> None:
        """Where a header is damaged, ``tarfile`` stops as if the archive ended there."""
        if os.pread(self._file.fileno(), BLOCK, end).strip(b"\0"):
            raise tarfile.ReadError("a header is damaged")


class OneFile(Archive):
    """A file that came alone, by the name that its sender gave it."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path.stat().st_size)
        try:
            name = names.base(names.clean(name))
        except Invalid:
            name = "file"
        self.members[name] = Member(name, self.stored, path)

    def open(self, name: str) -> BinaryIO:
        return self.members[name].place.open("rb")  # type: ignore[no-any-return]

    def close(self) -> None:
        """Each reading opens the file anew."""


def looks_like_tar(head: bytes) -> bool:
    """A tar begins with a header whose checksum is right."""
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Many programs write UTF-8 without saying so; ``zipfile`` takes that for the letters of an old computer."""
    if info.flag_bits & 0x800:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeError:
        return info.orig_filename


def _zip_fault(info: zipfile.ZipInfo) -> str:
    mode = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 1:
        return "The file is encrypted. Pack it again without a password."
    if mode not in (0, stat.S_IFREG):
        return "This is a link or device, not a file."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "The file is packed in an unusual way. Pack it again as an ordinary zip archive."
    if info.file_size > max(MEMBER_RATIO_COUNTS_FROM, MAX_RATIO * info.compress_size):
        return "The file unpacks to far more than files do."
    return ""


def _tar_fault(info: tarfile.TarInfo) -> str:
    return "" if info.isreg() and not info.issparse() else "This is a link or device, not a file."


def _too_many() -> Refused:
    return Refused("too_many_files", f"The archive holds more than {limits.members():,} files. Split it.", status=413)


@contextmanager
def _broken(archive: Archive) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        archive.close()
        if isinstance(error, BROKEN):
            raise Invalid(f"The archive is damaged or ends too early: {error}.", code="broken_archive") from None
        raise


class _Budgeted(io.BufferedReader):
    """What a library may read of a file before it must stop: a list of members is held whole, however long it is."""

    def __init__(self, raw: io.FileIO, budget: int) -> None:
        super().__init__(raw)
        self.left: int | None = budget

    def read(self, size: int | None = -1, /) -> bytes:
        if self.left is None:
            return super().read(size)
        if size is not None and size > self.left:
            raise _too_many()
        data = super().read(size)
        self.left -= len(data)
        if data.startswith(ENTRY) and data.count(ENTRY) > limits.members():
            raise _too_many()
        return data


class _Packed(io.RawIOBase):
    """A member of a zip. Where it is damaged, reading says so in our words."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self.archive, self.info = archive, info

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._member.read(len(buffer))
        except BROKEN:
            raise Invalid("The file is damaged inside the archive.", code="broken_file") from None
        buffer[: len(data)] = data
        return len(data)

    @cached_property
    def _member(self) -> IO[bytes]:
        return self.archive.open(self.info)


class _Section(io.RawIOBase):
    """A part of a file. It keeps its own place, so that several can be read at once."""

    def __init__(self, descriptor: int, start: int, size: int) -> None:
        self.descriptor, self.place, self.end = descriptor, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = os.pread(self.descriptor, min(len(buffer), self.end - self.place), self.place)
        buffer[: len(data)] = data
        self.place += len(data)
        return len(data)

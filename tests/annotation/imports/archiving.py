"""Archives and images for tests, made byte by byte."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

Files = Mapping[str, bytes]
Pack = Callable[[Files], bytes]


def zipped(files: Files, **options: Any) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def tarred(files: Files) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def gzipped_tar(files: Files) -> bytes:
    return gzip.compress(tarred(files))


def with_link(files: Files) -> bytes:
    """A tar that also holds a symbolic link, a hard link and a device."""
    target = io.BytesIO(tarred(files))
    with tarfile.open(fileobj=target, mode="a") as archive:
        for name, kind in (("link.png", tarfile.SYMTYPE), ("hard.png", tarfile.LNKTYPE), ("disk", tarfile.BLKTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return target.getvalue()


def zipped_link(files: Files) -> bytes:
    target = io.BytesIO(zipped(files))
    with zipfile.ZipFile(target, "a") as archive:
        info = zipfile.ZipInfo("link.png")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return target.getvalue()


def encrypted(packed: bytes, name: str) -> bytes:
    """The zip with the flag “encrypted” on one member, in both places that say so."""
    data = bytearray(packed)
    for signature, flags, names in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            if data[start + names :].startswith(name.encode()):
                data[start + flags] |= 1
            start += 1
    return bytes(data)


def png(colour: tuple[int, int, int] = (200, 30, 40), size: tuple[int, int] = (32, 24), **options: Any) -> bytes:
    return picture("PNG", colour, size, **options)


def jpeg(colour: tuple[int, int, int] = (20, 130, 40), size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    return picture("JPEG", colour, size, **options)


def picture(form: str, colour: tuple[int, int, int], size: tuple[int, int], **options: Any) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, form, **options)
    return target.getvalue()

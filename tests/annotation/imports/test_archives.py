"""What archives may hold, and what is said of the rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotation.imports import folders
from annotation.imports.files import archives
from annotation.imports.files.containers import recognise, unpack
from annotation.imports.folders import StoredFolder, open_folder
from config.errors import Invalid, Refused
from tests.annotation.imports.archiving import (
    Files,
    Pack,
    encrypted,
    gzipped_tar,
    png,
    tarred,
    with_link,
    zipped,
    zipped_link,
)

Open = Callable[[bytes], StoredFolder]
FILES: Files = {"b/two.txt": b"two" * 1_000, "a.json": b'{"one": 1}', "b/three.png": b"\x89PNG three"}
EVERY = pytest.mark.parametrize("pack", [zipped, tarred, gzipped_tar])


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens an archive as an upload does."""
    left: list[Any] = []

    def from_bytes(data: bytes) -> StoredFolder:
        path = tmp_path / "upload"
        path.write_bytes(data)
        container = recognise(path)
        if container == "tar.gz":
            plain = tmp_path / "plain"
            with plain.open("wb") as target:
                unpack(path, target.write)
            path = plain
        folder = open_folder(path, container, "upload")
        left.append(folder)
        return folder.__enter__()

    yield from_bytes
    for folder in left:
        folder.__exit__(None, None, None)


def refused(folder: StoredFolder) -> dict[str, str]:
    return {problem.file: problem.reason for problem in folder.problems}


@EVERY
def test_every_archive_gives_its_files_by_name_whole(opened: Open, pack: Pack) -> None:
    folder = opened(pack(FILES))
    assert folder.names() == sorted(FILES)
    assert folder.images() == ["b/three.png"]
    assert {name: folder.read(name) for name in folder.names()} == FILES
    assert refused(folder) == {}


@EVERY
def test_the_head_of_a_long_file_is_its_first_64_kib(opened: Open, pack: Pack) -> None:
    data = bytes(range(256)) * 1_024
    assert opened(pack({"long.txt": data})).head("long.txt") == data[: 64 << 10]


@EVERY
def test_two_files_can_be_read_at_once(opened: Open, pack: Pack) -> None:
    folder = opened(pack({"a.txt": b"a" * 200_000, "b.txt": b"b" * 200_000}))
    with folder.open("a.txt") as one, folder.open("b.txt") as other:
        assert [one.read(100_000), other.read(100_000), one.read(), other.read()] == [
            b"a" * 100_000, b"b" * 100_000, b"a" * 100_000, b"b" * 100_000,
        ]  # fmt: skip


@EVERY
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.png", "leads out"),
        ("a/../../evil.png", "leads out"),
        ("..\\evil.png", "leads out"),
        ("/etc/evil.png", "absolute path"),
        ("C:\\evil.png", "absolute path"),
        ("line\nbreak.png", "not valid text"),
        ("long" * 80 + ".png", "1 to 300 characters"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_the_rest_is_read(
    opened: Open, pack: Pack, name: str, reason: str
) -> None:
    folder = opened(pack({"good.png": b"good", name: b"evil"}))
    assert folder.names() == ["good.png"]
    ((file, said),) = refused(folder).items()
    assert reason in said
    assert file.startswith(name[:4].replace("\n", " "))


@EVERY
def test_names_are_written_alike_and_keep_their_letters(opened: Open, pack: Pack) -> None:
    folder = opened(pack({"./Bilder\\Größe.png": b"1", "cafe\u0301/日本.png": b"2", "a//b.png": b"3"}))
    assert folder.names() == ["Bilder/Größe.png", "a/b.png", "café/日本.png"]
    assert folder.read("café/日本.png") == b"2"


def test_a_zip_whose_utf8_names_are_not_marked_as_such_keeps_its_letters(opened: Open) -> None:
    data = bytearray(zipped({"größe.png": b"1"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + flags + 1
        data[place] &= ~0x08
    assert opened(bytes(data)).names() == ["größe.png"]


@EVERY
def test_a_name_that_stands_twice_counts_once(opened: Open, pack: Pack) -> None:
    folder = opened(pack({"a/one.png": b"first", "a\\one.png": b"second"}))
    assert folder.read("a/one.png") == b"first"
    assert "Another file of this name" in refused(folder)["a\\one.png"]


def test_the_folders_in_an_archive_are_no_files(opened: Open) -> None:
    assert opened(zipped({"a/": b"", "b\\": b"", "b\\c.png": b"good"})).names() == ["b/c.png"]


@EVERY
def test_what_operating_systems_leave_is_passed_over_without_a_word(opened: Open, pack: Pack) -> None:
    left = {"__MACOSX/._a.png": b"x", ".DS_Store": b"x", "a/.git/config": b"x", "a/Thumbs.db": b"x"}
    folder = opened(pack({**left, "a/b.png": b"good"}))
    assert folder.names() == ["a/b.png"]
    assert refused(folder) == {}


@EVERY
def test_an_archive_in_the_archive_is_named_and_not_opened(opened: Open, pack: Pack) -> None:
    folder = opened(pack({"inner.zip": zipped({"a.png": b"x"}), "more.tar.gz": b"x", "b.png": b"good"}))
    assert (folder.names(), list(folder.nested)) == (["b.png"], ["inner.zip", "more.tar.gz"])


def test_links_and_devices_of_a_tar_are_refused(opened: Open) -> None:
    folder = opened(with_link({"good.png": b"good"}))
    assert folder.names() == ["good.png"]
    assert refused(folder) == dict.fromkeys(["link.png", "hard.png", "disk"], "This is a link or device, not a file.")


def test_a_link_in_a_zip_is_refused(opened: Open) -> None:
    folder = opened(zipped_link({"good.png": b"good"}))
    assert folder.names() == ["good.png"]
    assert "link" in refused(folder)["link.png"]


def test_an_encrypted_file_is_refused_by_name(opened: Open) -> None:
    folder = opened(encrypted(zipped({"good.png": b"good", "secret.png": b"secret"}), "secret.png"))
    assert folder.names() == ["good.png"]
    assert refused(folder) == {"secret.png": "The file is encrypted. Pack it again without a password."}


def test_a_zip_that_is_packed_in_an_unusual_way_is_refused(opened: Open) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.png", b"x" * 1_000)
    assert "unusual way" in refused(opened(target.getvalue()))["a.png"]


def test_a_single_file_that_unpacks_to_far_more_is_refused_by_name(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MEMBER_RATIO_COUNTS_FROM", 1 << 20)
    folder = opened(zipped({"bomb.json": bytes(2 << 20), "good.png": b"good"}))
    assert folder.names() == ["good.png"]
    assert "far more than files do" in refused(folder)["bomb.json"]


def test_an_archive_that_unpacks_to_far_more_is_refused_as_a_whole(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM", 1 << 20)
    with pytest.raises(Invalid) as caught:
        opened(zipped({f"{number}.json": bytes(1 << 19) for number in range(8)}))
    assert caught.value.code == "zip_bomb"


@EVERY
def test_an_archive_may_not_hold_more_than_the_cap(opened: Open, pack: Pack, settings: Any) -> None:
    settings.MAX_UNPACKED_BYTES = 50_000
    with pytest.raises(Refused) as caught:
        opened(pack({f"{number}.json": png() * 100 for number in range(20)}))
    assert caught.value.code == "too_large"


@EVERY
def test_an_archive_may_not_hold_more_files_than_the_cap(opened: Open, pack: Pack, settings: Any) -> None:
    settings.MAX_ARCHIVE_MEMBERS = 50
    assert len(opened(pack({f"{number}.png": b"" for number in range(50)})).names()) == 50
    with pytest.raises(Refused) as caught:
        opened(pack({f"{number}.png": b"" for number in range(51)}))
    assert (caught.value.code, caught.value.detail) == (
        "too_many_files",
        "The archive holds more than 50 files. Split it.",
    )


def test_a_zip_of_200_001_entries_is_refused_before_they_are_held(opened: Open) -> None:
    entry = bytes.fromhex("504b0102") + bytes(24) + b"\x01\0" + bytes(16) + b"x"
    count = 200_001
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + (len(entry) * count).to_bytes(4, "little") + bytes(6)
    with pytest.raises(Refused) as caught:
        opened(b"PK\x03\x04" + entry * count + end)
    assert caught.value.code == "too_many_files"


def test_a_tar_whose_header_claims_to_be_endless_is_refused(opened: Open) -> None:
    header = bytearray(tarred({"pax": b""})[:512])
    header[124:136], header[156:157] = b"00077777777\0", b"x"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    with pytest.raises(Refused) as caught:
        opened(bytes(header) + bytes(4 << 20))
    assert caught.value.code == "too_many_files"


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_an_archive_that_is_cut_off_is_refused(opened: Open, pack: Pack, share: float) -> None:
    noise = {f"{number}.bin": png((number, 2, 3), (90, 90)) * 40 for number in range(20)}
    data = pack(noise)
    with pytest.raises(Invalid, match="damaged or ends too early"):
        opened(data[: int(len(data) * share)])


def test_a_tar_with_a_damaged_header_is_refused_instead_of_ending_there(opened: Open) -> None:
    data = bytearray(tarred({"a.png": b"a" * 512, "b.png": b"b" * 512}))
    data[1024 + 150] ^= 1
    with pytest.raises(Invalid, match="a header is damaged"):
        opened(bytes(data))


def test_a_damaged_file_in_a_zip_is_said_when_it_is_read_and_the_others_are_read(opened: Open) -> None:
    data = bytearray(zipped({"a.txt": b"good", "b.txt": b"text " * 50}))
    place = data.index(b"b.txt") + 12
    data[place] ^= 0xFF
    folder = opened(bytes(data))
    assert folder.read("a.txt") == b"good"
    with pytest.raises(Invalid, match="damaged inside the archive"):
        folder.read("b.txt")


def test_a_document_that_is_too_large_is_not_read(opened: Open, settings: Any) -> None:
    settings.MAX_DOCUMENT_BYTES = 1_000
    folder = opened(zipped({"large.txt": b"x" * 1_001, "coco.json": b"x" * 1_001, "small.txt": b"x" * 1_000}))
    assert "large.txt" in refused(folder)
    assert len(folder.read("small.txt")) == 1_000
    with pytest.raises(Invalid, match="Split it"):
        folder.read("coco.json")


@pytest.mark.parametrize("name", ["../../up.png", "C:\\up.png", "ordinary.png", "\ud800", ""])
def test_one_file_alone_is_a_folder_whatever_its_sender_called_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(png())
    with open_folder(path, "image", name) as folder:
        (only,) = folder.names()
        assert "/" not in only
        assert folder.read(only) == png()


def test_a_file_is_found_by_its_name_or_by_the_end_of_it_if_only_one_fits(opened: Open) -> None:
    folder = opened(zipped({"x/a.png": b"1", "y/b.png": b"2", "z/b.png": b"3"}))
    wanted = ("x/a.png", "a.png", "other/a.png", "b.png", "z/b.png", "m/z/b.png", "c.png", "xx/a.png")
    assert {name: found for name in wanted if (found := folder.find(name))} == {
        "x/a.png": "x/a.png", "a.png": "x/a.png", "z/b.png": "z/b.png", "m/z/b.png": "z/b.png",
    }  # fmt: skip


def test_nothing_is_written_while_an_archive_is_read(opened: Open, tmp_path: Path) -> None:
    folder = opened(zipped({"a/b.txt": b"x" * 100_000, "../../out.txt": b"y"}))
    before = sorted(tmp_path.parent.rglob("*"))
    assert folder.read("a/b.txt") == b"x" * 100_000
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_only_some_beginnings_are_read_to_tell_a_format(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_HEADS", 3)
    folder = opened(zipped({f"{number}.json": b"{}" for number in range(5)}))
    glance = folder.at_a_glance()
    assert [glance.head(name) for name in glance.names()] == [b"{}", b"{}", b"{}", b"", b""]
    assert [folder.head(name) for name in folder.names()] == [b"{}"] * 5

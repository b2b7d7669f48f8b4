"""Pascal VOC comes in: edges in pixels, counted in one of three ways, from XML that nobody trusts."""

from __future__ import annotations

from typing import Any

import pytest

from annotation.kinds.base import Json
from config.errors import Invalid
from tests.annotation.kinds.bounding_box.box_files import (
    Files,
    answers_of,
    empty_settings,
    folder_reader,
    items,
    problems,
    read,
    recognised,
    rectangles,
    settings_for,
)

SIZE = "<size><width>640</width><height>480</height><depth>3</depth></size>"


def thing(name: str = "car", edges: tuple[object, ...] = (101, 51, 300, 170), rest: str = "") -> str:
    tags = zip(("xmin", "ymin", "xmax", "ymax"), edges, strict=False)
    bounds = "".join(f"<{tag}>{edge}</{tag}>" for tag, edge in tags)
    return f"<object><name>{name}</name>{rest}<bndbox>{bounds}</bndbox></object>"


def xml(*things: str, filename: str = "a.jpg", rest: str = SIZE) -> str:
    return f"<annotation><filename>{filename}</filename>{rest}{''.join(things)}</annotation>"


def boxes(found: str, **options: Any) -> list[Json]:
    item = items(read("voc", Files({"a.xml": found, "a.jpg": b""}), **options))["a.jpg"]
    return [box for verdict in item.verdicts for box in verdict.answer["boxes"]]


@pytest.mark.parametrize(
    ("pixels", "rectangle"),
    [
        ("one_based", (100, 50, 200, 120)),
        ("zero_based_inclusive", (101, 51, 200, 120)),
        ("edges", (101, 51, 199, 119)),
    ],
)
def test_how_pixels_are_counted_is_asked_and_stored(pixels: str, rectangle: tuple[int, ...]) -> None:
    files = Files({"Annotations/a.xml": xml(thing()), "JPEGImages/a.jpg": b""})
    item = items(read("voc", files, pixels=pixels))["JPEGImages/a.jpg"]
    (answer,) = answers_of(item, settings_for("voc", files))
    assert rectangles(answer) == [("car", *rectangle)]
    assert item.metadata["voc"]["pixels"] == pixels


def test_the_original_convention_is_the_default_and_an_unknown_one_is_refused() -> None:
    option = folder_reader("voc").options[0]
    assert (option.key, option.choices[0][0]) == ("pixels", "one_based")
    assert boxes(xml(thing()))[0]["x"] == 100
    with pytest.raises(Invalid, match="Choose one of one_based"):
        boxes(xml(thing()), pixels="two_based")


def test_flags_are_read_and_the_rest_is_kept_with_the_task() -> None:
    facts = "<pose>Left</pose><truncated>1</truncated><difficult>1</difficult><occluded>0</occluded>"
    source = "<folder>VOC</folder><source><database>Own</database></source><segmented>0</segmented>"
    files = Files({"a.xml": xml(thing(rest=facts), rest=source + SIZE), "a.jpg": b""})
    item = items(read("voc", files))["a.jpg"]
    (box,) = item.verdicts[0].answer["boxes"]
    assert (box["truncated"], "occluded" in box, box["id"]) == (True, False, "voc-1")
    assert item.metadata["voc"] == {
        "pixels": "one_based",
        "filename": "a.jpg",
        "folder": "VOC",
        "segmented": "0",
        "source": {"database": "Own"},
        "objects": {"voc-1": {"pose": "Left", "truncated": "1", "difficult": "1", "occluded": "0"}},
    }


def test_attributes_as_cvat_writes_them_become_attributes_of_the_label() -> None:
    said = "<attributes><attribute><name>doors</name><value>4</value></attribute>"
    said += "<attribute><name>parked</name><value>false</value></attribute></attributes>"
    attributes = [{"title": "Doors", "type": "number"}, {"title": "Parked", "type": "checkbox"}]
    settings = empty_settings(labels=[{"title": "car", "attributes": attributes}])
    files = Files({"a.xml": xml(thing(rest=said)), "a.jpg": b""})
    (answer,) = answers_of(items(read("voc", files, settings=settings))["a.jpg"], settings)
    assert answer["boxes"][0]["attributes"] == {"doors": {"value": 4}, "parked": {"value": False}}


def test_the_lists_of_images_give_the_splits() -> None:
    files = Files(
        {
            "Annotations/a.xml": xml(thing()),
            "Annotations/b.xml": xml(thing(), filename="b.jpg"),
            "Annotations/c.xml": xml(thing(), filename="c.jpg"),
            "ImageSets/Main/train.txt": "a\n",
            "ImageSets/Main/car_val.txt": "b  1\n",
            "ImageSets/Main/trainval.txt": "a\nb\nc\n",
            **dict.fromkeys(("JPEGImages/a.jpg", "JPEGImages/b.jpg", "JPEGImages/c.jpg"), b""),
        }
    )
    given = items(read("voc", files))
    assert [item.metadata.get("split") for item in given.values()] == ["train", "val", None]
    assert folder_reader("voc").contents(files).unused == []


def test_wrong_objects_and_documents_are_told_while_the_others_come_in() -> None:
    wrong = [thing(" "), thing(edges=(1, 2, 3)), thing(edges=("NaN", 1, 2, 3)), thing(edges=(5, 5, 2, 9))]
    outside = thing(edges=(700, 1, 720, 9))
    files = Files(
        {
            "a.xml": xml(thing(), *wrong, outside),
            "b.xml": "<annotation><object>",
            "c.xml": xml(thing(), filename="a.jpg"),
            "d.xml": "<annotations><size/></annotations>",
            "a.jpg": b"",
        }
    )
    given = read("voc", files)
    assert problems(given) == [
        ("a.xml", "object 2: The object has no name."),
        ("a.xml", "object 3: The bndbox must have the numbers xmin, ymin, xmax, ymax."),
        ("a.xml", "object 4: The bndbox must have the numbers xmin, ymin, xmax, ymax."),
        ("a.xml", "object 5: The box has no area: it is -2 wide and 5 high."),
        ("a.xml", "object 6: The box lies outside the image of 640 × 480."),
        ("b.xml", "This is not valid XML: no element found: line 1, column 20."),
        ("c.xml", "Another document describes a.jpg."),
        ("d.xml", "This XML is not a Pascal VOC annotation."),
    ]
    assert [box["id"] for box in items(given)["a.jpg"].verdicts[0].answer["boxes"]] == ["voc-1"]


def test_a_document_without_objects_says_that_there_are_none_unless_whoever_imports_it_knows_better() -> None:
    files = Files({"a.xml": xml(), "a.jpg": b"", "b.jpg": b""})
    given = items(read("voc", files))
    assert [verdict.answer["no_objects"] for verdict in given["a.jpg"].verdicts] == [True]
    assert given["b.jpg"].verdicts == []
    assert items(read("voc", files, empty="unanswered"))["a.jpg"].verdicts == []


def test_a_document_whose_objects_are_all_wrong_says_nothing() -> None:
    for broken in (thing(" "), thing(edges=(700, 1, 720, 9))):
        assert items(read("voc", Files({"a.xml": xml(broken), "a.jpg": b""})))["a.jpg"].verdicts == []


def test_the_image_is_the_one_named_or_else_the_one_called_like_the_document() -> None:
    files = Files({"x/a.xml": xml(thing(), filename="../../gone.png"), "x/a.jpg": b"", "y/a.jpg": b""})
    given = items(read("voc", files))
    assert {name: len(item.verdicts) for name, item in given.items()} == {"x/a.jpg": 1, "y/a.jpg": 0}
    assert given["x/a.jpg"].external_id == "gone.png"


def test_files_of_one_name_in_two_folders_keep_apart() -> None:
    files = Files(
        {
            "Annotations/x/a.xml": xml(thing("car")),
            "Annotations/y/a.xml": xml(thing("dog")),
            "JPEGImages/x/a.jpg": b"",
            "JPEGImages/y/a.jpg": b"",
        }
    )
    given = items(read("voc", files))
    assert {name: item.verdicts[0].answer["boxes"][0]["label"] for name, item in given.items()} == {
        "JPEGImages/x/a.jpg": "car",
        "JPEGImages/y/a.jpg": "dog",
    }
    assert [item.external_id for item in given.values()] == ["a.jpg", "JPEGImages/y/a.jpg"]


BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE b [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [BOMB, EXTERNAL, '<!DOCTYPE annotation SYSTEM "http://127.0.0.1:9/x.dtd">'])
def test_entities_and_document_types_are_refused(declared: str) -> None:
    files = Files({"a.xml": declared + xml(thing("&b;" if "ENTITY" in declared else "car")), "a.jpg": b""})
    assert recognised(files) == "voc"
    with pytest.raises(Invalid, match=r"^a\.xml: This XML has a document type or entities"):
        read("voc", files, settings=empty_settings())


def test_deep_nesting_does_no_harm() -> None:
    deep = "<x>" * 100_000 + "</x>" * 100_000
    assert len(boxes(xml(thing(), rest=SIZE + deep))) == 1


def test_more_than_ten_thousand_boxes_are_told_and_the_image_comes_in() -> None:
    given = read("voc", Files({"a.xml": xml(*[thing()] * 10_001), "a.jpg": b""}))
    assert [reason[:29] for _, reason in problems(given)] == ["This image has 10,001 boxes; "]
    assert items(given)["a.jpg"].verdicts == []


def test_what_a_folder_holds_is_told_before_it_is_imported() -> None:
    files = Files({"a.xml": xml(thing(), thing("dog"), thing()), "a.jpg": b"", "b.jpg": b"", "notes.md": "x"})
    contents = folder_reader("voc").contents(files)
    assert (contents.tasks, contents.verdicts, contents.labels) == (2, 1, {"car": 2, "dog": 1})
    assert contents.unused == ["notes.md"]


def test_boxes_come_with_the_size_of_the_image_where_the_document_says_it() -> None:
    files = {
        f"{name}.xml": xml(*things, filename=f"{name}.jpg", rest=size)
        for name, things, size in (("a", [thing()], SIZE), ("b", [thing()], "<size/>"), ("c", [], SIZE))
    }
    given = items(read("voc", Files(files)))
    said = [item.verdicts[0].answer.get("drawn_on") for item in given.values()]
    assert said == [[640, 480], None, None]

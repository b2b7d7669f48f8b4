"""Answers in files become suggestions, gold or annotations, as whoever imports them says."""

from __future__ import annotations

import io
import json
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from annotation.imports.files.rows import Json
from annotation.imports.previewing import preview
from annotation.imports.uploads import Order
from annotation.models import Annotation, Gold, Job, Project, Refusal, Suggestion, Task
from config.errors import Invalid, Refused
from tests.annotation.imports.archiving import jpeg, png, zipped
from tests.annotation.imports.importing import PANDA_MAPPING, as_array, import_file, panda_rows, send, start
from tests.annotation.imports.pictured import coco, image_project, images
from tests.work import make_project

pytestmark = pytest.mark.django_db

LEAF, STONE = [4.0, 5.0, 20.0, 15.0], [30.0, 20.0, 10.5, 12.25]
BOXES = {"000.png": [("Leaf", LEAF), ("Stone", STONE)], "001.jpg": [("Stone", STONE)]}


TURN = Image.Exif()
TURN[0x0112] = 6


@pytest.fixture
def project(mia: User) -> Project:
    return image_project(mia)


def counts(job: Job) -> dict[str, int]:
    return {name: value for name, value in job.result.items() if value}


def drawn(answer: Json) -> list[tuple[str, list[float]]]:
    return [(box["label"], [box[side] for side in ("x", "y", "width", "height")]) for box in answer["boxes"]]


def test_a_document_alone_speaks_of_images_that_came_before(project: Project) -> None:
    import_file(project, zipped(images(3)))
    upload = send(project, coco(BOXES), "coco.json")
    assert (upload.container, upload.format) == ("document", "coco")
    job = import_file(project, upload, verdicts="suggestions")
    assert counts(job) == {"read": 2, "already_there": 2, "suggestions_added": 2}
    shown = Task.objects.exclude(suggestion=None).values_list("external_id", "suggestion__answer")
    suggested = {external_id: drawn(answer) for external_id, answer in shown}
    assert suggested == {"images/000.png": [("leaf", LEAF), ("stone", STONE)], "images/001.jpg": [("stone", STONE)]}
    assert "coco" in Task.objects.get(external_id="images/000.png").metadata


def test_a_whole_name_comes_before_its_end_and_an_end_of_two_means_neither(project: Project) -> None:
    stored = ("a/x.png", "x.png", "b/y.png", "c/y.png", "d/z.png", "w.png", "e/f/v.png")
    files = {name: png((shade, 0, 0), (60, 50)) for shade, name in enumerate(stored)}
    import_file(project, zipped(files))
    meant = {"x.png": "x.png", "z.png": "d/z.png", "m/w.png": "w.png", "f/v.png": "e/f/v.png", "m/c/y.png": "c/y.png"}
    rows = {name: [("Leaf", LEAF)] for name in (*meant, "y.png", "nowhere.png")}
    job = import_file(project, send(project, coco(rows), "coco.json"), verdicts="gold")
    assert counts(job) == {"read": 7, "already_there": 5, "refused": 2, "gold_added": 5}
    assert set(Gold.objects.values_list("task__external_id", flat=True)) == set(meant.values())
    refused = dict(Refusal.objects.filter(job=job).values_list("file", "reason"))
    assert refused == {
        name: f"There is no image “{name}” in the file or among the project's tasks."
        for name in ("y.png", "nowhere.png")
    }


def test_files_of_one_name_in_other_folders_are_not_taken_for_each_other(project: Project) -> None:
    pictures = {"train/a.png": png(size=(60, 50))}
    import_file(project, zipped(pictures))
    document = coco({"val/a.png": [("Leaf", LEAF)]})
    alone = send(project, document, "coco.json")
    assert preview(alone, Order())["items"] == []
    for data in (alone, zipped({**pictures, "coco.json": document})):
        job = import_file(project, data, verdicts="gold")
        refused = Refusal.objects.filter(job=job).values_list("file", flat=True)
        assert (list(refused), Gold.objects.count()) == (["val/a.png"], 0)


def test_a_document_comes_in_with_its_images(project: Project) -> None:
    upload = send(project, zipped({**images(3), "coco.json": coco(BOXES)}), "garden.zip")
    assert (upload.container, upload.format) == ("zip", "coco")
    job = import_file(project, upload, verdicts="annotations", annotator="Quinn")
    assert counts(job) == {"read": 3, "added": 3, "verdicts_added": 2}
    annotation = Annotation.objects.get(task__content__image__name="images/001.jpg")
    assert drawn(annotation.answer) == [("stone", STONE)]
    assert (annotation.imported, annotation.annotator.is_placeholder) == (True, True)


OTHER_SIZE = "Verdict: The document says 60 × 50 pixels, but the image has 50 × 60 when it is upright."


def noise(seed: int, size: tuple[int, int], orientation: int = 1) -> bytes:
    """A PNG of more than 64 KiB, with its orientation behind the pixels."""
    pixels = random.Random(seed).randbytes(size[0] * size[1] * 3)
    file, exif = io.BytesIO(), Image.Exif()
    Image.frombytes("RGB", size, pixels).save(file, "PNG")
    exif[0x0112] = orientation
    chunk = b"eXIf" + exif.tobytes().removeprefix(b"Exif\0\0")
    late = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    end = file.getvalue().rindex(b"IEND") - 4
    return file.getvalue()[:end] + late + file.getvalue()[end:]


@pytest.mark.parametrize("alone", [False, True], ids=["with its images", "alone"])
def test_boxes_drawn_on_an_image_of_another_size_are_refused(project: Project, alone: bool) -> None:
    pictures = {
        "right.png": png(size=(60, 50)), "swapped.png": png(size=(50, 60)), "turned.jpg": jpeg(size=(50, 60), exif=TURN)
    }  # fmt: skip
    document = coco({name: [("Leaf", LEAF)] for name in pictures})
    if alone:
        import_file(project, zipped(pictures))
    data = send(project, document, "coco.json") if alone else zipped({**pictures, "coco.json": document})
    job = import_file(project, data, verdicts="gold")
    assert (job.result["gold_added"], job.result["verdicts_refused"], job.result["refused"]) == (2, 1, 0)
    assert list(Refusal.objects.filter(job=job).values_list("file", "reason")) == [("swapped.png", OTHER_SIZE)]
    assert set(Gold.objects.values_list("task__external_id", flat=True)) == {"right.png", "turned.jpg"}


def test_the_size_of_a_large_png_is_known_and_so_is_an_orientation_behind_its_pixels(project: Project) -> None:
    large = {"lying.png": noise(1, (480, 640)), "turned.png": noise(2, (480, 640), 6)}
    assert min(map(len, large.values())) > 64 << 10
    document = json.loads(coco({name: [("Leaf", LEAF)] for name in large}))
    for image in document["images"]:
        image.update(width=640, height=480)
    job = import_file(project, zipped({**large, "coco.json": json.dumps(document).encode()}), verdicts="gold")
    assert list(Gold.objects.values_list("task__external_id", flat=True)) == ["turned.png"]
    (refused,) = Refusal.objects.filter(job=job).values_list("reason", flat=True)
    assert refused == "Verdict: The document says 640 × 480 pixels, but the image has 480 × 640 when it is upright."


def test_an_image_of_another_size_is_told_by_the_preview_of_a_document_alone(project: Project) -> None:
    import_file(project, zipped({"swapped.png": png(size=(50, 60))}))
    upload = send(project, coco({"swapped.png": [("Leaf", LEAF)]}), "coco.json")
    shown = preview(upload, Order())
    assert [item["verdicts"] for item in shown["items"]] == [[]]
    assert [row["reason"] for row in shown["refused"]] == [OTHER_SIZE.removeprefix("Verdict: ")]


def test_the_file_names_a_model_that_names_itself_nowhere(project: Project) -> None:
    upload = send(project, zipped({**images(3), "coco.json": coco(BOXES)}), "garden.zip")
    import_file(project, upload, verdicts="suggestions")
    assert set(Suggestion.objects.values_list("model", "version")) == {("garden.zip", upload.sha256[:12])}
    import_file(project, upload, verdicts="suggestions", model="detector", version="7")
    named = Suggestion.objects.filter(model="detector", version="7")
    assert (named.count(), Suggestion.objects.count()) == (2, 4)
    assert set(Task.objects.exclude(suggestion=None).values_list("suggestion__model", flat=True)) == {"detector"}


def test_the_same_suggestions_again_add_nothing_and_take_no_newer_ones_place(project: Project) -> None:
    first = send(project, zipped({**images(3), "coco.json": coco(BOXES)}), "garden.zip")
    import_file(project, first, verdicts="suggestions", model="old")
    import_file(project, first, verdicts="suggestions", model="new")
    again = import_file(project, first, verdicts="suggestions", model="old")
    assert counts(again) == {"read": 3, "already_there": 3}
    assert set(Task.objects.exclude(suggestion=None).values_list("suggestion__model", flat=True)) == {"new"}


def test_a_models_answers_are_suggestions_whatever_the_others_become(project: Project) -> None:
    results = b'[{"image_id": 1, "category_id": 3, "bbox": [1, 2, 10, 11], "score": 0.75}]'
    data = zipped({**images(3), "coco.json": coco(BOXES), "results.json": results})
    job = import_file(project, data, verdicts="gold")
    assert (job.result["gold_added"], job.result["suggestions_added"]) == (2, 1)
    assert drawn(Suggestion.objects.get().answer) == [("leaf", [1, 2, 10, 11])]


def test_a_second_gold_answer_is_refused_unless_it_says_the_same(project: Project) -> None:
    import_file(project, zipped({**images(3), "coco.json": coco(BOXES)}), verdicts="gold")
    same = import_file(project, send(project, coco(BOXES), "same.json"), verdicts="gold")
    assert counts(same) == {"read": 2, "already_there": 2}
    other = {**BOXES, "001.jpg": [("Leaf", LEAF)]}
    job = import_file(project, send(project, coco(other), "other.json"), verdicts="gold")
    assert counts(job) == {"read": 2, "already_there": 2, "verdicts_refused": 1}
    assert "another gold answer already" in Refusal.objects.get(job=job).reason
    assert drawn(Gold.objects.get(task__external_id="001.jpg").answer) == [("stone", STONE)]


def test_answers_can_be_left_out(project: Project) -> None:
    job = import_file(project, zipped({**images(3), "coco.json": coco(BOXES)}))
    assert counts(job) == {"read": 3, "added": 3}
    assert [model.objects.count() for model in (Annotation, Suggestion, Gold)] == [0, 0, 0]


def test_labels_that_the_project_lacks_are_added_only_if_asked_for(project: Project, mia: User) -> None:
    boxes = {"000.png": [("Leaf", LEAF), ("Bark", STONE)]}
    data = zipped({**images(1), "coco.json": coco(boxes)})
    without = import_file(project, data, verdicts="suggestions")
    assert counts(without) == {"read": 1, "added": 1, "verdicts_refused": 1}
    asked = import_file(project, data, verdicts="suggestions", add_labels=True)
    assert counts(asked) == {"read": 1, "already_there": 1, "suggestions_added": 1}
    project.refresh_from_db()
    assert [label["title"] for label in project.settings["labels"]] == ["Leaf", "Stone", "Bark"]
    import_file(project, data, verdicts="suggestions", add_labels=True)
    project.refresh_from_db()
    assert len(project.settings["labels"]) == 3


def test_the_upload_tells_what_a_folder_holds_and_which_labels_are_new(
    project: Project, mia: User, signed_in: Callable[[User], Client]
) -> None:
    boxes = {"000.png": [("Leaf", LEAF), ("Bark", STONE)], "001.jpg": [("leaf", LEAF), ("Leaf", STONE)]}
    data = zipped({**images(3), "coco.json": coco(boxes), "more.zip": b"x", "readme.md": b"Read me"})
    path = f"/api/projects/{project.public_id}/uploads/"
    body = signed_in(mia).post(path, {"file": SimpleUploadedFile("garden.zip", data)}).json()
    told = body["folder"]
    assert {name: told[name] for name in ("images", "files", "tasks", "verdicts", "unused")} == {
        "images": 3, "files": 5, "tasks": 3, "verdicts": 2, "unused": ["more.zip", "readme.md"],
    }  # fmt: skip
    known = {label["name"]: (label["count"], label["known"]) for label in told["labels"]}
    assert known["Leaf"] == (2, True)
    assert known["Bark"] == (1, False)
    (option,) = [option for option in told["options"] if option["key"] == "empty"]
    assert {choice["value"] for choice in option["choices"]} == {"unanswered", "no_objects"}


def test_an_option_is_taken_to_heart(project: Project, mia: User) -> None:
    data = zipped({**images(2), "coco.json": coco({"000.png": [("Leaf", LEAF)], "001.jpg": []})})
    import_file(project, data, verdicts="gold", options={"empty": "no_objects"})
    assert Gold.objects.get(task__external_id="001.jpg").answer["no_objects"] is True
    other = image_project(mia, title="Other")
    import_file(other, data, verdicts="gold")
    assert not Gold.objects.filter(task__project=other, task__external_id="001.jpg").exists()
    with pytest.raises(Invalid) as caught:
        start(other, data, options={"empty": "perhaps"})
    assert set(caught.value.fields) == {"options.empty"}


def test_documents_that_are_too_large_to_look_into_are_left_to_the_import(
    project: Project, mia: User, signed_in: Callable[[User], Client], settings: Any
) -> None:
    settings.MAX_LOOKED_INTO_BYTES = 300
    client, data = signed_in(mia), zipped({**images(3), "coco.json": coco(BOXES)})
    path = f"/api/projects/{project.public_id}/uploads/"
    body = client.post(path, {"file": SimpleUploadedFile("garden.zip", data)}).json()
    told = body["folder"]
    assert body["format"] == "coco"
    assert (told["tasks"], told["verdicts"], told["labels"], told["too_large_to_look_into"]) == (None, None, None, True)
    preview = f"/api/uploads/{body['id']}/preview/"
    shown = client.post(preview, {}, content_type="application/json").json()
    assert shown == {"items": [], "refused": [], "too_large_to_look_into": True}
    order = {"upload": body["id"], "verdicts": "gold", "add_labels": True}
    started = client.post(f"/api/projects/{project.public_id}/imports/", order, content_type="application/json")
    assert started.status_code == 202


def test_a_preview_reads_answers_with_the_labels_that_the_import_will_add(project: Project) -> None:
    import_file(project, zipped(images(1)))
    upload = send(project, coco({"images/000.png": [("Moss", [4, 5, 20, 10])]}), "boxes.json")
    without = preview(upload, Order())
    assert without["items"][0]["verdicts"] == []
    assert "no such label" in without["refused"][0]["reason"]
    shown = preview(upload, Order(add_labels=True))
    assert shown["refused"] == []
    assert [box["label"] for box in shown["items"][0]["verdicts"][0]["answer"]["boxes"]] == ["moss"]
    assert [label["title"] for label in Project.objects.get().settings["labels"]] == ["Leaf", "Stone"]


def test_the_preview_of_a_document_alone_reads_its_answers(
    project: Project, mia: User, signed_in: Callable[[User], Client]
) -> None:
    import_file(project, zipped(images(2)))
    upload = send(project, coco({**BOXES, "nowhere.png": [("Leaf", LEAF)]}), "coco.json")
    path = f"/api/uploads/{upload.public_id}/preview/"
    shown = signed_in(mia).post(path, {}, content_type="application/json").json()
    assert [drawn(item["verdicts"][0]["answer"]) for item in shown["items"]] == [
        [("leaf", LEAF), ("stone", STONE)], [("stone", STONE)],
    ]  # fmt: skip
    (refused,) = shown["refused"]
    assert (refused["file"], "nowhere.png" in refused["reason"]) == ("nowhere.png", True)


def test_answers_of_rows_can_be_gold_or_suggestions_too(mia: User) -> None:
    project = make_project(mia, tasks=0)
    mapping = {**PANDA_MAPPING, "verdicts": {**PANDA_MAPPING["verdicts"], "columns": {"annotator1": "Annotator 1"}}}
    gold = import_file(project, as_array(panda_rows(4)), mapping=mapping, verdicts="gold")
    suggested = import_file(
        project, as_array(panda_rows(4)), mapping=mapping, verdicts="suggestions", model="judge", version="3"
    )
    assert counts(gold) == {"read": 4, "added": 4, "gold_added": 4}
    assert counts(suggested) == {"read": 4, "already_there": 4, "suggestions_added": 4}
    task = Task.objects.get(external_id="4")
    assert task.gold.answer["overall"] == {"verdict": "prefer", "strength": -1}
    suggestion = Suggestion.objects.get(task=task)
    assert (suggestion.answer, suggestion.version) == (task.gold.answer, "3")
    assert set(Task.objects.values_list("answers", "status")) == {(0, "open")}


def test_suggestions_are_shown_to_annotators_only_by_kinds_that_show_them(mia: User, project: Project) -> None:
    other = make_project(mia, tasks=0)
    import_file(other, as_array(panda_rows(1)), mapping=PANDA_MAPPING, verdicts="suggestions")
    import_file(project, zipped({**images(2), "coco.json": coco(BOXES)}), verdicts="suggestions")
    for held, shows in ((other, False), (project, True)):
        assert Suggestion.objects.filter(task__project=held).exists()
        assert held.tasks.exclude(suggestion=None).exists() is shows


def test_several_golds_in_one_row_are_one_gold_and_refusals(mia: User) -> None:
    project = make_project(mia, tasks=0)
    rows = [{**panda_rows(2)[1], "annotator1": 1, "annotator2": 1, "annotator3": 2}]
    job = import_file(project, as_array(rows), mapping=PANDA_MAPPING, verdicts="gold")
    assert counts(job) == {"read": 1, "added": 1, "gold_added": 1, "verdicts_refused": 1}
    assert Refusal.objects.get(job=job).reason == "Verdict of Annotator 3: The task has another gold answer already."


def test_suggestions_and_gold_need_no_rubric_but_annotations_do(mia: User) -> None:
    project = make_project(mia, tasks=0)
    Project.objects.filter(pk=project.pk).update(rubric=None)
    project.refresh_from_db()
    for use in ("gold", "suggestions"):
        import_file(project, as_array(panda_rows(1)), mapping=PANDA_MAPPING, verdicts=use)
    with pytest.raises(Refused) as caught:
        start(project, as_array(panda_rows(1)), mapping=PANDA_MAPPING, verdicts="annotations")
    assert caught.value.code == "no_rubric"


def test_answers_that_nobody_is_named_for_need_a_name_to_become_annotations(project: Project) -> None:
    import_file(project, zipped(images(2)))
    document = send(project, coco(BOXES), "coco.json")
    nameless = import_file(project, document, verdicts="annotations")
    assert nameless.result["verdicts_added"] == 0
    assert "Name an annotator" in Refusal.objects.filter(job=nameless)[0].reason
    named = import_file(project, document, verdicts="annotations", annotator=" Quinn ")
    assert named.result["verdicts_added"] == 2
    assert set(Annotation.objects.values_list("annotator__display_name", flat=True)) == {"Quinn"}


def test_the_old_way_to_ask_for_verdicts_is_refused(mia: User, signed_in: Callable[[User], Client]) -> None:
    project = make_project(mia, tasks=0)
    upload = send(project, as_array(panda_rows(1)))
    order = {"upload": str(upload.public_id), "mapping": PANDA_MAPPING, "verdicts": "import"}
    path = f"/api/projects/{project.public_id}/imports/"
    response = signed_in(mia).post(path, order, content_type="application/json")
    assert (response.status_code, set(response.json()["fields"])) == (400, {"verdicts"})

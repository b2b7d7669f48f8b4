"""The main job with images: a manager imports them with a model's boxes, two people correct these by keyboard, and
libraries of trainers read what comes out. All by the screens."""

from __future__ import annotations

import contextlib
import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import krippendorff
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import ADA, BEN, MIA
from tests.browser.test_from_file_to_trainer import SLOW, SignIn, add_annotators, go_to, press_until_focused
from tests.journeys.stack import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.browser

# Figures are shown from 30 tasks.
TASKS = 30
# Ada moves a box by 20 pixels on one image; Ben leaves a box out on the next, and takes a cat for a dog on the last.
MOVED, LEFT_OUT, RENAMED = 4, 7, 9
COLOURS = {"Cat": "orange", "Dog": "brown", "Bird": "teal", "Fish": "navy"}
MODEL = "finder"

# A label with x, y, width and height.
Drawn = tuple[str, list[float]]
Edit = Callable[[Page], None]


@dataclass(frozen=True)
class Picture:
    """An image that is told by its width, with what is drawn on it."""

    number: int
    drawn: Sequence[Drawn]

    @property
    def name(self) -> str:
        return f"{self.number:02}.png"

    @property
    def size(self) -> tuple[int, int]:
        return 400 + self.number, 300

    def save(self, folder: Path) -> Path:
        image = Image.new("RGB", self.size, "lightgrey")
        for label, (x, y, width, height) in self.drawn:
            ImageDraw.Draw(image).rectangle((x, y, x + width - 1, y + height - 1), fill=COLOURS[label])
        path = folder / self.name
        image.save(path)
        return path


def animals(number: int) -> Picture:
    """A cat to the left, and a dog or a bird to the right, each a bit elsewhere."""
    right = "Dog" if number % 2 else "Bird"
    return Picture(number, [("Cat", [20 + number, 30, 80, 60]), (right, [200, 120 + number, 100, 90])])


PICTURES = [animals(number) for number in range(1, TASKS + 1)]


def test_images_become_training_data_by_way_of_two_keyboards(sign_in: SignIn, tmp_path: Path) -> None:
    mia = sign_in(MIA)
    make_project(mia, title="Animals", labels=["Cat", "Dog"])
    publish_empty_rubric(mia)
    choose_files(mia, PICTURES, tmp_path)
    check_what_was_recognised(mia)
    import_suggestions(mia)
    add_annotators(mia, [ADA, BEN])
    start_project(mia)

    label_everything(sign_in(ADA), "Animals", {MOVED: move_the_first_box})
    label_everything(sign_in(BEN), "Animals", {LEFT_OUT: delete_the_first_box, RENAMED: call_the_first_box_dog})

    check_agreement(mia)
    check_dispute(mia)
    check_exports(mia, tmp_path)


def test_labels_in_use_are_renamed_merged_and_archived(sign_in: SignIn, stack: Stack, tmp_path: Path) -> None:
    pictures = [
        Picture(1, [("Cat", [30, 40, 120, 90])]),
        Picture(2, [("Dog", [50, 60, 100, 80]), ("Fish", [220, 100, 70, 50])]),
        Picture(3, [("Bird", [90, 20, 60, 110])]),
    ]
    mia = sign_in(MIA)
    make_project(mia, title="Pets", labels=["Cat", "Dog", "Bird", "Fish"])
    publish_empty_rubric(mia)
    choose_files(mia, pictures, tmp_path)
    import_suggestions(mia)
    add_annotators(mia, [ADA, BEN])
    start_project(mia)
    label_everything(sign_in(ADA), "Pets", {}, tasks=3)
    label_everything(sign_in(BEN), "Pets", {1: call_the_first_box_dog}, tasks=3)
    assert eventually(lambda: statuses(stack, "Pets") == ["disputed", "settled", "settled"])
    before = answers(stack, "Pets")

    go_to(mia, "Settings")
    mia.get_by_role("textbox", name="Title of bird").fill("Small bird")
    merge_cat_into_dog(mia)
    archive_fish(mia)
    mia.get_by_role("button", name="Save", exact=True).click()
    expect(mia.get_by_text("The settings are saved.")).to_be_visible()

    assert eventually(lambda: statuses(stack, "Pets") == ["settled"] * 3)
    assert answers(stack, "Pets") == before
    go_to(mia, "Exports")
    found = coco_boxes(export(mia, "COCO", tmp_path))
    assert found == {
        "01.png": [("Dog", [30, 40, 120, 90])],
        "02.png": [("Dog", [50, 60, 100, 80]), ("Fish", [220, 100, 70, 50])],
        "03.png": [("Small bird", [90, 20, 60, 110])],
    }


def make_project(page: Page, *, title: str, labels: Sequence[str]) -> None:
    page.goto("/projects/new")
    page.get_by_role("radio", name=re.compile("^Bounding boxes")).check()
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Next").click()
    for label in labels:
        page.get_by_label("Title of a new label").fill(label)
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name=f"Title of {label.lower()}")).to_have_value(label)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Create project").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def publish_empty_rubric(page: Page) -> None:
    go_to(page, "Rubric")
    page.get_by_role("button", name="Write the rubric").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Version 1")).to_be_visible()


def choose_files(page: Page, pictures: Sequence[Picture], folder: Path) -> None:
    """All images and the document with their boxes at once: the browser packs them."""
    document = folder / "coco.json"
    document.write_text(json.dumps(coco_document(pictures)), encoding="utf-8")
    go_to(page, "Imports")
    page.locator("input[type=file][accept]").set_input_files([*(each.save(folder) for each in pictures), document])
    expect(page.get_by_role("combobox", name="Read as")).to_have_value("COCO (recognised)", timeout=SLOW)


def coco_document(pictures: Sequence[Picture]) -> dict[str, Any]:
    numbers = {label: 5 + 3 * place for place, label in enumerate(COLOURS)}
    used = {label for picture in pictures for label, _ in picture.drawn}
    rows = [(picture, label, box) for picture in pictures for label, box in picture.drawn]
    return {
        "images": [
            {"id": each.number, "file_name": each.name, "width": each.size[0], "height": each.size[1]}
            for each in pictures
        ],
        "categories": [{"id": number, "name": name} for name, number in numbers.items() if name in used],
        "annotations": [
            {"id": place, "image_id": each.number, "category_id": numbers[label], "bbox": box, "iscrowd": 0}
            for place, (each, label, box) in enumerate(rows, start=1)
        ],
    }


def check_what_was_recognised(page: Page) -> None:
    half = TASKS // 2
    expect(page.get_by_role("region", name="files.tar")).to_contain_text(
        f"{TASKS} images · 1 other file · {TASKS} tasks · {TASKS} with an answer"
    )
    found = page.get_by_role("region", name="Answers in the file")
    for label in (f"Cat × {TASKS}", f"Dog × {half}", f"Bird × {half} (new)"):
        expect(found.get_by_text(label, exact=True)).to_be_visible()
    expect(found.get_by_label("Add 1 new label")).to_be_checked()
    first = page.get_by_role("row").filter(has_text="01.png")
    expect(first).to_contain_text(re.compile("2 boxes: 1 cat, 1 dog", re.IGNORECASE))


def import_suggestions(page: Page) -> None:
    page.get_by_role("radio", name="Suggestions of a model").check()
    page.get_by_label("Model", exact=True).fill(MODEL)
    page.get_by_label("Version").fill("a1b2c3")
    page.get_by_role("button", name="Start import").click()
    expect(page.get_by_text(re.compile(r"(\d+) tasks added · \1 suggestions added"))).to_be_visible(timeout=SLOW)


def start_project(page: Page) -> None:
    go_to(page, "Overview")
    page.get_by_role("button", name="Start project").click()
    expect(page.get_by_text("active", exact=True)).to_be_visible()


def label_everything(page: Page, title: str, edits: Mapping[int, Edit], *, tasks: int = TASKS) -> None:
    """Take what the model suggests, but for some edits. Nothing but keys from here on."""
    page.goto("/")
    press_until_focused(page, page.get_by_role("article").filter(has_text=title).get_by_role("link").last)
    page.keyboard.press("Enter")
    for done in range(tasks):
        expect(page.get_by_text(f"{done} answer{'' if done == 1 else 's'} by me")).to_be_visible(timeout=SLOW)
        number = number_on(stage_with(page, 0))
        page.keyboard.press("Shift+Y")
        expect(stage_with(page, 0)).to_have_count(0)
        if number in edits:
            press_until_focused(page, page.get_by_role("application"))
            page.keyboard.press("Tab")
            edits[number](page)
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing left for you here")).to_be_visible(timeout=SLOW)


def stage_with(page: Page, boxes: int) -> Locator:
    return page.get_by_role("application", name=re.compile(rf", {boxes} box(es)?$"))


def number_on(stage: Locator) -> int:
    """Which picture is on the stage: no two are as wide."""
    expect(stage).to_be_visible(timeout=SLOW)
    width = re.search(r"(\d+) × ", stage.get_attribute("aria-label") or "")
    assert width
    return int(width[1]) - 400


def move_the_first_box(page: Page) -> None:
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")


def delete_the_first_box(page: Page) -> None:
    page.keyboard.press("Delete")
    expect(stage_with(page, 1)).to_be_visible()


def call_the_first_box_dog(page: Page) -> None:
    page.keyboard.press("2")


def check_agreement(page: Page) -> None:
    """Against figures by hand: 60 boxes of Ada and 59 of Ben make 59 pairs, of which one overlaps by 60 of 100."""
    pairs = 2 * TASKS - 1
    go_to(page, "Quality")
    shown = {
        "Localisation": f"{100 * (pairs - 1 + 60 / 100) / pairs:.1f} %",
        "(F1)": f"{100 * 2 * pairs / (4 * TASKS - 1):.1f} %",
        "Detection: what": f"{expected_alpha():.2f}",
        "Class": f"{expected_alpha(without_absent=True):.2f}",
    }
    for measure, figure in shown.items():
        expect(page.get_by_role("row").filter(has_text=measure).first).to_contain_text(figure, timeout=SLOW)


def expected_alpha(*, without_absent: bool = False) -> float:
    """What an independent implementation says of what Ada and Ben call each object."""
    objects = [(picture.number, place, label) for picture in PICTURES for place, (label, _) in enumerate(picture.drawn)]
    ada = [label for _, _, label in objects]
    edits = {(LEFT_OUT, 0): "absent", (RENAMED, 0): "Dog"}
    ben = [edits.get((number, place), label) for number, place, label in objects]
    both = [pair for pair in zip(ada, ben, strict=True) if not (without_absent and "absent" in pair)]
    codes = {label: code for code, label in enumerate([*COLOURS, "absent"])}
    numbers = [[codes[label] for label in person] for person in zip(*both, strict=True)]
    return float(krippendorff.alpha(numbers, level_of_measurement="nominal", value_domain=list(range(len(codes)))))


def check_dispute(page: Page) -> None:
    """The disputed task shows everyone's boxes, and where they differ."""
    go_to(page, "Tasks")
    page.get_by_role("radiogroup").get_by_text(re.compile("^disputed")).click()
    dispute = page.get_by_role("article")
    expect(dispute).to_have_count(1)
    dispute.get_by_role("link").first.click()
    side = page.get_by_label("Answers and conflicts")
    for whose in ("Ada (demo annotator) 2 boxes", "Ben (demo annotator) 1 box", f"{MODEL} (model) 2 boxes"):
        expect(side.get_by_role("button", name=whose)).to_be_visible(timeout=SLOW)
    conflict = side.get_by_role("option")
    expect(conflict).to_have_count(1)
    expect(conflict).to_contain_text("Cat, not by Ben")
    conflict.click()
    expect(side.get_by_role("list", name="Answers here")).to_contain_text("Ben (demo annotator): no box")


def check_exports(page: Page, folder: Path) -> None:
    go_to(page, "Exports")
    coco = export(page, "COCO", folder)
    wanted = {picture.name: expected_boxes(picture) for picture in PICTURES if picture.number != LEFT_OUT}
    assert coco_boxes(coco) == wanted
    for name in wanted:
        assert (coco / "images" / name).read_bytes() == (folder / name).read_bytes()
    assert supervised(coco, "coco") == corners(wanted)
    assert supervised(export(page, "YOLO", folder), "yolo") == corners(wanted)


def expected_boxes(picture: Picture) -> list[Drawn]:
    """What the model suggested. Of two places it is the middle, and of two labels the first of the project."""
    (label, (x, *rest)), right = picture.drawn
    return sorted([(label, [x + 10 if picture.number == MOVED else x, *rest]), right])


def export(page: Page, title: str, folder: Path) -> Path:
    """Write the settled tasks with their images in this format, download the file and unpack it."""
    page.get_by_role("radio", name=re.compile(f"^{title}")).check()
    expect(page.get_by_label("Include the images")).to_be_checked()
    page.get_by_role("button", name="Start export").click()
    link = page.get_by_role("article").filter(has_text=title).first.get_by_role("link", name=re.compile(r"\.zip"))
    expect(link).to_be_visible(timeout=SLOW)
    with page.expect_download() as download:
        link.click()
    path = folder / f"{title}.zip"
    download.value.save_as(path)
    zipfile.ZipFile(path).extractall(folder / title)
    return folder / title


def coco_boxes(folder: Path) -> dict[str, list[Drawn]]:
    """Labels and boxes by image, as the authors of the format read them."""
    from pycocotools.coco import COCO

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("error")
        loaded = COCO(str(folder / "annotations" / "instances.json"))
        names = {row["id"]: row["name"] for row in loaded.loadCats(loaded.getCatIds())}
        images = loaded.loadImgs(loaded.getImgIds())
        return {
            image["file_name"]: sorted(
                (names[row["category_id"]], row["bbox"]) for row in loaded.loadAnns(loaded.getAnnIds(image["id"]))
            )
            for image in images
        }


def supervised(folder: Path, form: str) -> dict[str, list[tuple[str, list[int]]]]:
    """Labels and corners by image, as supervision reads them together with the images."""
    with warnings.catch_warnings():
        # It says once that it goes without OpenCV, which has nothing to do with what it loads.
        warnings.filterwarnings("ignore", "OpenCV")
        from supervision import DetectionDataset
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if form == "coco":
            document = str(folder / "annotations" / "instances.json")
            sets = [DetectionDataset.from_coco(str(folder / "images"), document)]
        else:
            splits = [(str(split), str(folder / "labels" / split.name)) for split in (folder / "images").iterdir()]
            sets = [DetectionDataset.from_yolo(*split, str(folder / "data.yaml")) for split in splits]
        rows = [(Path(path).name, image, boxes, each.classes) for each in sets for path, image, boxes in each]
    assert {image.shape[0] for _, image, _, _ in rows} == {PICTURES[0].size[1]}
    return {name: named_corners(boxes, classes) for name, _, boxes, classes in rows}


def named_corners(detections: Any, names: Sequence[str]) -> list[tuple[str, list[int]]]:
    rows = zip(detections.class_id, detections.xyxy, strict=True)
    return sorted((names[number], [round(float(edge)) for edge in edges]) for number, edges in rows)


def corners(boxes: Mapping[str, Sequence[Drawn]]) -> dict[str, list[tuple[str, list[int]]]]:
    return {
        name: sorted((label, [round(edge) for edge in (x, y, x + w, y + h)]) for label, (x, y, w, h) in drawn)
        for name, drawn in boxes.items()
    }


def merge_cat_into_dog(page: Page) -> None:
    page.get_by_role("button", name="More for Cat").click()
    page.get_by_role("menuitem", name=re.compile("^Merge")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Into").click()
    page.get_by_role("option", name="Dog").click()
    # The model's box and Ada's: Ben said dog.
    expect(dialog.get_by_role("status")).to_contain_text("2 boxes in 1 task will count as “Dog”.")
    dialog.get_by_role("button", name="Merge").click()
    expect(dialog).to_be_hidden()
    resting = page.get_by_role("region", name="Archived and merged labels")
    expect(resting).to_contain_text("counts as “Dog”")


def archive_fish(page: Page) -> None:
    page.get_by_role("button", name="More for Fish").click()
    page.get_by_role("menuitem", name="Archive").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 boxes in 1 task keep this label")
    dialog.get_by_role("button", name="Archive").click()
    expect(dialog).to_be_hidden()


def statuses(stack: Stack, title: str) -> list[str]:
    query = (
        "SELECT json_agg(t.status ORDER BY t.external_id) FROM annotation_task t "
        "JOIN annotation_project p ON p.id = t.project_id WHERE p.title = %(title)s"
    )
    return list(stack.value(query, title=title))


def answers(stack: Stack, title: str) -> list[Any]:
    """What people submitted, as it is stored."""
    query = (
        "SELECT json_agg(a.answer ORDER BY a.id) FROM annotation_annotation a "
        "JOIN annotation_project p ON p.id = a.project_id WHERE p.title = %(title)s"
    )
    return list(stack.value(query, title=title))

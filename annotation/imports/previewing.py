"""The first tasks that an upload would give, and what would be refused on the way to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from annotation.imports.files.rows import Json, Problem, reason_of
from annotation.imports.folders import StoredFolder
from annotation.imports.gallery import KnownTasks, located, missing, named, refuse_unnamed
from annotation.imports.intake import open_intake, open_upload
from annotation.imports.labels import with_new_labels
from annotation.imports.looking import too_large_to_look_into
from annotation.imports.mapping import without_verdicts
from annotation.imports.reading import Found, NewTask, Recipe, make_task
from annotation.imports.uploads import Order, recipe_of
from annotation.kinds.base import Item
from annotation.models import Upload
from config import strict_json
from config.errors import Invalid

PREVIEWED_TASKS = 3
PREVIEWED_GROUPS = 200
PREVIEWED_PROBLEMS = 50


def preview(upload: Upload, order: Order) -> Json:
    """At most three items. No image is looked at: the verdicts on one that is new are shown as the file has them."""
    recipe = recipe_of(upload, order)
    if not recipe.mapping.get("verdicts", {}).get("values"):
        recipe = replace(recipe, mapping=without_verdicts(recipe.mapping))
    with open_upload(upload) as folder:
        look = _Look(recipe, folder, KnownTasks(upload.project, indexed=False), list(folder.problems) if folder else [])
        if folder and recipe.folder_reader and too_large_to_look_into(folder):
            return look.shown(too_large=True)
        if folder and order.add_labels:
            look.recipe = recipe = with_new_labels(recipe, folder, upload.project)
        with open_intake(upload, folder, recipe, skip=0, in_brief=True) as intake:
            look.at(islice(intake.found, PREVIEWED_GROUPS))
    return look.shown()


@dataclass
class _Look:
    recipe: Recipe
    folder: StoredFolder | None
    known: KnownTasks
    problems: list[Problem]
    items: list[Json] = field(default_factory=list)

    def at(self, found: Iterable[Found]) -> None:
        for one in found:
            item = self._item(one)
            self.problems += one.problems
            self.items += [item] if item else []
            if len(self.items) == PREVIEWED_TASKS or len(self.problems) >= PREVIEWED_PROBLEMS:
                return

    def shown(self, *, too_large: bool = False) -> Json:
        refused = [
            {"line": problem.line, "file": problem.file, "field": problem.field, "reason": problem.reason}
            for problem in self.problems[:PREVIEWED_PROBLEMS]
        ]
        return {"items": self.items, "refused": refused, "too_large_to_look_into": too_large}

    def _item(self, one: Found) -> Json | None:
        fields = named(one, self.recipe.kind.image_fields)
        refuse_unnamed(one, fields, self.recipe.kind.image_fields)
        files = located(fields.values(), self.folder)
        tasks = self.known.find(set(fields.values()) - files.keys())
        one.task = next(iter(tasks.values()), None)
        if fields and one.task is None:
            return self._item_with_images(one, {field: files.get(name) for field, name in fields.items()})
        task = make_task(one, self.recipe)
        if task is None:
            return None
        self.problems += task.left_out
        return self._item_of(task)

    def _item_with_images(self, one: Found, files: dict[str, str | None]) -> Json | None:
        for field_name, file in files.items():
            if file is None and one.item is not None:
                one.refuse(missing(one.item.content[field_name]))
        if one.item is None:
            return None
        content = {**one.item.content, **{field_name: {"name": file} for field_name, file in files.items()}}
        verdicts = [{"annotator": v.annotator, "model": v.model, "answer": v.answer} for v in one.item.verdicts]
        return {**_facts(one, one.item), "content": content, "verdicts": verdicts, "metadata": one.item.metadata}

    def _item_of(self, task: NewTask) -> Json:
        metadata = strict_json.loads(task.metadata)
        content = task.parsed_content
        return {**_facts(task, task), "content": content, "verdicts": self._verdicts(task), "metadata": metadata}

    def _verdicts(self, task: NewTask) -> list[Json]:
        context = self.recipe.kind.undemanding(self.recipe.context)
        shown = []
        for verdict in task.verdicts:
            try:
                answer = self.recipe.kind.read_answer(verdict.answer, content=task.parsed_content, context=context)
            except Invalid as error:
                self.problems.append(Problem(task.line, reason_of(error), "verdicts", file=task.file))
            else:
                shown.append({"annotator": verdict.annotator, "model": verdict.model, "answer": answer})
        return shown


def _facts(place: Found | NewTask, item: Item | NewTask) -> dict[str, Any]:
    return {
        "line": place.line,
        "file": place.file,
        "external_id": item.external_id,
        "source": item.source,
        "licence": item.licence,
    }

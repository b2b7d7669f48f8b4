"""Verdicts of a file are read, checked and handed to where they belong: annotations, suggestions or gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from annotation.imports.files.rows import Problem, reason_of
from annotation.imports.piles import LONGEST_NAME, Annotations, Golds, Pile, Suggestions
from annotation.imports.reading import NewTask
from annotation.kinds.base import Context, Verdict
from annotation.models import Job, Project, Rubric, Task
from config.errors import Invalid, Refused

ANNOTATIONS, SUGGESTIONS, GOLD, IGNORE = USES = ("annotations", "suggestions", "gold", "ignore")
COUNTS = (Annotations.counted_as, Suggestions.counted_as, Golds.counted_as, "verdicts_refused")


@dataclass
class Desk:
    """Takes the verdicts of one import, batch by batch."""

    project: Project
    context: Context
    use: str
    piles: Mapping[str, Pile]

    def add(self, rows: Sequence[NewTask]) -> tuple[Counter[str], list[Problem]]:
        """Store the verdicts of these rows; how many were new, and what is refused. In the caller's transaction."""
        judged = [row for row in rows if row.verdicts]
        if not judged:
            return Counter(), []
        tasks = self._locked_tasks(judged)
        for pile in self.piles.values():
            pile.begin(tasks.values())
        problems = [
            problem
            for row in judged
            if (task := tasks.get((row.external_id, row.sha256))) is not None
            for verdict in row.verdicts
            if (problem := self._take(row, task, verdict)) is not None
        ]
        counts = Counter({pile.counted_as: pile.store() for pile in self.piles.values()})
        return counts + Counter(verdicts_refused=len(problems)), problems

    def _take(self, row: NewTask, task: Task, verdict: Verdict) -> Problem | None:
        try:
            answer = self.project.the_kind.read_answer(verdict.answer, content=row.parsed_content, context=self.context)
            self._pile(verdict).take(task, verdict, answer)
        except Invalid as error:
            author = (verdict.annotator or verdict.model)[:LONGEST_NAME]
            whose = f"Verdict of {author}" if author else "Verdict"
            return Problem(row.line, f"{whose}: {reason_of(error)}", "verdicts", file=row.file)
        return None

    def _pile(self, verdict: Verdict) -> Pile:
        """A model's verdict is a suggestion, whatever the others are taken for."""
        return self.piles[SUGGESTIONS if verdict.model else self.use]

    def _locked_tasks(self, rows: Sequence[NewTask]) -> dict[tuple[str | None, str], Task]:
        named = Q(external_id__in=[row.external_id for row in rows if row.external_id is not None])
        unnamed = Q(external_id=None, content_sha256__in=[row.sha256 for row in rows if row.external_id is None])
        found = Task.objects.select_for_update().defer("content", "metadata", "outcome")
        tasks = found.filter(named | unnamed, project=self.project).order_by("pk")
        return {(task.external_id, task.content_sha256): task for task in tasks}


def desk_for(project: Project, job: Job) -> Desk | None:
    """The desk that the job's order asks for; None if verdicts are left out."""
    order = job.parameters
    use = order["verdicts"]
    if use == IGNORE:
        return None
    shown = project.the_kind.shows_suggestions
    piles: dict[str, Pile] = {SUGGESTIONS: Suggestions(job, order["model"], order["version"], shown=shown)}
    if use == ANNOTATIONS:
        piles[ANNOTATIONS] = Annotations(project, rubric_of(project), order["annotator"])
    elif use == GOLD:
        piles[GOLD] = Golds(job)
    return Desk(project, project.the_kind.undemanding(project.context()), use, piles)


def rubric_of(project: Project) -> Rubric:
    if project.rubric is None:
        raise Refused("no_rubric", "Publish a rubric first: every answer belongs to a version of it.")
    return project.rubric

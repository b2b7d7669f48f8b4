from annotation.models.answers import Gold, Suggestion
from annotation.models.files import Export, ExportFile, Upload
from annotation.models.image import Image
from annotation.models.job import Job, Refusal
from annotation.models.original import Original
from annotation.models.project import Membership, Project, Role, Rubric
from annotation.models.task import Task
from annotation.models.work import Annotation, Assignment, Draft, Flag, QueueCursor

__all__ = [
    "Annotation",
    "Assignment",
    "Draft",
    "Export",
    "ExportFile",
    "Flag",
    "Gold",
    "Image",
    "Job",
    "Membership",
    "Original",
    "Project",
    "QueueCursor",
    "Refusal",
    "Role",
    "Rubric",
    "Suggestion",
    "Task",
    "Upload",
]

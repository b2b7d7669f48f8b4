"""Who may use which route of the work. Which project's, `access` decides: what is not theirs answers 404."""

from __future__ import annotations

from accounts.rules import Access, Scope, Who, allow

MEMBER_READS = allow(Who.MANAGER, Who.REVIEWER, Who.ANNOTATOR, scope=Scope.READ)
SIGNED_IN_READS = allow(Who.SIGNED_IN, scope=Scope.READ)
MANAGER_READS = allow(Who.MANAGER, scope=Scope.READ)
MANAGES = allow(Who.MANAGER, scope=Scope.MANAGE)
LABELS = allow(Who.ANNOTATOR, scope=Scope.ANNOTATE)
OWN = allow(Who.OWNER, scope=Scope.ANNOTATE)
OWN_READS = allow(Who.OWNER, scope=Scope.READ)

ACCESS: Access = {
    "kinds": {"GET": SIGNED_IN_READS},
    "projects": {"GET": SIGNED_IN_READS, "POST": allow(Who.ADMIN, Who.MANAGER, scope=Scope.MANAGE)},
    "project": {"GET": MEMBER_READS, "PATCH": MANAGES, "DELETE": MANAGES},
    "project-status": {"POST": MANAGES},
    "usage": {"GET": MANAGER_READS},
    "rubrics": {"GET": MEMBER_READS, "POST": MANAGES},
    "members": {"GET": MANAGER_READS, "POST": MANAGES},
    "member": {"DELETE": MANAGES},
    "tasks": {"GET": MANAGER_READS},
    "task": {"GET": MANAGER_READS},
    "task-original": {"GET": MANAGER_READS},
    "task-withdraw": {"POST": MANAGES},
    "task-reopen": {"POST": MANAGES},
    "uploads": {"POST": MANAGES},
    "upload-preview": {"POST": MANAGES},
    "imports": {"GET": MANAGER_READS, "POST": MANAGES},
    "exports": {"GET": MANAGER_READS, "POST": MANAGES},
    "export": {"GET": MANAGER_READS},
    "export-file": {"GET": MANAGER_READS},
    "jobs": {"GET": MANAGER_READS},
    "job": {"GET": MANAGER_READS},
    "job-cancel": {"POST": MANAGES},
    "job-refusals": {"GET": MANAGER_READS},
    "job-refusals-file": {"GET": MANAGER_READS},
    "claim": {"POST": LABELS},
    "assignment": {"GET": OWN},
    "assignment-heartbeat": {"POST": OWN},
    "assignment-return": {"POST": OWN},
    "assignment-draft": {"PUT": OWN},
    "assignment-submit": {"POST": OWN},
    "assignment-skip": {"POST": OWN},
    "assignment-flag": {"POST": OWN},
    "my-annotations": {"GET": LABELS},
    "annotation": {"GET": OWN},
    "annotation-revise": {"POST": OWN},
    # An address is one person's. Whoever may see the task is given one.
    "image": {"GET": OWN_READS},
    "image-tile": {"GET": OWN_READS},
}

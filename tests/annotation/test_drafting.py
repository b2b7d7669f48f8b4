from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from annotation.models import Assignment, Draft
from tests.work import claim, make_project, submit

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def save(client: Client, lease: Assignment, revision: int, content: Any, device: str = "tab-1") -> Any:
    body = {"revision": revision, "content": content, "device": device}
    return client.put(f"/api/assignments/{lease.public_id}/draft/", body, content_type="application/json")


def test_a_draft_comes_back_with_its_task(mia: User, ada: User, signed_in: SignedIn) -> None:
    project, client = make_project(mia, annotators=[ada]), signed_in(ada)
    lease = claim(project, ada)
    assert save(client, lease, 1, {"rationale": "half a"}).status_code == 200
    assert save(client, lease, 2, {"rationale": "half a thought"}).json()["revision"] == 2
    again = client.post(f"/api/projects/{project.public_id}/claim/", {}, content_type="application/json").json()
    assert again["assignment"]["draft"]["content"] == {"rationale": "half a thought"}


def test_an_older_draft_never_overwrites_a_newer_one_and_both_are_shown(
    mia: User, ada: User, signed_in: SignedIn
) -> None:
    lease, client = claim(make_project(mia, annotators=[ada]), ada), signed_in(ada)
    save(client, lease, 4, {"rationale": "from the first tab"}, "tab-1")
    stale = save(client, lease, 4, {"rationale": "from the second tab"}, "tab-2")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_draft")
    assert stale.json()["draft"]["content"] == {"rationale": "from the first tab"}
    assert stale.json()["draft"]["device"] == "tab-1"
    assert Draft.objects.get().content == {"rationale": "from the first tab"}


def test_a_draft_cannot_follow_a_submission(mia: User, ada: User, signed_in: SignedIn) -> None:
    lease, client = claim(make_project(mia, annotators=[ada]), ada), signed_in(ada)
    submit(lease, 1)
    refused = save(client, lease, 9, {"rationale": "too late"})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_submitted")
    assert not Draft.objects.exists()


def test_nobody_reads_or_writes_the_draft_of_another(mia: User, ada: User, ben: User, signed_in: SignedIn) -> None:
    lease = claim(make_project(mia, annotators=[ada, ben]), ada)
    for person in (ben, mia):
        assert save(signed_in(person), lease, 1, {}).status_code == 404
        assert signed_in(person).get(f"/api/assignments/{lease.public_id}/").status_code == 404


def test_a_draft_of_more_than_four_megabytes_is_refused(mia: User, ada: User, signed_in: SignedIn) -> None:
    lease, client = claim(make_project(mia, annotators=[ada]), ada), signed_in(ada)
    assert save(client, lease, 1, {"rationale": "x" * 4_000_001}).status_code == 413

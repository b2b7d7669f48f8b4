"""Large JSON travels compressed, and nothing else does."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from config.compressing import LARGE, LargeJsonMiddleware
from tests.journeys.traces import long_run, make_traces

pytestmark = pytest.mark.django_db


def lent(characters: int, **headers: str) -> Any:
    """The answer to a claim for a trace of that many characters."""
    scene = make_traces([long_run(nodes=30, characters=characters)], {})
    client = Client()
    client.cookies["touchstone_session"] = scene.annotators[0].session
    return client.post(f"/api/projects/{scene.project}/claim/", {}, "application/json", headers=headers)


def test_a_long_trace_is_lent_in_a_fraction_of_its_size() -> None:
    response = lent(300_000, **{"Accept-Encoding": "gzip, br"})
    assert (response.status_code, response["Content-Encoding"]) == (200, "gzip")
    whole = gzip.decompress(response.content)
    assert len(whole) > 5 * len(response.content)
    assert json.loads(whole)["assignment"]["task"]["content"]["nodes"][0]["text_parts"] == [
        "The build is red. Make it green."
    ]


def test_who_does_not_take_gzip_gets_it_as_it_is() -> None:
    response = lent(300_000)
    assert "Content-Encoding" not in response
    assert response.json()["state"] == "task"


def test_a_small_answer_stays_as_it_is() -> None:
    response = lent(300, **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert len(response.content) < LARGE


@pytest.mark.parametrize(
    "response",
    [
        StreamingHttpResponse([b" " * 2 * LARGE], content_type="application/json"),
        HttpResponse(b" " * 2 * LARGE, content_type="image/png"),
    ],
    ids=["a file", "an image"],
)
def test_what_is_no_answer_of_the_api_keeps_its_bytes(response: HttpResponseBase) -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    passed = LargeJsonMiddleware(lambda _: response).process_response(request, response)
    assert "Content-Encoding" not in passed

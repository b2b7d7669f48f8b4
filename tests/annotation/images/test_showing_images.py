"""Addresses of images: one person's, for a few hours, and what comes from them."""

from __future__ import annotations

import base64
import io
import time
from collections.abc import Callable

import pytest
from django.http import HttpResponseBase
from django.test import Client
from PIL import Image as Pillow
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import tokens
from accounts.models import User
from accounts.rules import Scope
from annotation.images import files, links
from annotation.images.keeping import keep
from annotation.images.links import Variant
from annotation.models import Image
from tests.annotation.images.pictures import picture, saved, smooth
from tests.annotation.images.test_keeping_images import MEMORY

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
HOUR = 3600


@pytest.fixture
def image(db: None) -> Image:
    return keep(io.BytesIO(saved(smooth(640, 480), "JPEG")))


def url(image: Image, user: User) -> str:
    found: str = links.links(image, user)["url"]
    return found


def body_of(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def stored(image: Image, name: str = "shown") -> bytes:
    with files.images().open(f"{image.folder}/{name}") as file:
        data: bytes = file.read()
    return data


def same(one: HttpResponseBase, other: HttpResponseBase) -> bool:
    return (one.status_code, body_of(one), dict(one.headers)) == (
        other.status_code,
        body_of(other),
        dict(other.headers),
    )


def test_a_person_gets_the_picture_and_its_thumbnail(ada: User, image: Image, signed_in: SignedIn) -> None:
    client, shown = signed_in(ada), links.links(image, ada)
    assert (shown["width"], shown["height"], shown["tiles"]) == (640, 480, None)
    whole, small = client.get(shown["url"]), client.get(shown["thumbnail_url"])
    assert (whole["Content-Type"], body_of(whole)) == ("image/jpeg", stored(image))
    assert body_of(small) == stored(image, "thumbnail")
    assert Pillow.open(io.BytesIO(stored(image, "thumbnail"))).size == (320, 240)


def test_browsers_are_told_to_run_nothing_and_to_keep_it(ada: User, image: Image, signed_in: SignedIn) -> None:
    response = signed_in(ada).get(url(image, ada), headers={"Accept": "image/avif,image/png"})
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Disposition"] == 'attachment; filename="image.jpg"'
    assert response["Content-Length"] == str(len(stored(image)))
    private, age, immutable = response["Cache-Control"].split(", ")
    assert (private, immutable) == ("private", "immutable")
    assert 2 * HOUR - 60 <= int(age.removeprefix("max-age=")) <= 3 * HOUR


def test_a_drawing_is_served_as_png_with_a_jpeg_thumbnail(ada: User, signed_in: SignedIn) -> None:
    client, shown = signed_in(ada), links.links(keep(io.BytesIO(saved(picture()))), ada)
    assert client.get(shown["url"])["Content-Type"] == "image/png"
    assert client.get(shown["url"])["Content-Disposition"] == 'attachment; filename="image.png"'
    assert client.get(shown["thumbnail_url"])["Content-Type"] == "image/jpeg"


def test_a_part_is_sent_and_what_is_known_is_not(ada: User, image: Image, signed_in: SignedIn) -> None:
    client, address, data = signed_in(ada), url(image, ada), stored(image)
    tag = client.get(address)["ETag"]
    part = client.get(address, headers={"Range": "bytes=10-99"})
    assert (part.status_code, body_of(part)) == (206, data[10:100])
    assert part["Content-Range"] == f"bytes 10-99/{len(data)}"
    assert (part["X-Content-Type-Options"], part["Content-Type"]) == ("nosniff", "image/jpeg")
    outside = client.get(address, headers={"Range": "bytes=99999999-"})
    assert (outside.status_code, outside["Content-Range"]) == (416, f"bytes */{len(data)}")
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(address, headers={"If-None-Match": known})
        assert (answer.status_code, body_of(answer), answer["ETag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert tag != client.get(links.links(image, ada)["thumbnail_url"])["ETag"]


def test_an_address_is_the_same_for_an_hour_and_differs_between_people_and_images(
    ada: User, ben: User, image: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = 1_900_800_000  # the beginning of an hour
    monkeypatch.setattr(time, "time", lambda: noon + 1.5)
    first = links.links(image, ada)
    monkeypatch.setattr(time, "time", lambda: noon + HOUR - 1.5)
    assert links.links(image, ada) == first
    other = keep(io.BytesIO(saved(picture())))
    addresses = {url(image, ada), url(image, ben), url(other, ada), first["thumbnail_url"]}
    monkeypatch.setattr(time, "time", lambda: noon + HOUR + 0.5)
    assert len(addresses | {url(image, ada)}) == 5


def test_an_address_ends_after_two_to_three_hours(
    ada: User, image: Image, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = signed_in(ada), time.time()
    hour = now - now % HOUR
    monkeypatch.setattr(time, "time", lambda: hour + 900)
    address = url(image, ada)
    monkeypatch.setattr(time, "time", lambda: hour + 3 * HOUR - 2)
    assert client.get(address)["Cache-Control"] == "private, max-age=2, immutable"
    monkeypatch.setattr(time, "time", lambda: hour + 3 * HOUR + 1)
    assert same(client.get(address), client.get("/images/nothing"))


def test_an_address_tells_nothing_of_the_file_or_the_person(ada: User, image: Image) -> None:
    token = url(image, ada).removeprefix("/images/")
    payload, signature = token.split(".")
    readable = [token.encode(), base64.urlsafe_b64decode(payload), base64.urlsafe_b64decode(signature + "=")]
    secrets = [bytes.fromhex(image.sha256), image.sha256.encode(), ada.public_id.bytes, ada.public_id.hex.encode()]
    for secret in secrets:
        assert not any(secret in text for text in readable)


def test_what_is_not_ones_own_looks_like_nothing(ada: User, ben: User, image: Image, signed_in: SignedIn) -> None:
    client, own = signed_in(ada), links.token(image, ada, Variant.SHOWN)
    assert client.get(f"/images/{own}").status_code == 200
    nothing = client.get("/images/nothing")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "not_found")
    other_end = "A" if own[-1] != "A" else "B"
    wrong = [
        links.token(image, ben, Variant.SHOWN),
        links.token(image, ada, Variant.TILES),
        links.token(Image(), ada, Variant.SHOWN),
        own[:-2] + other_end + own[-1],
        "A" + own[1:],
        own.partition(".")[0],
        own + ".x",
        "%00",
        "ü" * 40,
    ]
    for token in wrong:
        assert same(client.get(f"/images/{token}"), nothing), token
    assert same(client.get(f"/images/{own}/0/0/0"), nothing)


def test_a_path_below_an_image_is_no_page_of_ours(ada: User, image: Image, signed_in: SignedIn) -> None:
    response = signed_in(ada).get(f"{url(image, ada)}/original")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")


def test_signed_out_and_deactivated_people_get_nothing(ada: User, image: Image, signed_in: SignedIn) -> None:
    client, address = signed_in(ada), url(image, ada)
    assert client.get(address).status_code == 200
    assert same(Client().get(address), Client().get("/images/nothing"))
    assert Client().get(address).status_code == 401
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert same(client.get(address), Client().get(address))


def test_a_program_gets_what_its_owner_may_see(ada: User, ben: User, image: Image) -> None:
    def status(user: User, scope: Scope) -> int:
        _, key = tokens.create(user=user, name="a program", scopes=[scope])
        return Client().get(url(image, ada), headers={"Authorization": f"Bearer {key}"}).status_code

    assert status(ada, Scope.READ) == 200
    assert status(ada, Scope.ANNOTATE) == 403
    assert status(ben, Scope.READ) == 404


def test_an_image_whose_file_is_gone_looks_like_nothing(ada: User, image: Image, signed_in: SignedIn) -> None:
    files.images().delete(f"{image.folder}/shown")
    client = signed_in(ada)
    assert same(client.get(url(image, ada)), client.get("/images/nothing"))


def test_a_server_in_front_is_told_where_the_file_is(
    ada: User, image: Image, signed_in: SignedIn, settings: Settings
) -> None:
    settings.ACCEL_PREFIX = "/kept-images/"
    response = signed_in(ada).get(links.links(image, ada)["thumbnail_url"])
    assert response["X-Accel-Redirect"] == f"/kept-images/{image.folder}/thumbnail"
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"", "image/jpeg")
    assert response["Cache-Control"].startswith("private, max-age=")
    assert response["Content-Disposition"] == 'attachment; filename="image.jpg"'


def test_images_in_another_storage_are_sent_from_here(ada: User, signed_in: SignedIn, settings: Settings) -> None:
    settings.STORAGES, settings.ACCEL_PREFIX = MEMORY, "/kept-images/"
    image = keep(io.BytesIO(saved(picture())))
    client, data = signed_in(ada), stored(image)
    response = client.get(url(image, ada))
    assert "X-Accel-Redirect" not in response.headers
    assert body_of(response) == data
    assert body_of(client.get(url(image, ada), headers={"Range": "bytes=-7"})) == data[-7:]


def test_addresses_come_by_the_fields_of_contents_with_one_query(
    ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    images = [keep(io.BytesIO(saved(picture(20 + number, 10)))) for number in range(3)]
    contents = [{"left": {"sha256": image.sha256}, "note": "x"} for image in images]
    contents[0]["right"] = {"sha256": images[2].sha256}
    with django_assert_num_queries(1):
        found = links.images_of(contents, ["left", "right"])
        shown = [links.shown(content, ["left", "right"], ada, found) for content in contents]
    assert [{field: image["width"] for field, image in each.items()} for each in shown] == [
        {"left": 20, "right": 22},
        {"left": 21},
        {"left": 22},
    ]
    with django_assert_num_queries(0):
        assert links.shown({"prompt": "no picture"}, [], ada) == {}
    assert links.shown({"left": {"sha256": "f" * 64}}, ["left"], ada) == {}


def test_our_pages_may_show_these_addresses() -> None:
    assert "img-src 'self'" in Client().get("/")["Content-Security-Policy"]


def test_addresses_outlive_a_changed_secret_that_is_still_accepted(
    ada: User, image: Image, signed_in: SignedIn, settings: Settings
) -> None:
    address = url(image, ada)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-" * 8
    assert signed_in(ada).get(address).status_code == 200

"""Settings from the environment: a wrong value stops the start and says what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import env
from config.env import WrongSetting

FIFTY = "0123456789" * 5


def test_nothing_needs_to_be_set() -> None:
    environment = env.read({})
    assert environment.data == env.CHECKOUT / "var"
    assert environment.embedded_database
    assert environment.embedded_redis
    assert not environment.debug


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("TOUCHSTONE_DEBUG", "maybe", "on, off"),
        ("TOUCHSTONE_HTTPS", "1", "on, off"),
        ("TOUCHSTONE_PROXIES", "11", "from 0 to 10"),
        ("TOUCHSTONE_PROXIES", "-1", "from 0 to 10"),
        ("TOUCHSTONE_WEB_WORKERS", "0", "from 1 to 64"),
        ("TOUCHSTONE_JOB_WORKERS", "two", "from 1 to 64"),
        ("TOUCHSTONE_UPLOAD_LIMIT_MB", "1.5", "a whole number"),
        ("TOUCHSTONE_IMAGE_STORAGE", "s3", '{"BACKEND": "'),
        ("TOUCHSTONE_IMAGE_STORAGE", '{"OPTIONS": {}}', '{"BACKEND": "'),
        ("TOUCHSTONE_IMAGE_STORAGE", '{"BACKEND": "a.B", "bucket": "images"}', '{"BACKEND": "'),
        ("TOUCHSTONE_ACCEL_PREFIX", "kept-images", "begins and ends with /"),
        ("TOUCHSTONE_LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("TOUCHSTONE_HOSTS", "https://label.example.org", "host names"),
        ("TOUCHSTONE_HOSTS", "*", "host names"),
        ("TOUCHSTONE_HOSTS", "label.example.org:8000", "host names"),
        ("TOUCHSTONE_DATA", "var", "absolute path"),
        ("TOUCHSTONE_DATA", __file__, "absolute path of a folder"),
        ("DATABASE_URL", "sqlite:///db.sqlite3", "postgresql://"),
        ("DATABASE_URL", "postgresql://touchstone@db:5432/", "postgresql://"),
        ("DATABASE_URL", "postgresql://touchstone@db:fifty/name", "postgresql://"),
        ("DATABASE_URL", "postgresql://touchstone@db/name?options=-cfsync=off", "sslmode"),
        ("REDIS_URL", "redis://", "redis://host:port/0"),
        ("REDIS_URL", "redis://localhost:6379/first", "redis://host:port/0"),
        ("REDIS_URL", "memory://", "redis://host:port/0"),
    ],
)
def test_a_wrong_value_is_refused_by_name_value_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(WrongSetting) as refusal:
        env.read({name: value})
    assert str(refusal.value).startswith(f"{name} is ")
    assert allowed in str(refusal.value)


def test_a_misspelt_setting_is_refused_and_the_right_ones_are_listed() -> None:
    with pytest.raises(WrongSetting, match=r"TOUCHSTONE_DEBUGG is 'on'.*TOUCHSTONE_DEBUG,"):
        env.read({"TOUCHSTONE_DEBUGG": "on"})


def test_a_short_secret_is_refused_without_being_shown() -> None:
    with pytest.raises(WrongSetting) as refusal:
        env.read({"TOUCHSTONE_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(refusal.value)
    assert env.read({"TOUCHSTONE_SECRET_KEY": FIFTY}).secret_key == FIFTY


def test_a_wrong_address_is_refused_without_its_password() -> None:
    with pytest.raises(WrongSetting) as refusal:
        env.read({"DATABASE_URL": "mysql://ann:hunter2@db/name"})
    assert "hunter2" not in str(refusal.value)
    assert "mysql://" in str(refusal.value)


def test_https_without_a_proxy_in_front_is_refused() -> None:
    with pytest.raises(WrongSetting, match="TOUCHSTONE_PROXIES"):
        env.read({"TOUCHSTONE_HTTPS": "on"})
    assert env.read({"TOUCHSTONE_HTTPS": "on", "TOUCHSTONE_PROXIES": "1"}).https


def test_a_database_address_is_taken_apart() -> None:
    database = env.parse_database("postgresql://ann:p%40ss@db.example.org:5433/work?sslmode=require")
    assert (database.user, database.password, database.host) == ("ann", "p@ss", "db.example.org")
    assert (database.port, database.name, database.options) == ("5433", "work", {"sslmode": "require"})


def test_a_database_may_listen_on_a_socket() -> None:
    assert env.parse_database("postgresql://ann:secret@/work?host=/run/postgres").host == "/run/postgres"


@pytest.mark.parametrize(
    ("redis", "broker", "cache"),
    [
        ("redis://localhost:6379/3", "redis://localhost:6379/3", "redis://localhost:6379/4"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0", "unix:///run/valkey.sock?db=1"),
    ],
)
def test_clearing_the_cache_cannot_touch_the_jobs(redis: str, broker: str, cache: str) -> None:
    assert env.broker_url(redis) == broker
    assert env.cache_url(redis) == cache


def test_the_embedded_engines_are_found_where_they_were_last_started(tmp_path: Path) -> None:
    (tmp_path / "engines.json").write_text('{"REDIS_URL": "unix:///run/elsewhere.sock"}')
    environment = env.read({"TOUCHSTONE_DATA": str(tmp_path)})
    assert environment.redis_url == "unix:///run/elsewhere.sock"
    assert environment.database.host == f"{tmp_path}/not-started"

"""The settings that come from the environment. A wrong value stops the start, and says what is allowed.

Standard library only: the bootstrap reads this before anything is installed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parent.parent
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
LOG_LEVELS = ("debug", "info", "warning", "error")
DATABASE_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs")


class WrongSetting(ValueError):
    """A variable of the environment has a value that cannot be used."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name} is {value!r}. Allowed: {allowed}.")


@dataclass(frozen=True)
class Database:
    name: str
    user: str
    password: str
    host: str
    port: str
    options: dict[str, str]


@dataclass(frozen=True)
class Environment:
    data: Path
    debug: bool
    secret_key: str | None
    hosts: tuple[str, ...]
    https: bool
    proxies: int
    web_workers: int
    job_workers: int
    upload_limit_mb: int
    image_storage: dict[str, Any] | None
    accel_prefix: str | None
    log_level: str
    database: Database
    redis_url: str
    embedded_database: bool
    embedded_redis: bool


class Reader:
    """Reads variables one by one and remembers their names, so that a misspelt one is noticed at the end."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.known: set[str] = set()

    def text(self, name: str) -> str | None:
        self.known.add(name)
        value = self.values.get(name, "").strip()
        return value or None

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name)
        if value is None:
            return default
        if value.lower() not in ("on", "off"):
            raise WrongSetting(name, value, "on, off")
        return value.lower() == "on"

    def number(self, name: str, *, default: int, lowest: int, highest: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
            raise WrongSetting(name, value, f"a whole number from {lowest} to {highest}")
        return int(value)

    def choice(self, name: str, *, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name)
        if value is None:
            return default
        if value.lower() not in allowed:
            raise WrongSetting(name, value, ", ".join(allowed))
        return value.lower()

    def hosts(self, name: str) -> tuple[str, ...]:
        value = self.text(name)
        if value is None:
            return LOOPBACK
        hosts = tuple(host.strip() for host in value.split(","))
        if not all(_is_host(host) for host in hosts):
            raise WrongSetting(name, value, "host names separated by commas, without scheme, port or *")
        return hosts

    def secret(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and len(value) < 50:
            raise WrongSetting(name, "…", "at least 50 characters; leave it unset to have one generated")
        return value

    def folder(self, name: str, *, default: Path) -> Path:
        value = self.text(name)
        if value is None:
            return default
        path = Path(value).expanduser()
        if not path.is_absolute() or (path.exists() and not path.is_dir()):
            raise WrongSetting(name, value, "the absolute path of a folder")
        return path

    def django_storage(self, name: str) -> dict[str, Any] | None:
        """An entry of Django's STORAGES. Its options may hold keys, so an error does not repeat them."""
        value = self.text(name)
        if value is None:
            return None
        try:
            entry = json.loads(value)
            right = set(entry) <= {"BACKEND", "OPTIONS"} and "." in entry["BACKEND"]
            right = right and isinstance(entry.get("OPTIONS", {}), dict)
        except (ValueError, KeyError, TypeError):
            right = False
        if not right:
            allowed = 'JSON such as {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "images"}}'
            raise WrongSetting(name, "…", allowed)
        return dict(entry)

    def prefix(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and not (value.startswith("/") and value.endswith("/") and len(value) > 1):
            raise WrongSetting(name, value, "a path that begins and ends with /, such as /kept-images/")
        return value

    def refuse_unknown(self) -> None:
        for name in sorted(self.values):
            if name.startswith("TOUCHSTONE_") and name not in self.known:
                settings = ", ".join(sorted(self.known))
                raise WrongSetting(
                    name, self.values[name], f"nothing, for there is no such setting. There are {settings}"
                )


def read(values: Mapping[str, str] = os.environ) -> Environment:
    reader = Reader(values)
    data = reader.folder("TOUCHSTONE_DATA", default=CHECKOUT / "var")
    running = embedded_addresses(data)
    database_url, redis_url = reader.text("DATABASE_URL"), reader.text("REDIS_URL")
    environment = Environment(
        data=data,
        debug=reader.flag("TOUCHSTONE_DEBUG", default=False),
        secret_key=reader.secret("TOUCHSTONE_SECRET_KEY"),
        hosts=reader.hosts("TOUCHSTONE_HOSTS"),
        https=reader.flag("TOUCHSTONE_HTTPS", default=False),
        proxies=reader.number("TOUCHSTONE_PROXIES", default=0, lowest=0, highest=10),
        web_workers=reader.number("TOUCHSTONE_WEB_WORKERS", default=2, lowest=1, highest=64),
        job_workers=reader.number("TOUCHSTONE_JOB_WORKERS", default=2, lowest=1, highest=64),
        upload_limit_mb=reader.number("TOUCHSTONE_UPLOAD_LIMIT_MB", default=2048, lowest=1, highest=1_000_000),
        image_storage=reader.django_storage("TOUCHSTONE_IMAGE_STORAGE"),
        accel_prefix=reader.prefix("TOUCHSTONE_ACCEL_PREFIX"),
        log_level=reader.choice("TOUCHSTONE_LOG_LEVEL", default="info", allowed=LOG_LEVELS),
        database=parse_database(database_url or running["DATABASE_URL"]),
        redis_url=parse_redis(redis_url or running["REDIS_URL"]),
        embedded_database=database_url is None,
        embedded_redis=redis_url is None,
    )
    reader.refuse_unknown()
    if environment.https and not environment.proxies:
        allowed = "off, or on together with TOUCHSTONE_PROXIES, the number of proxies in front"
        raise WrongSetting("TOUCHSTONE_HTTPS", "on", allowed)
    return environment


def embedded_addresses(data: Path) -> dict[str, str]:
    """Where the embedded engines were last started; before the first start, where nothing listens."""
    try:
        written: dict[str, str] = json.loads((data / "engines.json").read_text())
    except (OSError, ValueError):
        written = {}
    nowhere = {
        "DATABASE_URL": f"postgresql://touchstone@/touchstone?host={data}/not-started",
        "REDIS_URL": f"unix://{data}/not-started/valkey.sock",
    }
    return nowhere | written


def parse_database(url: str) -> Database:
    allowed = "postgresql://user:password@host:port/name, or postgresql://user:password@/name?host=/socket/folder"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongSetting("DATABASE_URL", _without_password(url), allowed) from None
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name or not host or "/" in name:
        raise WrongSetting("DATABASE_URL", _without_password(url), allowed)
    for option in options:
        if option not in DATABASE_OPTIONS:
            raise WrongSetting("DATABASE_URL", f"…?{option}=…", "host, " + ", ".join(DATABASE_OPTIONS))
    return Database(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=str(port or ""),
        options=options,
    )


def parse_redis(url: str) -> str:
    allowed = "redis://host:port/0, rediss://host:port/0 or unix:///path/of/the.sock"
    try:
        parts = urlsplit(url)
        remote = parts.scheme in ("redis", "rediss") and bool(parts.hostname) and (parts.port or 6379) > 0
    except ValueError:
        raise WrongSetting("REDIS_URL", _without_password(url), allowed) from None
    database = parts.path.removeprefix("/") or "0"
    local = parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc
    if parts.query or not (local or (remote and database.isdigit())):
        raise WrongSetting("REDIS_URL", _without_password(url), allowed)
    return url


def broker_url(redis_url: str) -> str:
    """The same server in the words of Celery."""
    if redis_url.startswith("unix://"):
        return f"redis+socket://{redis_url.removeprefix('unix://')}?virtual_host=0"
    return redis_url


def cache_url(redis_url: str) -> str:
    """The database beside the broker's: clearing the cache empties its whole database."""
    if redis_url.startswith("unix://"):
        return f"{redis_url}?db=1"
    parts = urlsplit(redis_url)
    return parts._replace(path=f"/{int(parts.path.removeprefix('/') or '0') + 1}").geturl()


def _is_host(host: str) -> bool:
    plain = bool(host) and not any(sign in host for sign in "/ *@")
    return plain and (":" not in host or (host.startswith("[") and host.endswith("]")))


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    scheme, separator, _ = head.partition("://")
    return f"{scheme}{separator}…@{tail}" if at else url

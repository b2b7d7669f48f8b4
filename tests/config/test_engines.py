"""The embedded PostgreSQL and Valkey: real ones, killed for real."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from config.bootstrap import folders
from config.bootstrap.engines import Postgres, Running, Valkey, start_both
from config.bootstrap.folders import Home
from config.bootstrap.processes import is_running
from tests.engines import temporary_folder
from tests.waiting import eventually

Start = Callable[[], Running]


@pytest.fixture
def home() -> Home:
    folder, account = temporary_folder(), folders.unprivileged_account()
    return Home(folder=folder, runtime=folders.runtime_folder(folder, account), account=account)


@pytest.fixture
def start(home: Home) -> Iterator[Start]:
    started: list[Running] = []

    def begin() -> Running:
        started.append(start_both(Postgres(home), Valkey(home)))
        return started[-1]

    yield begin
    for running in started:
        running.stop()


def query(home: Home, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(Postgres(home).url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def kill(running: Running) -> None:
    for _, process in running.children:
        process.kill()
        process.wait()
    running.children.clear()


def test_both_engines_answer_after_the_start(home: Home, start: Start) -> None:
    start()
    assert query(home, "SELECT lower('É')") == [("é",)]
    assert redis.Redis.from_url(Valkey(home).url).ping()


def test_the_programs_role_rules_its_database_and_not_the_machine(home: Home, start: Start) -> None:
    start()
    assert query(home, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user") == [(False, True)]
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        query(home, "COPY pg_class TO PROGRAM 'cat'")


def test_postgresql_listens_on_its_socket_only_and_asks_for_the_password(home: Home, start: Start) -> None:
    start()
    assert query(home, "SHOW listen_addresses") == [("",)]
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(Postgres(home).url.replace(Postgres(home).password("postgres"), "guessed"))


def test_what_was_committed_is_there_after_both_were_killed(home: Home, start: Start) -> None:
    running = start()
    query(home, "CREATE TABLE kept AS SELECT 4711 AS number")
    redis.Redis.from_url(Valkey(home).url).set("kept", "0815")
    time.sleep(1.1)  # appendfsync everysec
    kill(running)

    start()
    assert query(home, "SELECT number FROM kept") == [(4711,)]
    assert redis.Redis.from_url(Valkey(home).url).get("kept") == b"0815"


def test_a_note_about_a_process_that_is_now_another_does_not_keep_postgresql_from_starting(
    home: Home, start: Start
) -> None:
    start().stop()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lines = [str(stranger.pid), str(home.folder / "postgres"), "1700000000", "5432", str(home.runtime), "", "0 0"]
        (home.folder / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")
        start()
        assert query(home, "SELECT 1") == [(1,)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_engines_that_a_killed_program_left_running_are_ended_before_new_ones_start(home: Home, start: Start) -> None:
    left = start()
    processes = [process for _, process in left.children]
    left.children.clear()

    start()
    assert [process.wait(timeout=10) is not None for process in processes] == [True, True]
    assert query(home, "SELECT 1") == [(1,)]


def test_a_first_start_that_was_cut_off_is_begun_again(home: Home, start: Start) -> None:
    folders.private_folder(home.folder / "postgres.new", account=home.account)
    (home.folder / "postgres.new" / "PG_VERSION").write_text("18\n")
    start()
    assert query(home, "SELECT 1") == [(1,)]


def test_a_socket_path_that_would_be_too_long_is_replaced_by_a_short_one(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    runtime = folders.runtime_folder(deep, None)
    try:
        assert len(os.fsencode(runtime / ".s.PGSQL.5432.lock")) < 104
        assert runtime == folders.runtime_folder(deep, None)
        assert runtime.stat().st_mode & 0o077 == 0
    finally:
        runtime.rmdir()


def test_a_number_that_is_used_again_is_not_taken_for_the_process_that_had_it() -> None:
    process = subprocess.Popen(["sleep", "60"])
    try:
        assert eventually(lambda: is_running(process.pid, mark="sleep"))
        assert not is_running(process.pid, mark="postgres")
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not is_running(process.pid, mark="sleep")

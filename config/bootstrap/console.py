"""What the person at the terminal reads."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
FIRST_SHOWN = 8
LAST_SHOWN = 20


class Failed(Exception):
    """A step did not work. The message says what happened and what to do."""


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    started = time.monotonic()
    sys.stdout.write(f"{title} … ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        say("failed" if isinstance(sys.exception(), Exception) else "stopped")
        raise
    say(f"{time.monotonic() - started:.1f} s")


def run(
    command: Sequence[str | Path], *, remedy: str, folder: Path, environment: Mapping[str, str] | None = None
) -> str:
    """Run a command to its end in silence; when it fails, show the command, its last lines and the remedy."""
    words = [str(word) for word in command]
    try:
        process = subprocess.Popen(
            words, cwd=folder, env=environment, text=True, errors="replace", start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except OSError as error:
        raise Failed(failure(words, str(error), remedy)) from None
    output = read_to_end(process)
    if process.returncode != 0:
        raise Failed(failure(words, output, remedy, code=process.returncode))
    return output


def read_to_end(process: subprocess.Popen[str]) -> str:
    """When we are stopped meanwhile, the command and all that it started stop with us."""
    try:
        return process.communicate()[0]
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def failure(words: Sequence[str], output: str, remedy: str, *, code: int | None = None) -> str:
    ending = f" (exit code {code})" if code is not None else ""
    return f"This command failed{ending}:\n  {' '.join(words)}\n{excerpt(output)}\n{remedy}"


def excerpt(output: str) -> str:
    """The end, and the beginning where the output is long: some programs name the cause first and their usage last."""
    lines = COLOUR.sub("", output).strip().splitlines()
    if len(lines) > FIRST_SHOWN + LAST_SHOWN:
        lines = [*lines[:FIRST_SHOWN], "…", *lines[-LAST_SHOWN:]]
    return "\n".join(f"  | {line}" for line in lines)

"""Where things lie: the data folder, the engines' home in it or beside it, and short paths for sockets."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.console import Failed
from config.bootstrap.processes import Account, run_as

# macOS allows 104 bytes for the path of a socket, Linux 108; the longest name below is ".s.PGSQL.5432.lock".
LONGEST_RUNTIME_PATH = 104 - 20


@dataclass(frozen=True)
class Home:
    """The engines' folder. `account` is who they run as; None is whoever started the program."""

    folder: Path
    runtime: Path
    account: Account | None


def make_data_folder(data: Path) -> None:
    """Root's folder lets the engines' account pass through; what lies in it is closed on its own."""
    data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)


def engine_home(data: Path) -> Home:
    make_data_folder(data)
    account = unprivileged_account()
    folder = data if account is None or reaches(account, data) else folder_elsewhere(data)
    return Home(folder=folder, runtime=runtime_folder(folder, account), account=account)


def unprivileged_account() -> Account | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise Failed(
            "As root the database runs as 'nobody', and there is no such account. Start as another user."
        ) from None
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def reaches(account: Account, folder: Path) -> bool:
    """Asked by trying: modes, access lists and mounts all have a say."""
    command = [shutil.which("test") or "/usr/bin/test", "-x", str(folder)]
    try:
        return subprocess.run(command, check=False, cwd="/", **run_as(account)).returncode == 0
    except PermissionError:
        raise Failed("Started as root, but not allowed to become another user. Start as an ordinary user.") from None


def folder_elsewhere(data: Path) -> Path:
    """A folder for this data folder alone, where the engines' account can reach it and nobody else can make it."""
    if (data / "postgres").exists():
        raise Failed(
            f"The database lies in {data}/postgres, and the account it runs as cannot come there any more. "
            "Let others pass through the folders above it (chmod o+x), or move it back to where it was."
        )
    name = f"touchstone-{digest(data)}"
    for parent in (Path("/var/lib"), Path("/var/tmp")):  # noqa: S108
        if os.access(parent, os.W_OK):
            return private_folder(parent / name, account=None, mode=0o711)
    raise Failed(f"The database cannot use {data}, and /var/lib and /var/tmp cannot be written. Set TOUCHSTONE_DATA.")


def runtime_folder(folder: Path, account: Account | None) -> Path:
    near = folder / "run"
    if len(os.fsencode(near)) <= LONGEST_RUNTIME_PATH:
        return private_folder(near, account=account)
    name = f"touchstone-{os.geteuid()}-{digest(folder)}"
    return private_folder(Path(tempfile.gettempdir()) / name, account=account)


def private_folder(path: Path, *, account: Account | None, mode: int = 0o700) -> Path:
    """A folder of the account's own. One that somebody else made first is not used."""
    path.mkdir(mode=mode, exist_ok=True)
    owner = path.lstat().st_uid
    expected = account.uid if account else os.geteuid()
    if path.is_symlink() or owner not in (expected, os.geteuid()):
        raise Failed(f"{path} belongs to somebody else. Remove it, or set TOUCHSTONE_DATA to another folder.")
    if account and owner != expected:
        os.chown(path, account.uid, account.gid)
    return path


def write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]

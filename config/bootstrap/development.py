"""`manage.py engines`: the engines alone, for working on the code."""

from __future__ import annotations

from config import env
from config.bootstrap.console import Failed, say, step
from config.bootstrap.folders import make_data_folder
from config.bootstrap.supervisor import Supervisor
from config.bootstrap.up import start_engines


def run_engines() -> None:
    environment = env.read()
    make_data_folder(environment.data)
    if not (environment.embedded_database or environment.embedded_redis):
        raise Failed("DATABASE_URL and REDIS_URL name other servers, so there is nothing to start. Unset them first.")
    supervisor = Supervisor()
    supervisor.listen()
    try:
        lock = start_engines(supervisor, environment)
        if not supervisor.children:
            return
        for name, url in env.embedded_addresses(environment.data).items():
            say(f"export {name}='{url}'")
        say("The other commands find them by themselves. Ctrl-C stops them.")
        supervisor.run()
        lock.release()
    finally:
        if supervisor.children:
            with step("Stopping"):
                supervisor.stop()

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        # Whoever loads Django may start a job: `shared_task` then finds our application, not Celery's default.
        from config import celery  # noqa: F401

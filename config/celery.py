"""The Celery application. Jobs are the functions in each app's `jobs` module."""

import os
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import DuplicateTaskNameWarning  # type: ignore[attr-defined]  # the stubs lag behind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Of two jobs with one name, Celery silently runs only the first.
warnings.simplefilter("error", DuplicateTaskNameWarning)

app: Any = Celery("touchstone")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")

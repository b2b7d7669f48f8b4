"""What load balancers and `manage.py up` ask: is this process alive, and can it do work?"""

from __future__ import annotations

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from config.errors import RETRY_AFTER_SECONDS


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Redis is reported and does not decide: people can work without it, jobs then wait for their sweep."""
    database = database_answers()
    facts = {"database": word(database), "redis": word(redis_answers())}
    if database:
        return JsonResponse({"status": "ready", **facts})
    detail = "The database does not answer."
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return JsonResponse({"code": "unavailable", "detail": detail, **facts}, status=503, headers=headers)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        connection.close()
        return False


def redis_answers() -> bool:
    try:
        cache.get("readyz")
    except (RedisError, OSError):
        return False
    return True


def word(answers: bool) -> str:
    return "up" if answers else "down"

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from config import health, shell

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/", include("accounts.urls")),
    path("api/", include("annotation.urls")),
    path("api/", include("quality.urls")),
    path("images/", include("annotation.image_urls")),
    re_path(r"^(?!api/|_allauth/|static/|images/).*$", shell.page, name="shell"),
]

handler404 = "config.errors.page_not_found"
handler500 = "config.failures.server_error"

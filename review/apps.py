from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "review"

    def ready(self) -> None:
        import review.signals  # noqa: F401  connects the receivers

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "quality"

    def ready(self) -> None:
        from annotation.exports import manifest
        from quality import reports

        manifest.contributors.append(reports.for_manifest)

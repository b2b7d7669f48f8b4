from django.apps import AppConfig


class AnnotationConfig(AppConfig):
    name = "annotation"

    def ready(self) -> None:
        import annotation.exports.running
        import annotation.imports.running  # noqa: F401  registers the activities
        from accounts import inviting
        from annotation import membership

        inviting.grant_checkers.append(membership.objection)

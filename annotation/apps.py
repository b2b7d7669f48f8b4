from django.apps import AppConfig


class AnnotationConfig(AppConfig):
    name = "annotation"

    def ready(self) -> None:
        import annotation.exports.running
        import annotation.imports.running  # noqa: F401  registers the activities
        from accounts import inviting, people
        from annotation import access, membership

        inviting.grant_checkers.append(membership.objection)
        people.may_look_up.append(access.may_create_projects)
        people.project_counters.append(lambda user: access.projects_of(user).count())

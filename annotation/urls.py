from django.urls import path

from annotation.views import exports, imports, jobs, labeling, projects, tasks

P = "projects/<uuid:project_id>/"
A = "assignments/<uuid:assignment_id>/"

urlpatterns = [
    path("kinds/", projects.KindsView.as_view(), name="kinds"),
    path("projects/", projects.ProjectsView.as_view(), name="projects"),
    path(P, projects.ProjectView.as_view(), name="project"),
    path(P + "status/", projects.ProjectStatusView.as_view(), name="project-status"),
    path(P + "usage/", projects.UsageView.as_view(), name="usage"),
    path(P + "rubrics/", projects.RubricsView.as_view(), name="rubrics"),
    path(P + "members/", projects.MembersView.as_view(), name="members"),
    path("members/<uuid:membership_id>/", projects.MemberView.as_view(), name="member"),
    path(P + "tasks/", tasks.TasksView.as_view(), name="tasks"),
    path("tasks/<uuid:task_id>/", tasks.TaskView.as_view(), name="task"),
    path("tasks/<uuid:task_id>/original/", tasks.OriginalView.as_view(), name="task-original"),
    path("tasks/<uuid:task_id>/withdraw/", tasks.WithdrawView.as_view(), name="task-withdraw"),
    path("tasks/<uuid:task_id>/reopen/", tasks.ReopenView.as_view(), name="task-reopen"),
    path(P + "uploads/", imports.UploadsView.as_view(), name="uploads"),
    path("uploads/<uuid:upload_id>/preview/", imports.PreviewView.as_view(), name="upload-preview"),
    path(P + "imports/", imports.ImportsView.as_view(), name="imports"),
    path(P + "exports/", exports.ExportsView.as_view(), name="exports"),
    path("exports/<uuid:export_id>/", exports.ExportView.as_view(), name="export"),
    path("exports/<uuid:export_id>/files/<str:name>", exports.ExportFileView.as_view(), name="export-file"),
    path(P + "jobs/", jobs.JobsView.as_view(), name="jobs"),
    path("jobs/<uuid:job_id>/", jobs.JobView.as_view(), name="job"),
    path("jobs/<uuid:job_id>/cancel/", jobs.CancelView.as_view(), name="job-cancel"),
    path("jobs/<uuid:job_id>/refusals/", jobs.RefusalsView.as_view(), name="job-refusals"),
    path("jobs/<uuid:job_id>/refusals.csv", jobs.RefusalsFileView.as_view(), name="job-refusals-file"),
    path(P + "claim/", labeling.ClaimView.as_view(), name="claim"),
    path(A, labeling.AssignmentView.as_view(), name="assignment"),
    path(A + "heartbeat/", labeling.HeartbeatView.as_view(), name="assignment-heartbeat"),
    path(A + "return/", labeling.ReturnView.as_view(), name="assignment-return"),
    path(A + "draft/", labeling.DraftView.as_view(), name="assignment-draft"),
    path(A + "submit/", labeling.SubmitView.as_view(), name="assignment-submit"),
    path(A + "skip/", labeling.SkipView.as_view(), name="assignment-skip"),
    path(A + "flag/", labeling.FlagsView.as_view(), name="assignment-flag"),
    path(P + "my-annotations/", labeling.MyAnnotationsView.as_view(), name="my-annotations"),
    path("annotations/<uuid:annotation_id>/", labeling.MyAnnotationView.as_view(), name="annotation"),
    path("annotations/<uuid:annotation_id>/revise/", labeling.ReviseView.as_view(), name="annotation-revise"),
]

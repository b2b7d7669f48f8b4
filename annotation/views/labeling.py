"""The annotator's screen: claim, draft, submit, skip, flag, revise."""

from __future__ import annotations

import uuid

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import person
from annotation import access, drafts, queue, snippets, submission
from annotation.models import Annotation, Assignment, Flag, Role
from annotation.serializers.labeling import (
    AnnotationSerializer,
    AnswerInput,
    AssignmentSerializer,
    ClaimInput,
    ClaimSerializer,
    DraftInput,
    DraftSaved,
    ExpirySerializer,
    FlagInput,
    FlagSerializer,
    MyAnnotationDetailSerializer,
    MyAnnotationSerializer,
    SkipInput,
)
from config.api import Endpoint, idempotency_key, read_body

KEY = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True)


class ClaimView(Endpoint):
    @extend_schema(request=ClaimInput, responses=ClaimSerializer)
    def post(self, request: Request, project_id: uuid.UUID) -> Response:
        """Lend me the next task; what I hold already and do not name in ``holding`` comes back first."""
        project = access.project_for(person(request.user), project_id, Role.ANNOTATOR)
        holding = set(read_body(ClaimInput, request).get("holding", ()))
        lent = queue.claim(project=project, annotator=person(request.user), holding=holding)
        if isinstance(lent, Assignment):
            found = {"state": "task", "assignment": lent}
        elif lent.retry_after is not None:
            found = {"state": "retry", "retry_after": lent.retry_after}
        else:
            found = {"state": "done"}
        return Response(ClaimSerializer(found, context={"project": project, "user": person(request.user)}).data)


class AssignmentView(Endpoint):
    @extend_schema(responses=AssignmentSerializer)
    def get(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """One of my assignments."""
        assignment = access.assignment_for(person(request.user), assignment_id)
        return Response(
            AssignmentSerializer(assignment, context={"project": assignment.project, "user": person(request.user)}).data
        )


class HeartbeatView(Endpoint):
    @extend_schema(request=None, responses=ExpirySerializer)
    def post(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """I am still at it: lengthen the lease."""
        assignment = access.assignment_for(person(request.user), assignment_id)
        return Response(ExpirySerializer(queue.heartbeat(assignment)).data)


class ReturnView(Endpoint):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """Give a lease back; the task may come to me again."""
        queue.give_back(access.assignment_for(person(request.user), assignment_id))
        return Response(status=204)


class DraftView(Endpoint):
    @extend_schema(request=DraftInput, responses=DraftSaved)
    def put(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """Save my unsent work. A revision that is not newer than the stored one gets 409 with the stored one."""
        assignment = access.assignment_for(person(request.user), assignment_id)
        return Response(DraftSaved(drafts.save_draft(assignment=assignment, **read_body(DraftInput, request))).data)


class SubmitView(Endpoint):
    @extend_schema(
        parameters=[KEY], request=AnswerInput, responses={200: AnnotationSerializer, 201: AnnotationSerializer}
    )
    def post(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """Submit my answer. Repeating the request with the same key changes nothing and answers the same."""
        assignment = access.assignment_for(person(request.user), assignment_id)
        body, key = read_body(AnswerInput, request), idempotency_key(request)
        return _submitted(submission.submit(assignment=assignment, key=key, **body))


class SkipView(Endpoint):
    @extend_schema(request=SkipInput, responses={204: None})
    def post(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """Leave the task to others. It never comes back to me."""
        queue.skip(access.assignment_for(person(request.user), assignment_id), **read_body(SkipInput, request))
        return Response(status=204)


class FlagsView(Endpoint):
    @extend_schema(request=FlagInput, responses={201: FlagSerializer})
    def post(self, request: Request, assignment_id: uuid.UUID) -> Response:
        """Say that something is wrong with the task or the guidelines; I keep the task."""
        assignment = access.assignment_for(person(request.user), assignment_id)
        body = read_body(FlagInput, request)
        flag = Flag.objects.create(task=assignment.task, raised_by=person(request.user), **body)
        return Response(FlagSerializer(flag).data, status=201)


class MyAnnotationsView(Endpoint):
    paginated = True

    @extend_schema(responses=MyAnnotationSerializer(many=True))
    def get(self, request: Request, project_id: uuid.UUID) -> Response:
        """My last answers in the project, the newest first."""
        project = access.project_for(person(request.user), project_id, Role.ANNOTATOR)
        mine = Annotation.objects.filter(project=project, annotator=person(request.user), current=True)
        rows = mine.select_related("task", "assignment", "project__rubric")
        return self.page(request, rows, MyAnnotationSerializer, context=_own_context(request))


class MyAnnotationView(Endpoint):
    @extend_schema(responses=MyAnnotationDetailSerializer)
    def get(self, request: Request, annotation_id: uuid.UUID) -> Response:
        """One of my answers, with the task as I saw it."""
        annotation = access.annotation_for(person(request.user), annotation_id)
        return Response(MyAnnotationDetailSerializer(annotation, context=_own_context(request)).data)


class ReviseView(Endpoint):
    @extend_schema(
        parameters=[KEY], request=AnswerInput, responses={200: AnnotationSerializer, 201: AnnotationSerializer}
    )
    def post(self, request: Request, annotation_id: uuid.UUID) -> Response:
        """Submit a new revision of my answer; the earlier one is kept."""
        annotation = access.annotation_for(person(request.user), annotation_id)
        body, key = read_body(AnswerInput, request), idempotency_key(request)
        return _submitted(submission.revise(annotation=annotation, key=key, **body))


def _own_context(request: Request) -> dict[str, object]:
    return {
        "user": person(request.user),
        "revisable": lambda annotation: submission.revisable(annotation, annotation.task),
        "snippet": snippets.public_snippet,
    }


def _submitted(submitted: submission.Submitted) -> Response:
    data = AnnotationSerializer(submitted.annotation).data
    if submitted.replayed:
        return Response(data, status=200, headers={"Idempotent-Replayed": "true"})
    return Response(data, status=201)

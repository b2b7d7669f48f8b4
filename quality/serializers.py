"""Figures as they go over the wire."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_array_type
from drf_spectacular.utils import Direction
from rest_framework import serializers


class IntervalField(serializers.ListField):
    """A lower and an upper bound, or null."""

    child = serializers.FloatField()
    min_length = max_length = 2


class RaterSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF takes declared fields off the class


class KappaCellSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    reason = serializers.CharField(allow_null=True)
    raw_agreement = serializers.FloatField(allow_null=True)


class CellsField(serializers.ListField):
    """A row of cells for each rater; the diagonal is null."""

    child = serializers.ListField(child=KappaCellSerializer(allow_null=True))


class CellsSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """By itself the API's description would forget that a cell may be null."""

    target_class = CellsField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        cell = auto_schema.resolve_serializer(KappaCellSerializer, direction).ref
        row = build_array_type({"allOf": [cell], "nullable": True})
        return dict(build_array_type(row))


class KappaSerializer(serializers.Serializer[Any]):
    """Pairwise Cohen's kappa; the diagonal is null. ``weights`` is identity, quadratic or bounded."""

    weights = serializers.CharField()
    raters = RaterSerializer(many=True)
    cells = CellsField()


class EstimateSerializer(serializers.Serializer[Any]):
    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)


class MeasureSerializer(serializers.Serializer[Any]):
    """The reliability of one measure.

    By its ``statistic``, ``value`` is Krippendorff's alpha at ``level``, or the share of what pairs of answers have in
    common: what only the other statistic has is null.
    """

    key = serializers.CharField()
    title = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    level = serializers.CharField()
    statistic = serializers.ChoiceField(["alpha", "share"])
    value = serializers.FloatField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    shown = serializers.BooleanField()
    gateable = serializers.BooleanField()
    n_units = serializers.IntegerField(help_text="Units of an alpha; of a share, tasks that two people answered.")
    n_pairable = serializers.IntegerField(help_text="Those of them in which anything can be compared.")
    n_raters = serializers.IntegerField()
    n_ratings = serializers.IntegerField(allow_null=True)
    n_compared = serializers.FloatField(allow_null=True, help_text="What a share is a share of, in all.")
    n_pairs = serializers.IntegerField(allow_null=True, help_text="Pairs of people whose answers a share compares.")
    ci = IntervalField(allow_null=True)
    ci_units = IntervalField(allow_null=True)
    ci_raters = IntervalField(allow_null=True)
    ci_units_reason = serializers.CharField(allow_null=True)
    ci_raters_reason = serializers.CharField(allow_null=True)
    raw_agreement = serializers.FloatField(allow_null=True)
    adjacent_agreement = serializers.FloatField(allow_null=True)
    ac1 = EstimateSerializer(allow_null=True)
    ac2 = EstimateSerializer(allow_null=True)
    algorithm = serializers.CharField()
    kappa = KappaSerializer(allow_null=True)


class ReliabilitySerializer(serializers.Serializer[Any]):
    computed_at = serializers.DateTimeField(allow_null=True)
    stale = serializers.BooleanField()
    rubric_version = serializers.IntegerField(allow_null=True)
    measures = MeasureSerializer(many=True)

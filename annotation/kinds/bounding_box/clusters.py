"""Which boxes of several answers mean the same object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from annotation.kinds.base import Json
from annotation.kinds.bounding_box.matching import BoxKey, Drawn, match

Place: TypeAlias = tuple[int, int]  # which answer, and which of its boxes


@dataclass(frozen=True, slots=True)
class Member:
    """A box in a cluster, with the place of the answer that has it."""

    answer: int
    box: Json
    key: BoxKey

    @property
    def label(self) -> str:
        """What the box's label stands for now."""
        return self.key[4]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Boxes that mean the same object: one at most of each answer, in an order of their own."""

    members: tuple[Member, ...]

    def by_answer(self) -> dict[int, Member]:
        return {member.answer: member for member in self.members}


def clusters(answers: Sequence[Drawn], threshold: float) -> list[Cluster]:
    """The objects that the answers show, each with the boxes that mean it.

    Every two answers are matched (see ``match``). Of all matched pairs, those with the greatest IoU are joined first; a
    pair is passed over where a cluster would get two boxes of one answer. With two answers the clusters are the matched
    pairs and the boxes that are left. A box may belong to a cluster through one other box; it need not overlap all of
    them by the threshold.

    threshold: the least IoU of a matched pair, 0.1 … 0.95.

    Returns every box in exactly one cluster. The same for any order of the answers and of their boxes, up to the places
    of the answers in ``Member.answer``.
    """
    order = sorted(range(len(answers)), key=lambda place: answers[place].keys)
    groups: dict[Place, list[Place]] = {
        (answer, box): [(answer, box)] for answer in order for box in range(len(answers[answer]))
    }
    for one, other in _links([(place, answers[place]) for place in order], threshold):
        _join(groups, one, other)
    distinct = {id(group): group for group in groups.values()}
    found = [_cluster(group, answers) for group in distinct.values()]
    return sorted(found, key=lambda cluster: [member.key for member in cluster.members])


def _links(answers: Sequence[tuple[int, Drawn]], threshold: float) -> Iterator[tuple[Place, Place]]:
    """Matched pairs, the best first; of equal ones those with the same label."""
    links: list[tuple[float, bool, int, int, int, int]] = []
    for (rank, (_, one)), (other_rank, (_, other)) in combinations(enumerate(answers), 2):
        matching = match(one, other, threshold)
        pairs = zip(matching.one.tolist(), matching.other.tolist(), matching.overlaps.tolist(), strict=True)
        links += [(-overlap, one.labels[i] != other.labels[j], rank, i, other_rank, j) for i, j, overlap in pairs]
    for _, _, rank, i, other_rank, j in sorted(links):
        yield (answers[rank][0], i), (answers[other_rank][0], j)


def _join(groups: dict[Place, list[Place]], one: Place, other: Place) -> None:
    """Make two groups one, unless they are already, or an answer is in both."""
    larger, smaller = groups[one], groups[other]
    if larger is smaller or {answer for answer, _ in larger} & {answer for answer, _ in smaller}:
        return
    larger += smaller
    for place in smaller:
        groups[place] = larger


def _cluster(group: Sequence[Place], answers: Sequence[Drawn]) -> Cluster:
    members = (Member(answer, answers[answer].boxes[box], answers[answer].keys[box]) for answer, box in group)
    return Cluster(tuple(sorted(members, key=lambda member: (member.key, member.answer))))

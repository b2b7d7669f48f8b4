"""The demo's people, as they sign in."""

from annotation.demo.people import PASSWORD

__all__ = ["ADA", "ADMIN", "BEN", "DEE", "MIA", "PASSWORD"]

ADMIN = "admin@demo.example"
MIA = "manager@demo.example"
DEE = "annotator@demo.example"
ADA = "ada@demo.example"
BEN = "ben@demo.example"

"""Data goes out: what a project knows becomes files, the same bytes for the same data."""

"""Data comes in: a file becomes tasks, row by row, and what cannot be taken is told."""

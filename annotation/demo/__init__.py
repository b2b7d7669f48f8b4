"""The demo: a small project of each kind, with people and answers. Plainly marked, and removable as a whole."""

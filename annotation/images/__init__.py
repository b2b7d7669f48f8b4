"""Images: checked, re-encoded and kept once, and shown by addresses that are one person's alone. Knows no kind."""

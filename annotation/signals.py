"""The one step upward: annotation says what happened; review and quality listen."""

from django.dispatch import Signal

# Sent inside the transaction: task_id, full (whether the task has all the answers it wants).
answer_submitted = Signal()

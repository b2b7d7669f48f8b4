"""What the apps above hear of people."""

from django.dispatch import Signal

# Sent inside the transaction that uses the invitation up: user, grants (a list of `{"project": …, "role": …}`).
invitation_accepted = Signal()

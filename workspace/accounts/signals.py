"""What happens to accounts, told to the rooms above in the same transaction.

Accounts are the lowest layer: whoever keeps a record of these acts, or owns work that must pass
to somebody else, listens here.
"""

from django.dispatch import Signal

person_invited = Signal()
"""sender=Invitation; invitation, by"""
invitation_accepted = Signal()
"""sender=Invitation; invitation, user"""
invitation_withdrawn = Signal()
"""sender=Invitation; invitation, by"""
person_left = Signal()
"""sender=User; user, to (the manager who takes over, or None), by"""
person_changed = Signal()
"""sender=User; user, by, fields (names of what changed)"""

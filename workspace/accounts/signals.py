"""What happens to accounts, told to the rooms above in the same transaction.

Accounts are the lowest layer: whoever keeps a record of these acts, or owns work that must pass
to somebody else, listens here.
"""

from django.dispatch import Signal

sign_in_limited = Signal()
"""sender=User; request, email. Guessing was stopped before the password was looked at."""
person_invited = Signal()
"""sender=Invitation; invitation, by"""
invitation_accepted = Signal()
"""sender=Invitation; invitation, user"""
invitation_withdrawn = Signal()
"""sender=Invitation; invitation, by"""
person_leaving = Signal()
"""sender=User; user, by. Work that is under way for them ends, before anything passes on."""
person_left = Signal()
"""sender=User; user, to (the manager who takes over, or None), by"""
person_changed = Signal()
"""sender=User; user, by, fields (names of what changed), settings (in words, from what to what)"""
person_returned = Signal()
"""sender=User; user, by"""
sign_in_reset = Signal()
"""sender=User; user, by. Their second factors were removed, because they lost them."""
signed_out_everywhere = Signal()
"""sender=User; user, by. Every session of theirs was ended, by an administrator."""
what_they_answer_for = Signal()
"""sender=User; user. Each room returns a list of (what, address) that needs another name."""
administered = Signal()
"""sender=the model; obj, by, how ("added", "changed", "deleted"), fields (names), facts"""

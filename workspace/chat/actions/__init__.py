"""What a practitioner and a worker do in chat: plain verbs, `by` is who does it."""

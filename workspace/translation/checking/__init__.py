"""Is this translation to be trusted? Every segment is looked at before anybody approves it."""

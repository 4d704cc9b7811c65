"""What happens to accounts is recorded here: accounts, the lowest layer, cannot do it."""

"""What the translator's pages ask for."""

"""Pages of outputs: one's work, the review, the editor, and the ways out."""

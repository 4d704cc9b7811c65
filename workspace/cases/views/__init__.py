"""Pages of cases: one's teams' cases, and the people in each."""

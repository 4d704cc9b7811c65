"""Dates and times as the rest of Daylight writes them, where Django would choose."""

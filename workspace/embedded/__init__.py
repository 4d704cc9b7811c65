"""Daylight on one machine: everything started, watched and stopped by one command.

Plain Python without Django, so that it can prepare and restart what does need Django.
"""

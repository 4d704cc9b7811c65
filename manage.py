#!/usr/bin/env python
"""Daylight's command line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")
    from django.core.management import execute_from_command_line

    import workspace.celery  # noqa: F401  (makes the Celery app the current one)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

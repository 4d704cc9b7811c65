"""ASGI entry point: one process serves pages and event streams."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")

from django.core.asgi import get_asgi_application

import workspace.celery  # noqa: F401  (makes the Celery app the current one)

application = get_asgi_application()

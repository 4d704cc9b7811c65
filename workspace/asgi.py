"""ASGI entry point: one process serves pages and event streams."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")

import workspace.celery  # noqa: E402, F401  (makes the Celery app the current one)
from django.core.asgi import get_asgi_application  # noqa: E402

application = get_asgi_application()

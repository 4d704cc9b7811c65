"""ASGI entry point: one process serves pages and event streams."""

import os
from threading import Thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")

from django.core.asgi import get_asgi_application

import workspace.celery  # noqa: F401  (makes the Celery app the current one)

django_application = get_asgi_application()

from workspace.governance.bodies import bounded  # noqa: E402  (after Django is set up)

application = bounded(django_application)

from workspace.privacy.detector import warm_up  # noqa: E402  (after Django is set up)

Thread(target=warm_up, name="warm-up", daemon=True).start()  # not on the first message

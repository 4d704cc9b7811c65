"""The Celery application: messages carry ids only, so that a broker never sees content."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")

app = Celery("daylight")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

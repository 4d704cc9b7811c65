"""Settings of processes that tests start: Daylight's own, on the test database."""

import os

from workspace.settings import *  # noqa: F403
from workspace.settings import DATABASES, STORAGES, VAR

DATABASES["default"]["NAME"] = os.environ["DAYLIGHT_TEST_DATABASE"]
CELERY_IMPORTS = [name for name in os.environ.get("DAYLIGHT_TEST_IMPORTS", "").split(",") if name]
ROOT_URLCONF = os.environ.get("DAYLIGHT_TEST_URLS", "workspace.urls")
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = True
EMAIL_FILE_PATH = VAR / "mail"  # where letters go once a test has them written to files

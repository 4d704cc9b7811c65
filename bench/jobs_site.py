"""Settings for the processes that `bench/jobs.py` starts."""

from workspace.settings import *  # noqa: F403

ROOT_URLCONF = "bench.jobs_urls"
CELERY_IMPORTS = ["bench.jobs_work"]

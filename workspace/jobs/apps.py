from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "workspace.jobs"
    label = "jobs"

    def ready(self) -> None:
        import workspace.celery  # noqa: F401  (whoever submits has a configured Celery)

        from . import checks, keeping  # noqa: F401

        keeping.register_all()

"""The jobs' own addresses and nothing else."""

from django.urls import include, path

urlpatterns = [path("jobs/", include("workspace.jobs.urls"))]

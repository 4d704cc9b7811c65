"""Addresses for a web server under test: jobs alone, and the sign-in that strangers meet."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("jobs/", include("workspace.jobs.urls")),
]

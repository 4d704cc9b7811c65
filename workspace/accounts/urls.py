"""Addresses of joining: an invitation is the only way in."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.join, name="join"),
    path("<path:secret>", views.arrive, name="arrive"),
]

"""Addresses of joining: an invitation is the only way in."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []

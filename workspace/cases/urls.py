"""Addresses of cases."""

from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="list"),
    path("new/", views.create, name="create"),
    path("<uuid:pk>/", views.case, name="case"),
    path("<uuid:pk>/erase/", views.erase, name="erase"),
    path("<uuid:pk>/people/new/", views.person_add, name="person_add"),
    path("<uuid:pk>/people/<int:entry>/", views.person_edit, name="person_edit"),
    path("<uuid:pk>/people/<int:entry>/remove/", views.person_remove, name="person_remove"),
]

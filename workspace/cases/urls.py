"""Addresses of cases."""

from django.urls import path

from .views import cases, people, several

app_name = "cases"
urlpatterns = [
    path("", cases.case_list, name="list"),
    path("new/", cases.create, name="create"),
    path("<uuid:pk>/", cases.case, name="case"),
    path("<uuid:pk>/erase/", cases.erase, name="erase"),
    path("<uuid:pk>/people/new/", people.person_add, name="person_add"),
    path("<uuid:pk>/people/paste/", several.paste, name="people_paste"),
    path("<uuid:pk>/people/several/", several.several, name="people_several"),
    path("<uuid:pk>/people/<int:entry>/", people.person_edit, name="person_edit"),
    path("<uuid:pk>/people/<int:entry>/remove/", people.person_remove, name="person_remove"),
]

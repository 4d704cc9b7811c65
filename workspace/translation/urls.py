"""Addresses of the translator."""

from django.urls import path

from .views import documents, pages, phrasebook, segments

app_name = "translation"
urlpatterns = [
    path("", pages.home, name="home"),
    path("document/", documents.ask, name="document"),
    path("human/", documents.for_human, name="for_human"),
    path("phrasebook/", phrasebook.phrasebook, name="phrasebook"),
    path("phrasebook/<slug:code>/", phrasebook.phrase, name="phrase"),
    path("<uuid:pk>/", pages.show, name="show"),
    path("<uuid:pk>/state/", pages.state, name="state"),
    path("<uuid:pk>/stop/", pages.stop, name="stop"),
    path("<uuid:pk>/again/", pages.again, name="again"),
    path("<uuid:pk>/delete/", pages.delete, name="delete"),
    path("<uuid:pk>/print/", pages.printed, name="print"),
    path("<uuid:pk>/download/", documents.download, name="download"),
    path("<uuid:pk>/names/", segments.names, name="names"),
    path("<uuid:pk>/<int:number>/", segments.segment, name="segment"),
]

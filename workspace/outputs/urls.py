"""Addresses of outputs."""

from django.urls import path

from .views import approving, editing, review, taking, work

app_name = "outputs"
urlpatterns = [
    path("", work.work, name="work"),
    path("<uuid:pk>/", review.show, name="review"),
    path("<uuid:pk>/reading/", review.beats, name="beat"),
    path("<uuid:pk>/versions/", review.versions, name="versions"),
    path("<uuid:pk>/edit/", editing.edit, name="edit"),
    path("<uuid:pk>/approve/", approving.approve, name="approve"),
    path("<uuid:pk>/send-back/", approving.send_back, name="send_back"),
    path("<uuid:pk>/take-back/", approving.take_back, name="take_back"),
    path("<uuid:pk>/copy/", taking.copy, name="copy"),
    path("<uuid:pk>/export/<slug:form>/", taking.export, name="export"),
]

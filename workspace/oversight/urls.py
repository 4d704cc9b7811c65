"""Addresses of oversight."""

from django.urls import path

from .views import certificates, export, figures, holds, home, integrity, looks, record, switches

app_name = "oversight"
urlpatterns = [
    path("", home.home, name="home"),
    path("reason/", looks.reason, name="reason"),
    path("finish/", looks.finish, name="finish"),
    path("looks/", looks.looks, name="looks"),
    path("record/", record.record, name="record"),
    path("record/<int:seq>/", record.entry, name="entry"),
    path("record/export/", export.export, name="export"),
    path("integrity/", integrity.integrity, name="integrity"),
    path("integrity/verify/", integrity.verify, name="verify"),
    path("integrity/proofs/", integrity.proofs, name="proofs"),
    path("switches/", switches.switches, name="switches"),
    path("switches/stop/<slug:scope>/<slug:target>/", switches.pull, name="pull"),
    path("switches/<int:pk>/lift/", switches.lift, name="lift"),
    path("figures/", figures.figures, name="figures"),
    path("holds/", holds.holds, name="holds"),
    path("holds/new/", holds.hold, name="hold"),
    path("holds/<int:pk>/lift/", holds.lift_hold, name="lift_hold"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<uuid:pk>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:pk>/file/", certificates.certificate_file, name="certificate_file"),
]

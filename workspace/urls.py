"""Where every address leads."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("account/", include("workspace.accounts.entrance")),
    path("admin/", admin.site.urls),
    path("join/", include("workspace.accounts.urls")),
    path("cases/", include("workspace.cases.urls")),
    path("jobs/", include("workspace.jobs.urls")),
    path("translate/", include("workspace.translation.urls")),
    path("work/", include("workspace.outputs.urls")),
    path("oversight/", include("workspace.oversight.urls")),
    path("", include("workspace.chat.urls")),
]

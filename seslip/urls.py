from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from seslip import views
from seslip.addresses import NumberConverter
from seslip.people.views import circle
from seslip.search.views import search

register_converter(NumberConverter, "number")

urlpatterns = [
    path("", views.front, name="front"),
    path("newsletters/", include("newsletters.urls")),
    path("search/", search, name="search"),
    path("workstreams/", include("workstreams.urls")),
    path("budget/", include("budget.urls")),
    path("library/", include("seslip.library.urls")),
    path("peer-challenge/", include("networks.peer_challenge.urls")),
    path("accounts/", include("seslip.people.urls")),
    path("circles/<number:pk>/", circle, name="circle"),
    path("record/", include("seslip.audit.urls")),
    path("admin/", admin.site.urls),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.page, {"name": "accessibility"}, name="accessibility"),
    path(
        "privacy/",
        views.page,
        {"name": "privacy", "record_kept_years": settings.AUDIT_KEPT_YEARS},
        name="privacy",
    ),
    path("cookies/", views.page, {"name": "cookies"}, name="cookies"),
    path("contact/", views.page, {"name": "contact"}, name="contact"),
    path("gallery/", views.gallery, name="gallery"),
]
handler400 = "seslip.views.bad_request"
handler403 = "seslip.views.may_not"
handler404 = "seslip.views.not_found"
handler429 = "seslip.views.too_often"
handler500 = "seslip.views.server_error"

from django.urls import path

from seslip.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.record_list, name="record"),
    path("export.csv", views.record_export, name="record-export"),
]

from django.urls import path

from seslip.library import views

app_name = "library"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("<number:pk>/", views.document, name="document"),
    path("<number:pk>/download/", views.document_download, name="download"),
    path("<number:pk>/versions/<number:number>/", views.version_download, name="version"),
]

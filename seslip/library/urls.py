from django.urls import path

from seslip.library import views

app_name = "library"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/download/", views.document_download, name="download"),
    path("<int:pk>/versions/<int:number>/", views.version_download, name="version"),
]

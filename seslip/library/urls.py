from django.urls import path

from seslip.library import views

app_name = "library"
urlpatterns = [
    path("", views.document_list, name="list"),
    path("folders/<number:pk>/", views.folder, name="folder"),
    path("requests/", views.request_list, name="requests"),
    path("requests/<number:pk>/", views.request_detail, name="request"),
    path("<number:pk>/ask/", views.document_ask, name="ask"),
    path("<number:pk>/review/", views.document_review, name="review"),
    path("<number:pk>/", views.document, name="document"),
    path("<number:pk>/download/", views.document_download, name="download"),
    path("<number:pk>/versions/<number:number>/", views.version_download, name="version"),
]

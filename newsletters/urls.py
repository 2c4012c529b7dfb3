from django.urls import path

from newsletters import views

app_name = "newsletters"
urlpatterns = [
    path("", views.archive, name="archive"),
    path("<slug:slug>/", views.update, name="update"),
]

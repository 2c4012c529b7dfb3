from django.urls import path

from newsletters.views import actions, updates

app_name = "newsletters"
urlpatterns = [
    path("", updates.archive, name="archive"),
    path("actions/<int:pk>/", actions.action, name="action"),
    # Last: an Update's slug is any word.
    path("<slug:slug>/", updates.update, name="update"),
]

from django.urls import path

from newsletters import subscription_urls
from newsletters.views import actions, pdf, updates

app_name = "newsletters"
urlpatterns = [
    path("", updates.archive, name="archive"),
    path("feed/", updates.feed, name="feed"),
    path("actions/", actions.action_list, name="actions"),
    path("actions.ics", actions.calendar, name="calendar"),
    path("actions/<number:pk>/", actions.action_detail, name="action"),
    path("actions/<number:pk>/answer/", actions.action_answer, name="action-answer"),
    path("actions/<number:pk>/answers/", actions.action_answers, name="action-answers"),
    path("<slug:slug>/pdf/", pdf.update, name="update-pdf"),
    path("<slug:slug>/pdf/preview/", pdf.preview, name="update-pdf-preview"),
    *subscription_urls.urlpatterns,
    # Last: an Update's slug is any word.
    path("<slug:slug>/", updates.update, name="update"),
]

from django.urls import path, re_path

from newsletters.views import subscriptions as views

# Signed links have dots; nothing else belongs in a link of ours, least of all a NUL.
SIGNED = r"(?P<token>[A-Za-z0-9_.-]{1,200})"

urlpatterns = [
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/asked/", views.asked, name="asked"),
    path("subscription/", views.mine, name="mine"),
    path("subscription/<slug:token>/", views.preferences, name="preferences"),
    path("leave/<slug:token>/", views.leave, name="leave"),
    re_path(rf"^confirm/{SIGNED}/$", views.confirm, name="confirm"),
    re_path(rf"^come-back/{SIGNED}/$", views.come_back, name="come-back"),
]

"""The pages that belong to no area: front page, health, and what the law asks for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render

from seslip.forms import SampleForm


@login_not_required
def front(request):
    return render(request, "front.html")


@login_not_required
def healthz(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def page(request, name):
    return render(request, f"pages/{name}.html")


def gallery(request):
    """Every part pages are built from, for those who write pages."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    form = SampleForm(request.POST or None, request.FILES or None)
    page = Paginator(range(60), 20).get_page(2)
    return render(request, "gallery.html", {"form": form, "page": page})


@login_not_required
def not_found(request, exception=None):
    return render(request, "404.html", status=404)

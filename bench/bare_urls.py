"""One view that returns the bytes of a file: what Django itself costs under the same server."""

import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

PAGE = Path(os.environ["BARE_PAGE"]).read_bytes()


def bare(request):
    return HttpResponse(PAGE)


urlpatterns = [path("", bare)]

"""Where the old site had its Updates: those addresses lead to the Update, for those who may see it."""

from django.shortcuts import redirect

from newsletters.models import Update


class OldAddressMiddleware:
    """Looks only where nothing else answered, and at the front page when it is asked for by `?p=`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/" and request.GET.get("p", "").isdecimal():
            return self._moved(request, [f"?p={request.GET['p']}"]) or self.get_response(request)
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or "\0" in request.path:
            return response  # PostgreSQL cannot even be asked about a NUL
        path = request.path.rstrip("/")
        return self._moved(request, [path, f"{path}/"]) or response

    def _moved(self, request, addresses):
        seen = Update.objects.visible_to(request.user).published()
        update = seen.filter(old_addresses__address__in=addresses).first()
        return update and redirect(update, permanent=True)

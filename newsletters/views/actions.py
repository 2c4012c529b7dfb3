from django.shortcuts import get_object_or_404, render

from newsletters.models import EditionAction
from seslip.public_pages.middleware import public_page


@public_page
def action(request, pk):
    shown = EditionAction.objects.visible_to(request.user).filter(origin=pk)
    newest = get_object_or_404(shown.order_by("-edition_item__edition__update__date", "-pk")[:1])
    return render(request, "newsletters/action.html", {"action": newest})

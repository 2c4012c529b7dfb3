from django.shortcuts import render
from django.views.decorators.http import require_safe

from seslip.public_pages.middleware import public_page
from seslip.search.asked import MAX_CHARACTERS
from seslip.search.results import Results


@require_safe
@public_page
def search(request):
    words = request.GET.get("q", "").replace("\x00", "")
    results = Results(words, request.user, request.GET.get("kind", ""))
    context = {
        "results": results,
        "words": words[:MAX_CHARACTERS].strip(),
        "was_cut": len(words) > MAX_CHARACTERS,
    }
    if results.says_something:
        context |= {"page": results.page(request.GET.get("page")), "choices": results.choices()}
    return render(request, "search/search.html", context)

"""The letters of one Update: its proof, how far they are, and what can be done about them."""

import hashlib
import re
from base64 import b64encode

from csp.constants import SELF
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from newsletters import letters
from newsletters.actions import outbox
from newsletters.actions.publishing import NotNow
from newsletters.admin.addresses import address, trail
from newsletters.models import Delivery, Update

SHOWN = 100
SAVED = "This Update was saved after you opened that page. Look at it again before you go on."
# What a button does, and what is said once it is done.
VERBS = {
    "_proof": (outbox.send_proof, "A proof is on its way to {email}."),
    "_without": (outbox.go_without_proof, "The letters will go without a proof of these words."),
    "_let_go": (outbox.let_go, "Let go: {done}."),
    "_again": (outbox.send_again, "Sent again: {done}."),
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def page(request, context, update: Update):
    """How far the letters are. Each button is about the words that were read: the version says which."""
    if request.method == "POST":
        return _do(request, update)
    failed = Delivery.objects.failed().filter(update=update).select_related("reader")
    context |= {"title": f"Letters of {update}", "trail": trail(update), "back": "letters"}
    context |= {"failed": failed[:SHOWN]}
    return TemplateResponse(request, "admin/newsletters/update/letters.html", context)


def _do(request, update: Update):
    back = request.POST.get("back")
    answer = redirect(address(update, back if back in ("publish", "schedule") else "letters"))
    verb, said = next((VERBS[name] for name in VERBS if name in request.POST), (None, ""))
    if verb is None:
        return answer
    if request.POST.get("version") != str(update.version):
        messages.error(request, SAVED)
        return answer
    try:
        done = verb(update=update, by=request.user)
        messages.success(request, said.format(email=request.user.email, done=done))
    except NotNow as no:
        messages.error(request, str(no))
    return answer


def preview(request, context, update: Update):
    """The letter itself, as a mail program shows it: its style is let in by its hash, and nothing else."""
    message = letters.proof(update, request.user)
    if request.GET.get("part") == "text":
        return HttpResponse(message.body, content_type="text/plain; charset=utf-8")
    html = message.alternatives[0].content
    response = HttpResponse(html)
    hashes = [f"'sha256-{_digest(style)}'" for style in _STYLE.findall(html)]
    response._csp_update = {"style-src": [SELF, *hashes]}
    return response


def _digest(style: str) -> str:
    return b64encode(hashlib.sha256(style.encode()).digest()).decode()

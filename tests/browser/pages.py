"""Every page the browser walks. To add yours, add a row to your area's list (the desk's are in
desk_pages.py, the peer challenge room's in room_pages.py and asks_pages.py):

    Page("newsletters:archive")                                 anonymous
    Page("newsletters:actions", who="alison")                   somebody of the cast
    Page("newsletters:update", given=an_update)                 `given(cast)` makes what the page shows and
                                                                returns the arguments of its address
    Page("newsletters:archive", query="year=2020", status=200)  a query string, another status

Try one:  pytest tests/browser -k archive
Each row is inspected at 1280, 390 and 320 px, by keyboard, and without JavaScript (conftest.inspect). What a
page does (a form sent without JavaScript, a menu opened) is a test of its own, with the fixture `visitor`:

    def test_reader_subscribes_without_javascript(visitor):
        page = visitor(javascript=False)
        page.goto(reverse("newsletters:subscribe"))
        page.get_by_label("E-mail address").fill("reader@example.org")
        page.get_by_role("button", name="Subscribe").click()
        assert "Check your e-mail" in page.locator("h1").inner_text()
"""

from django.urls import resolve

from newsletters import pdf
from newsletters.models import Action, Update
from seslip.audit.actions import record, record_read, record_refusal
from seslip.jobs.models import Job
from seslip.people.access import Post
from seslip.people.actions import ask_for_reviews, cancel, one_time_link
from seslip.people.models import Circle
from tests.browser import asks_pages, desk_pages, plan_pages, room_pages
from tests.browser.page import Page
from tests.library.shelf import (
    a_document,
    a_film_on_request,
    a_folder,
    a_grant,
    a_library,
    a_request,
    some_requests,
    things_to_find,
)
from tests.networks.peer_challenge.factories import nominate
from tests.newsletters.factories import make_document
from tests.newsletters.shelf import fill_the_shelf
from tests.people.coming import ask, invite, path_of
from tests.people.signing_in import set_up_app, set_up_passkey


def a_good_link(cast):
    return resolve(one_time_link(cast["alison"])).kwargs


def a_used_link(cast):
    return {**a_good_link(cast), "key": "used"}


def a_whole_second_step(cast):
    """Alison has everything: passkey, app and recovery codes."""
    set_up_app(cast["alison"])
    set_up_passkey(cast["alison"])
    return {}


def a_passkey(cast):
    return {"pk": set_up_passkey(cast["alison"]).pk}


def another_person(cast):
    return {"pk": cast["alison"].person.pk}


SHELL = [
    Page("front"),
    Page("front", who="alison"),
    Page("accessibility"),
    Page("privacy"),
    Page("cookies"),
    Page("contact"),
    Page("gallery", who="petra"),
    Page("account_login"),
    Page("account_login", query="next=/accounts/"),
    Page("account_logout", who="alison"),
    Page("account_signup"),
    Page("account_inactive"),
    Page("account", who="alison"),
    Page("account_change_password", who="alison"),
    Page("account_reset_password"),
    Page("account_reset_password_done"),
    Page("account_reset_password_from_key", given=a_good_link),
    Page("account_reset_password_from_key", given=a_used_link),
    Page("account_reset_password_from_key_done"),
]

# Signing in: the second step, and where one is
SIGNING_IN = [
    Page("account", who="alison", given=a_whole_second_step),
    Page("account_reauthenticate", who="alison", given=a_whole_second_step),
    Page("mfa_index", who="alison"),
    Page("mfa_index", who="alison", given=a_whole_second_step),
    Page("mfa_reauthenticate", who="alison", given=a_whole_second_step),
    Page("mfa_reauthenticate_webauthn", who="alison", given=a_whole_second_step),
    Page("mfa_activate_totp", who="alison"),
    Page("mfa_deactivate_totp", who="alison", given=a_whole_second_step),
    Page("mfa_view_recovery_codes", who="alison", given=a_whole_second_step),
    Page("mfa_generate_recovery_codes", who="alison", given=a_whole_second_step),
    Page("mfa_add_webauthn", who="alison"),
    Page("mfa_remove_webauthn", who="alison", given=a_passkey),
    Page("second_step_take_away", who="ada", given=another_person),
    Page("signed_in_where", who="alison"),
    Page("council_sign_in"),
]


def a_full_update(cast):
    """Something of everything a reader can meet, twice over."""
    fill_the_shelf()
    return {"slug": Update.objects.unscoped("test").order_by("date").last().slug}


def a_failed_pdf(cast):
    arguments = a_full_update(cast)
    job = pdf.standing(Update.objects.unscoped("test").get(**arguments)).job
    Job.objects.filter(pk=job.pk).update(state="failed", reason="It took longer than 120 seconds.")
    return arguments


def a_failed_job(cast):
    a_failed_pdf(cast)
    return {}


def an_action(cast):
    fill_the_shelf()
    return {"pk": Action.objects.exclude(wants="nothing").first().pk}


def a_shelf(cast):
    fill_the_shelf()
    return {}


# newsletters: reading
READING = [
    Page("front", given=a_shelf),
    Page("front", given=a_shelf, who="bob"),
    Page("newsletters:archive"),
    Page("newsletters:archive", given=a_shelf),
    Page("newsletters:archive", given=a_shelf, query="year=1066&words=carers"),
    Page("newsletters:archive", given=a_shelf, query="topic=fostering&page=2"),
    Page("newsletters:update", given=a_full_update),
    Page("newsletters:update", given=a_full_update, who="alison"),
    Page("newsletters:update-pdf", given=a_full_update, status=202),
    Page("newsletters:actions", given=a_shelf),
    Page("newsletters:actions", given=a_shelf, who="alison"),
    Page("newsletters:actions", who="alison", query="council=paris"),
    Page("newsletters:action", given=an_action),
    Page("newsletters:action", given=an_action, who="alison"),
    Page("newsletters:action-answer", given=an_action, who="alison"),
    Page("newsletters:action-answers", given=an_action, who="petra"),
]


def some_events(cast):
    """Of every sort, by somebody, by the portal, by nobody signed in, and by one who is gone."""
    paper = make_document("Paper")
    record("document added", by=None, on=paper)
    record_read("opened", by=cast["bob"], on=paper)
    record_read("opened", by=cast["pat"], on=paper)
    cast["pat"].delete()
    record_refusal(by=cast["mo"], on=paper)
    record_refusal(by=None, kind="library.document", object_id=10**18)
    return {}


# The record of what was done
RECORD = [
    Page("audit:record", who="ada"),
    Page("audit:record", given=some_events, who="petra"),
    Page("audit:record", given=some_events, who="petra", query="sort=eaten&object_id=x"),
    Page("audit:record", given=some_events, who="petra", query="who=nobody"),
    Page("admin:audit_event_changelist", given=some_events, who="petra"),
]

# PDFs, and what the portal is doing
JOBS = [
    Page("newsletters:update-pdf", given=a_failed_pdf),
    Page("admin:jobs_job_changelist", given=a_failed_job, who="petra"),
    Page("admin:jobs_rendition_changelist", given=a_failed_job, who="petra"),
    Page("admin:jobs_run_changelist", who="petra"),
]


def kent(cast):
    """Kent with everything: somebody invited, somebody who asks, Dev acting for Alison, a list to confirm."""
    ask()
    invite(cast["alison"])
    nominate(cast["dev"], cast["alison"])
    ask_for_reviews()
    return {"slug": "kent"}


def a_list_to_confirm(cast):
    kent(cast)
    return {}


def somebody_who_asks(cast):
    return {"pk": ask().pk}


def somebody_invited(cast):
    return {"pk": invite(cast["alison"]).pk}


def one_who_waits(cast):
    return {"pk": invite(cast["petra"], post=Post.DCS).pk}


def an_invitation(cast):
    return resolve(path_of(invite(cast["alison"]))).kwargs


def an_invitation_by_account(cast):
    return resolve(path_of(invite(cast["alison"], email="bob@example.org"))).kwargs


def a_cancelled_invitation(cast):
    found = invite(cast["alison"])
    cancel(invitation=found, by=cast["alison"])
    return resolve(path_of(found)).kwargs


def danas_post(cast):
    return {"pk": cast["dana"].person.appointments.get().pk}


def alisons_post(cast):
    return {"pk": cast["alison"].person.appointments.get().pk}


def dev_acting(cast):
    kent(cast)
    return {"pk": cast["dev"].person.delegated.get().pk}


# Coming in and going out
COMING = [
    Page("ask_for_access"),
    Page("access_asked"),
    Page("access_request", who="alison", given=somebody_who_asks),
    Page("invitation", given=an_invitation),
    Page("invitation", given=an_invitation_by_account),
    Page("invitation", given=an_invitation_by_account, who="bob"),
    Page("invitation", given=an_invitation_by_account, who="oona"),
    Page("invitation", given=a_cancelled_invitation, status=410),
    Page("invitation", given=desk_pages.a_link_to_nobody, status=404),
    Page("invited", who="alison", given=somebody_invited),
    Page("invited", who="ada", given=one_who_waits),
    Page("front", who="alison", given=a_list_to_confirm),
    Page("account", who="dev", given=a_list_to_confirm),
    Page("council", who="alison", given=kent),
    Page("council", who="otto", given=kent),
    Page("council_invite", who="alison", given=kent),
    Page("council_review", who="alison", given=kent),
    Page("reviews", who="petra", given=a_list_to_confirm),
    Page("post_end", who="alison", given=danas_post),
    Page("post_delegate", who="alison", given=alisons_post),
    Page("delegation_end", who="dev", given=dev_acting),
    Page("admin:people_invitation_changelist", who="petra", given=a_list_to_confirm),
]


def a_circle(cast):
    return {"pk": Circle.objects.of_post(Post.DCS).pk}


# library and search
LIBRARY = [
    Page("circle", given=a_circle, who="alison"),
    Page("library:list"),
    Page("library:list", given=a_library, who="alison"),
    Page("library:list", given=a_library, query="year=1066&words=film"),
    Page("library:document", given=a_document, who="bob"),
    Page("library:document", given=a_film_on_request),
    Page("library:document", given=a_film_on_request, who="petra"),
    Page("library:list", given=some_requests, who="bob"),
    Page("library:folder", given=a_folder, who="bob"),
    Page("library:ask", given=a_film_on_request, who="mo"),
    Page("library:review", given=a_document, who="petra"),
    Page("library:requests", given=some_requests, who="petra"),
    Page("library:requests", who="mo"),
    Page("library:request", given=a_request, who="dana"),
    Page("library:request", given=a_grant, who="dana"),
    Page("library:request", given=a_grant, who="bob"),
    Page("admin:library_document_add", given=some_requests, who="petra"),
    Page("admin:library_document_changelist", given=some_requests, who="petra"),
    Page("admin:library_folder_add", who="petra"),
    Page("library:download", given=a_document, status=404),
    Page("search"),
    Page("search", given=things_to_find, query="q=placement+planning&page=2"),
    Page("search", given=things_to_find, query="q=placement&kind=item", who="alison"),
    Page("search", query="q=zebra"),
    Page("search", query='q="***'),
]


PAGES = (
    asks_pages.ASKS
    + room_pages.ROOM
    + room_pages.ROUNDS
    + room_pages.MEMORANDA
    + plan_pages.PLAN
    + SHELL
    + SIGNING_IN
    + COMING
    + READING
    + RECORD
    + JOBS
    + desk_pages.DESK
    + desk_pages.LETTERS
    + LIBRARY
)

"""What a person sees when the portal cannot do what they asked."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse

from seslip import views
from tests.newsletters.factories import published
from tests.people.signing_in import give_code, give_password, set_up_app

WRONG = "/newsletters/update-no-9999/"


def shown(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def secret_page(directors):
    """A published Update for directors only."""
    return published(number=389, audience=directors, introduction="<p>Zanzibar</p>").update.get_absolute_url()


@pytest.mark.parametrize("who", [None, "mo", "pat"])
def test_what_you_may_not_know_of_looks_like_a_wrong_address(client, cast, secret_page, who):
    client.force_login(cast["alison"])
    assert "Zanzibar" in client.get(secret_page).content.decode()
    client.logout()
    if who:
        client.force_login(cast[who])
    secret, wrong = client.get(secret_page), client.get(WRONG)
    assert secret.status_code == wrong.status_code == 404
    hidden_token = 'name="csrfmiddlewaretoken"'
    bodies = [
        "\n".join(line for line in response.content.decode().splitlines() if hidden_token not in line)
        for response in (secret, wrong)
    ]
    assert bodies[0].replace(secret_page, WRONG) == bodies[1]


def test_a_stranger_is_offered_to_sign_in_and_come_back(client, cast, secret_page, settings):
    page = shown(client.get(secret_page))
    assert page.select_one("main a[href*=login]")["href"] == f"{reverse('account_login')}?next={secret_page}"
    assert settings.CONTACT_EMAIL in page.main.text
    set_up_app(cast["alison"])
    give_password(client, "alison", next=secret_page)
    assert "Zanzibar" in give_code(client, follow=True).content.decode()


def test_the_address_is_shown_as_text(client, db):
    page = client.get("/<script>alert(1)</script>/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("who", [None, "dana", "petra"])
@pytest.mark.parametrize(
    "address",
    [
        "/library/{}/",
        "/library/{}/download/",
        "/library/{}/versions/1/",
        "/library/1/versions/{}/",
        "/newsletters/actions/{}/",
        "/newsletters/actions/{}/answer/",
        "/newsletters/actions/{}/answers/",
        "/admin/newsletters/update/{}/change/",
    ],
)
def test_a_number_longer_than_any_is_no_address(client, cast, address, who):
    if who:
        client.force_login(cast[who])
    for number in ("9" * 18, "9" * 19, "9" * 30):
        assert client.get(address.format(number)).status_code in (302, 403, 404)


def test_who_may_not_use_the_admin_is_told_why(client, cast):
    client.force_login(cast["alison"])
    refused = client.get(reverse("admin:index"), follow=True)
    assert refused.status_code == 403
    assert "Your posts do not include work in the admin." in shown(refused).main.text
    assert "Alison Brook" in shown(refused).main.text


def test_a_refusal_without_a_reason_has_words_of_its_own(rf):
    page = views.may_not(rf.get("/"), PermissionDenied()).content.decode()
    assert "Your posts do not include what you tried to do." in page


def forget_one_error(caplog):
    """What went wrong is in the log, as it should be; conftest would fail the test for it."""
    assert [record.levelname for record in caplog.records].count("ERROR") == 1
    caplog.clear()


def test_too_much_at_once_is_said_so(client, cast, settings, caplog):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    client.force_login(cast["petra"])
    refused = client.post(reverse("gallery"), {f"field{number}": "x" for number in range(20)})
    forget_one_error(caplog)
    assert refused.status_code == 413
    assert "too much at once" in shown(refused).h1.text
    assert views.bad_request(RequestFactory().get("/"), RequestDataTooBig()).status_code == 413


def test_a_request_nobody_understands_is_said_so(client, db, settings, caplog):
    settings.ALLOWED_HOSTS = ["portal.example.org"]
    refused = client.get("/", headers={"Host": "elsewhere.example"})
    forget_one_error(caplog)
    assert refused.status_code == 400
    assert "could not be understood" in shown(refused).h1.text
    assert "elsewhere.example" not in refused.content.decode()


def test_too_often_is_said_so(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    typed = {"login": "a@example.org", "password": "wrong"}
    refused = [client.post(reverse("account_login"), typed) for _ in range(2)][-1]
    assert refused.status_code == 429
    assert "too often" in shown(refused).h1.text


def test_our_own_fault_is_shown_without_the_database(rf, settings):
    """No database fixture here: a query would fail the test."""
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    page = shown(response)
    assert "Something went wrong" in page.title.text
    assert settings.CONTACT_EMAIL in page.main.text


class TestFormRefused:
    """A form whose token is out of date."""

    typed = {"name": "Alison </textarea><b>", "notes": "\nTwo\nlines", "topics": ["send", "data"]}

    @pytest.fixture
    def browser(self, cast):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(cast["petra"])
        return browser

    def refused(self, browser, address=None, site="same-origin"):
        return browser.post(
            address or reverse("gallery"),
            {**self.typed, "csrfmiddlewaretoken": "old"},
            headers={"Sec-Fetch-Site": site},
        )

    def test_what_was_typed_can_be_sent_again(self, browser):
        response = self.refused(browser)
        assert response.status_code == 403
        form = shown(response).select_one("main form")
        again = {}
        for field in form.select("input"):
            again.setdefault(field["name"], []).append(field["value"])
        assert again.pop("csrfmiddlewaretoken") != ["old"]
        assert again == {"name": [self.typed["name"]], "notes": ["\nTwo\nlines"], "topics": ["send", "data"]}

        token = form.select_one("input[name=csrfmiddlewaretoken]")["value"]
        sent = browser.post(form["action"], {**again, "csrfmiddlewaretoken": token})
        assert sent.status_code == 200
        assert shown(sent).select_one("#id_notes").text.strip() == "Two\nlines"

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_a_strangers_page_fills_in_nothing(self, browser, site):
        response = self.refused(browser, site=site)
        assert response.status_code == 403
        assert "Two" not in response.content.decode()
        assert "go back in your browser" in response.content.decode()

    def test_a_password_is_never_repeated_wherever_it_was_typed(self, browser):
        typed = {"old_password": "a long enough pass", "notes": "Two lines"}
        headers = {"Sec-Fetch-Site": "same-origin"}
        refused = browser.post("/admin/password_change/", typed, headers=headers).content.decode()
        assert "Two lines" in refused
        assert "a long enough pass" not in refused

    def test_a_password_is_never_repeated(self, browser):
        browser.logout()
        typed = {"login": "alison@example.org", "password": "a long enough pass"}
        refused = browser.post(reverse("account_login"), typed, headers={"Sec-Fetch-Site": "same-origin"})
        assert refused.status_code == 403
        assert "a long enough pass" not in refused.content.decode()
        assert shown(refused).select_one(f'main a[href="{reverse("account_login")}"]')

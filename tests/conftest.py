"""The cast, and what every test may rely on.

At Kent: Alison is Director, Dev her deputy, Cleo the chief executive, Lena the Lead Member, Dana the data
lead and Otto an officer. Bob is Director at Surrey and Oona at Brighton; Mo is Lead Member at Medway and
Nell an officer there who sits in a network; Cora, at Hampshire, coordinates networks; Fay runs Somerset's
data (data only). Liz advises from the LGA and Drew from the DfE; Stan sits on the steering group; Tess is
the treasurer; Faz is a consultant and facilitates peer challenge. Petra is the programme manager; Ada
administers the portal; Pat has an account and no post; Ian held a post at Slough that has ended.
"""

import datetime as dt
import gc
import io
import json
import logging
import socket
import time
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.sql import sql_flush
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client, override_settings

from budget import guarding as ledger_guarding
from seslip import celery_app
from seslip.audit import guarding
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.models import Appointment, Circle, CircleMember, Organisation, Person, User
from seslip.people.sessions import begin
from seslip.public_pages.watching import watched_tables

CAST = {
    "alison": ("Alison Brook", Post.DCS, "kent"),
    "dev": ("Dev Shah", Post.DEPUTY_DCS, "kent"),
    "cleo": ("Cleo Bright", Post.CHIEF_EXECUTIVE, "kent"),
    "lena": ("Lena Orr", Post.LEAD_MEMBER, "kent"),
    "dana": ("Dana Hill", Post.DATA_LEAD, "kent"),
    "otto": ("Otto Marsh", Post.COUNCIL_OFFICER, "kent"),
    "bob": ("Bob Fell", Post.DCS, "surrey"),
    "oona": ("Oona Pierce", Post.DCS, "brighton-and-hove"),
    "mo": ("Mo Rivers", Post.LEAD_MEMBER, "medway"),
    "nell": ("Nell Ware", Post.COUNCIL_OFFICER, "medway"),
    "cora": ("Cora Dunn", Post.NETWORK_COORDINATOR, "hampshire"),
    "fay": ("Fay Somers", Post.DATA_LEAD, "somerset"),
    "liz": ("Liz Grant", Post.LGA_ADVISER, "lga"),
    "drew": ("Drew Sands", Post.DFE_ADVISER, "dfe"),
    "stan": ("Stan Vale", Post.STEERING_GROUP, "seslip"),
    "tess": ("Tess Penn", Post.TREASURER, "east-sussex"),
    "faz": ("Faz Malik", Post.CONSULTANT, "seslip"),
    "petra": ("Petra Long", Post.PROGRAMME_MANAGER, "seslip"),
    "ada": ("Ada Byte", Post.ADMINISTRATOR, "seslip"),
    "pat": ("Pat Plain", None, None),
    "ian": ("Ian Past", Post.DCS, "slough"),
}

# Nothing is timed here: a busy machine would fail a property that holds.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
LONGEST = ("tests/walk/", "tests/test_access.py", "tests/test_doing.py", "tests/browser/test_admin.py")
NETWORK = "Quality Assurance and Performance Network"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files first: the one that begins last is waited for alone, beside an idle core."""
    items.sort(key=lambda item: [not item.nodeid.startswith(path) for path in LONGEST])


def pytest_collection_finish():
    """Garbage is looked for less often: looking through all that is imported took a fifth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.fixture
def reference(db):
    """Councils, partners and built-in circles."""
    call_command("load_reference", stdout=io.StringIO())


@pytest.fixture
def everyone(reference):
    return Circle.objects.everyone()


@pytest.fixture
def members(reference):
    return Circle.objects.members()


@pytest.fixture
def directors(reference):
    return Circle.objects.of_post(Post.DCS)


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture
def cast(reference):
    """Every person of the cast, by first name."""
    people = _accounts()
    _give_names(people)
    _give_posts(people)
    Appointment.objects.filter(person__user=people["ian"]).update(ends=dt.date(2020, 1, 1))
    CircleMember.objects.create(circle=Circle.objects.create(name=NETWORK), person=people["nell"].person)
    return people


def _accounts() -> dict[str, User]:
    password = make_password("a long enough pass")
    users = User.objects.bulk_create(User(email=f"{name}@example.org", password=password) for name in CAST)
    return dict(zip(CAST, users, strict=True))


def _give_names(people: dict[str, User]) -> None:
    shared = {"telephone": "01999 000000", "details_audience": Circle.objects.members()}
    Person.objects.bulk_create(
        Person(name=CAST[name][0], email=user.email, user=user, **shared) for name, user in people.items()
    )


def _give_posts(people: dict[str, User]) -> None:
    places = Organisation.objects.in_bulk({slug for _, _, slug in CAST.values()} - {None}, field_name="slug")
    held = {name: (post, places[slug]) for name, (_, post, slug) in CAST.items() if post}
    Appointment.objects.bulk_create(
        Appointment(person=people[name].person, post=post, organisation=place, starts=dt.date(2018, 1, 1))
        for name, (post, place) in held.items()
    )


@pytest.fixture(autouse=True)
def a_forced_sign_in_is_a_whole_one(monkeypatch):
    """client.force_login(user) stands for password and second step, a moment ago.

    What the sign-in itself asks for is tested in tests/people/test_second_step.py, through its pages.
    """
    force_login = Client.force_login

    def sign_in(client, user, backend=None):
        force_login(client, user, backend)
        session, now = client.session, time.time()
        session["account_authentication_methods"] = [{"method": "mfa", "type": "test", "at": now}]
        session["account_authentication_methods_user"] = str(user.pk)
        begin(session)
        session.save()

    monkeypatch.setattr(Client, "force_login", sign_in)


@pytest.fixture
def seeds():
    """The folder of the programme's real documents; the test is skipped where it is absent."""
    folder = Path(settings.BASE_DIR).parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the programme's real documents are not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def nothing_reaches_outside():
    """A connection to anywhere but this machine fails the test that makes it."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test reached outside, to {address}.")
        return connect(self, address)

    with mock.patch.object(socket.socket, "connect", guarded):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_as_they_are(tmp_path_factory):
    """Static files under their own names, straight from where they are written: nothing to collect."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain}, STATIC_ROOT=tmp_path_factory.mktemp("static")
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """A browser asks twice at once: of a database in memory the second would fail, not wait its turn."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def no_broker():
    """Calls for workers go nowhere, unless a test brings a broker of its own."""
    celery_app.conf.broker_url = "memory://"


@pytest.fixture(scope="session", autouse=True)
def the_record_can_be_emptied():
    """After a test that commits, Django empties every table: the guards of record and ledger step aside."""

    def unguarded(style, connection, **kwargs):
        lifting = [*guarding.lifting(connection.vendor), *ledger_guarding.lifting(connection.vendor)]
        return [*lifting, *sql_flush(style, connection, **kwargs)]

    with mock.patch("django.core.management.commands.flush.sql_flush", unguarded):
        yield


@pytest.fixture(autouse=True)
def changes_are_counted_at_once(request):
    """PostgreSQL counts the changes of public pages at the commit, and most tests never commit."""
    if "db" in request.fixturenames and connection.vendor == "postgresql":
        request.getfixturevalue("db")
        triggers = ", ".join(f'"watch_{table}"' for table in sorted(watched_tables()))
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {triggers} IMMEDIATE")


@pytest.fixture(autouse=True)
def keep_the_house(settings, tmp_path, caplog):
    """Files go to the test's own folder, no page is kept from another test; an ERROR in the log fails it."""
    caches["pages"].clear()
    caches["default"].clear()
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield
    errors = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.ERROR
    ]
    assert not errors, [record.getMessage() for record in errors]


@pytest.fixture(autouse=True)
def the_record_holds_no_names():
    """Whatever a test has the portal record: no detail holds an e-mail address or a name of the cast."""
    named = []

    def look(instance, **kwargs):
        details = json.dumps(instance.details)
        people = [name for name, _, _ in CAST.values() if name in details]
        if people or "@" in details:
            named.append((instance.verb, details))

    post_save.connect(look, sender=Event)
    yield
    post_save.disconnect(look, sender=Event)
    assert named == []

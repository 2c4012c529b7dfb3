"""A real installation says what it lacks instead of starting without it."""

import importlib.util
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

NEEDED = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_ADDRESS": "https://portal.example.org/",
    "DATABASE_URL": "postgres://portal@db.example.org/portal",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "STORAGE_URL": "file:///srv/portal",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.org:587",
    "MAIL_FROM": "SESLIP <updates@example.org>",
    "CONTACT_EMAIL": "portal@example.org",
}


@pytest.fixture
def start(monkeypatch, tmp_path):
    """start(): the settings as a real installation reads them from its environment."""
    for name, value in (NEEDED | {"SESLIP_ENV": "production", "SESLIP_VAR": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)

    def start():
        spec = importlib.util.spec_from_file_location(
            "real_settings", settings.BASE_DIR / "seslip/settings.py"
        )
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return start


def test_it_starts_with_all_of_them_and_keeps_to_https(start):
    real = start()
    assert real.SITE_ADDRESS == "https://portal.example.org"
    assert (real.EMAIL_HOST, real.EMAIL_PORT, real.EMAIL_USE_TLS) == ("mail.example.org", 587, True)
    assert real.SESSION_COOKIE_SECURE
    assert real.SECURE_SSL_REDIRECT
    assert not real.DEBUG


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_one_stops_the_start_and_says_how_to_set_it(start, monkeypatch, name):
    monkeypatch.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is not set\. Set it to "):
        start()


def test_debug_stays_off_whatever_is_asked(start, monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    assert not start().DEBUG


def test_the_second_step_cannot_be_switched_off(start, monkeypatch):
    assert start().MFA_REQUIRED
    monkeypatch.setenv("MFA_REQUIRED", "0")
    with pytest.raises(ImproperlyConfigured, match="MFA_REQUIRED is off"):
        start()


def test_only_the_demonstration_does_not_insist_on_the_second_step(start, monkeypatch):
    for environment, insists in {"": True, "demonstration": False, "production": True}.items():
        monkeypatch.setenv("SESLIP_ENV", environment)
        assert insists == start().MFA_REQUIRED, environment


def test_djangos_own_check_of_a_real_installation_finds_nothing(start, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not guessed, only for this one test, and long enough")
    # Set by the tests in a browser, when they ran before in this process.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    found = subprocess.run(check, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603
    assert found.returncode == 0, found.stderr
    assert "no issues" in found.stdout


def test_the_demonstration_stays_out_of_it(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="real installation"):
        call_command("seed_demo")

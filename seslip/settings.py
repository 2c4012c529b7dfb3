"""Settings come from the environment. Nothing set: an embedded portal for one machine (SQLite, no Redis).

SESLIP_ENV=production asks for what production must have, and stops with a sentence saying how to set it.
"""

import datetime as dt
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from seslip.library.places import HINT as STORAGE_HINT
from seslip.library.places import folder_of, kept_at
from seslip.people import tenants
from seslip.timetable import timetable

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = os.environ.get("SESLIP_ENV", "")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = os.environ.get("DEBUG") == "1" and not PRODUCTION


def setting(name: str, embedded: str, hint: str) -> str:
    """The value of NAME in the environment; outside production its embedded default."""
    value = os.environ.get(name, "")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value or embedded


SECRET_KEY = setting("SECRET_KEY", "embedded-portal-not-for-production", "Set it to 50 random characters.")
ALLOWED_HOSTS = setting("ALLOWED_HOSTS", "*", "Set it to the site's host names, with commas.").split(",")
SITE_ADDRESS = setting(
    "SITE_ADDRESS",
    f"http://127.0.0.1:{os.environ.get('PORT', '8000')}",
    "Set it to the address readers use, such as https://portal.example.org.",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
VAR = Path(os.environ.get("SESLIP_VAR", BASE_DIR / "var"))
VAR.mkdir(parents=True, exist_ok=True)

# Where things are kept

DATABASES = {
    "default": dj_database_url.parse(
        setting(
            "DATABASE_URL", f"sqlite:///{VAR}/portal.sqlite3", "Set it to postgres://user:pass@host/name."
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait their turn instead of failing: IMMEDIATE takes the lock at the start, 20 s is the patience.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = setting("REDIS_URL", "", "Set it to redis://host:6379/0.")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    )
}

# Public pages are kept in the memory of each process: they go when the code that made them goes.
CACHES["pages"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 500},
}
KEEP_PUBLIC_PAGES = os.environ.get("KEEP_PUBLIC_PAGES", "1") == "1"

# Restricted files live here and leave only through the library's download view. There is no MEDIA_URL.
STORAGE_URL = setting("STORAGE_URL", f"file://{VAR}/files", STORAGE_HINT)
MEDIA_ROOT = folder_of(STORAGE_URL, otherwise=VAR / "files")
# Where a web server in front (nginx, `internal`) finds those files; empty: the portal sends them itself.
ACCEL_PREFIX = os.environ.get("ACCEL_PREFIX", "")
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": kept_at(STORAGE_URL),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
UPLOAD_MAX_BYTES = 25 * 2**20
# A ClamAV scanner that looks at each upload: tcp://host:3310 or unix:///run/clamav/clamd.ctl; empty: none.
CLAMAV_URL = os.environ.get("CLAMAV_URL", "")
FILE_UPLOAD_HANDLERS = [
    "seslip.library.uploads.SizeLimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# What it is made of

INSTALLED_APPS = [
    "newsletters",
    "networks.peer_challenge",
    "workstreams",
    "budget",
    "seslip.people",
    "seslip.topics",
    "seslip.library",
    "seslip.audit",
    "seslip.jobs",
    "seslip.search",
    "seslip.public_pages",
    "seslip.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "adminsortable2",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "seslip.public_pages.middleware.PublicPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "seslip.people.sessions.SessionLimitsMiddleware",
    "seslip.drafts.KeepDraftMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "seslip.people.second_step.SecondStepMiddleware",
    "newsletters.middleware.OldAddressMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "seslip.urls"
WSGI_APPLICATION = "seslip.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "seslip.nav.menu",
                "seslip.people.sessions.limits",
            ],
            "builtins": ["seslip.times"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["seslip"]
CRISPY_TEMPLATE_PACK = "seslip"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Who may come in

# How many of our own proxies stand in front: the client's address is what the outermost of them saw.
PROXIES = int(os.environ.get("PROXIES", "0"))

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "seslip.people.adapters.ClosedAccountAdapter"
ACCOUNT_FORMS = {
    "login": "seslip.people.account_forms.SignInForm",
    "reset_password": "seslip.people.account_forms.AskForResetForm",
    "reset_password_from_key": "seslip.people.account_forms.ChoosePasswordForm",
    "change_password": "seslip.people.account_forms.ChangePasswordForm",
    "reauthenticate": "seslip.people.account_forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# The browser forgets the session when it closes; the site has limits of its own, see sessions.py.
ACCOUNT_SESSION_REMEMBER = False
# A sign-in of a moment ago counts: nobody is asked for the password twice.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# allauth counts wrong passwords per account: an outsider could lock a director out. axes counts
# (person, address) instead (adapters.py); "login_failed" is left to wrong codes after the right password.
# The others are for one address, behind which a whole council may sit.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key",
    "login": "300/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "300/m/ip",
}
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "seslip.people.adapters.name_tried"
AXES_CLIENT_IP_CALLABLE = "seslip.people.adapters.client_address"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
# Who came in when is nobody's business; wrong passwords are kept for a while to stop guessing.
AXES_DISABLE_ACCESS_LOG = True
# Signed out after an hour without doing anything, and after ten hours in any case.
SESSION_IDLE_AGE = 60 * 60
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_NAME = "session"

# A second step when signing in: of whom it is asked stands in second_step.py.
MFA_REQUIRED = os.environ.get("MFA_REQUIRED", "0" if ENVIRONMENT == "demonstration" else "1") == "1"
if PRODUCTION and not MFA_REQUIRED:
    raise ImproperlyConfigured(
        "MFA_REQUIRED is off. Leave it unset: a real installation asks for the second step."
    )
MFA_ADAPTER = "seslip.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey alone is two factors only where the device has asked for a finger, a face or its PIN.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "SESLIP portal"
# A telephone's clock may be half a minute out.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "seslip.people.account_forms.CodeForm",
    "reauthenticate": "seslip.people.account_forms.CodeAgainForm",
    "activate_totp": "seslip.people.account_forms.FirstCodeForm",
    "add_webauthn": "seslip.people.account_forms.PasskeyForm",
}

# Councils on Microsoft Entra: which directory belongs to which council, and the portal's own entry there.
ENTRA_TENANTS = tenants.read(os.environ.get("ENTRA_TENANTS", ""))
# The authentication context with which councils ask for their own second step, such as c1.
ENTRA_MFA_CONTEXT = os.environ.get("ENTRA_MFA_CONTEXT") or None
SOCIALACCOUNT_ADAPTER = "seslip.people.entra.CouncilAccountAdapter"
SOCIALACCOUNT_PROVIDERS = tenants.providers(
    ENTRA_TENANTS,
    client_id=os.environ.get("ENTRA_CLIENT_ID", ""),
    secret=os.environ.get("ENTRA_CLIENT_SECRET", ""),
)

# What leaves the site carries these

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "seslip.views.form_refused"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# The admin's editor needs an import map, so a nonce; public pages carry none and can be kept ready.
ADMIN_SCRIPT_SOURCES = [SELF, NONCE]

# Letters

EMAIL_URL = urlsplit(setting("EMAIL_URL", f"file://{VAR}/letters", "Set it to smtp://user:pass@host:port."))
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if EMAIL_URL.scheme == "file"
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = EMAIL_URL.path
EMAIL_HOST = EMAIL_URL.hostname or ""
EMAIL_PORT = EMAIL_URL.port or 25
EMAIL_HOST_USER = unquote(EMAIL_URL.username or "")
EMAIL_HOST_PASSWORD = unquote(EMAIL_URL.password or "")
EMAIL_USE_TLS = EMAIL_URL.scheme == "smtp+tls"
EMAIL_USE_SSL = EMAIL_URL.scheme == "smtps"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = setting(
    "MAIL_FROM", "SESLIP <updates@seslip.example.org>", "Set it to the sender of letters."
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Whom pages say to ask; answers to letters go there.
CONTACT_EMAIL = setting("CONTACT_EMAIL", "portal@seslip.example.org", "Set it to whom pages say to ask.")
# Where letters that come back go, such as bounces@example.org; each is sent from bounces+its-id@example.org.
MAIL_BOUNCES = os.environ.get("MAIL_BOUNCES", "")
# The mailbox they are fetched from: imaps://user:password@host/INBOX
BOUNCES_URL = os.environ.get("BOUNCES_URL", "")
# Longer than any letter takes to hand over: a worker that holds one longer is taken for dead.
LETTER_LEASE_SECONDS = float(os.environ.get("LETTER_LEASE_SECONDS", "600"))
# How long a letter waits after the server was lost or said "not now": so many seconds, doubled each time.
LETTER_BACKOFF_SECONDS = float(os.environ.get("LETTER_BACKOFF_SECONDS", "60"))

# Slow work: a row in seslip.jobs is the truth, Celery wakes a worker up

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A request that calls a worker does not wait for a Redis that is down: the sweep calls again.
REDIS_BROKER_OPTIONS = {
    "socket_connect_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_BROKER_TRANSPORT_OPTIONS = (
    REDIS_BROKER_OPTIONS
    if REDIS_URL
    else {
        "data_folder_in": VAR / "queue",
        "data_folder_out": VAR / "queue",
        "control_folder": VAR / "queue-control",
    }
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
# A worker gives a sign of life three times a lease; a job without one is taken up by the next sweep.
JOB_LEASE_SECONDS = float(os.environ.get("JOB_LEASE_SECONDS", "60"))
JOB_SWEEP_SECONDS = float(os.environ.get("JOB_SWEEP_SECONDS", "30"))
# What is recorded is sealed into blocks, and kept as long as this promised when its block was sealed.
AUDIT_KEPT_YEARS = int(os.environ.get("AUDIT_KEPT_YEARS", "3"))
AUDIT_KEPT_FOR = dt.timedelta(days=365.25 * AUDIT_KEPT_YEARS)
CELERY_BEAT_SCHEDULE = timetable(sweep_every=JOB_SWEEP_SECONDS)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

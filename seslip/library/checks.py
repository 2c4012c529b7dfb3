"""The portal does not start where somebody could get at its files without asking it."""

from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import Error
from django.core.checks import Warning as Remark
from django.core.files.storage import FileSystemStorage, storages
from storages.backends.s3 import S3Storage

EVERYBODY = ("http://acs.amazonaws.com/groups/global/",)


def files_stay_behind_the_gate(app_configs, **kwargs) -> list[Error]:
    """Every place where files are kept, the static files' own apart: no public folder, no address."""
    errors = [_has_address()] if settings.MEDIA_URL not in ("", "/") else []
    for alias in _kept():
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage):
            errors += _in_public_folder(alias, storage)
        elif isinstance(storage, S3Storage):
            errors += _signed_for_nobody(alias, storage)
    return errors


def buckets_are_private(app_configs, **kwargs) -> list[Error | Remark]:
    """Asks the bucket itself: at `check --deploy` and before the portal is served."""
    buckets = [(alias, storages[alias]) for alias in _kept()]
    return [
        problem
        for alias, storage in buckets
        if isinstance(storage, S3Storage) and (problem := _public(alias, storage))
    ]


def _kept() -> list[str]:
    return [alias for alias in settings.STORAGES if alias != "staticfiles"]


def _has_address() -> Error:
    return Error(
        "MEDIA_URL is set: restricted files would have a public address.",
        hint="Remove MEDIA_URL. Files leave through the library's download view only.",
        id="library.E001",
    )


def _in_public_folder(alias: str, storage: FileSystemStorage) -> list[Error]:
    lies = Path(storage.location).resolve()
    return [
        Error(
            f"The files of “{alias}” lie in {folder}, which everybody may read.",
            hint="Set STORAGE_URL to a folder outside the static files.",
            id="library.E002",
        )
        for folder in sorted(_public_folders())
        if lies.is_relative_to(folder)
    ]


def _public_folders() -> set[Path]:
    """Static files, collected and not yet collected, and whatever else whitenoise hands out."""
    named = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS, getattr(settings, "WHITENOISE_ROOT", None)]
    found = [
        storage.location for finder in get_finders() for storage in getattr(finder, "storages", {}).values()
    ]
    return {Path(folder).resolve() for folder in [*named, *found] if folder}


def _signed_for_nobody(alias: str, storage: S3Storage) -> list[Error]:
    public = (storage.default_acl or "").startswith(("public", "authenticated"))
    if storage.querystring_auth and not storage.custom_domain and not public:
        return []
    return [
        Error(
            f"The bucket of “{alias}” is set up to be read without the portal.",
            hint="Remove the public ACL, the custom domain, or querystring_auth = False.",
            id="library.E003",
        )
    ]


def _public(alias: str, storage: S3Storage) -> Error | Remark | None:
    try:
        is_public = _grants_everybody(storage) or _policy_is_public(storage)
    except (BotoCoreError, ClientError) as error:
        return Remark(f"The bucket of “{alias}” does not say who may read it: {error}", id="library.W004")
    if not is_public:
        return None
    return Error(
        f"The bucket of “{alias}” can be read by everybody.",
        hint="Block public access to the bucket; the portal needs only its own key.",
        id="library.E004",
    )


def _grants_everybody(storage: S3Storage) -> bool:
    grants = storage.bucket.Acl().grants
    return any(grant["Grantee"].get("URI", "").startswith(EVERYBODY) for grant in grants)


def _policy_is_public(storage: S3Storage) -> bool:
    client = storage.connection.meta.client
    try:
        said = client.get_bucket_policy_status(Bucket=storage.bucket_name)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchBucketPolicy", "NotImplemented", "MethodNotAllowed"):
            return False
        raise
    return said["PolicyStatus"]["IsPublic"]

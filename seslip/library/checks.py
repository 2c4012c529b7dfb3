from pathlib import Path

from django.conf import settings
from django.core.checks import Error


def files_stay_behind_the_gate(app_configs, **kwargs) -> list[Error]:
    """The portal does not start where a web server could hand out the library's files by itself."""
    errors = []
    if settings.MEDIA_URL not in ("", "/"):
        errors.append(
            Error(
                "MEDIA_URL is set: restricted files would have a public address.",
                hint="Remove MEDIA_URL. Files leave through the library's download view only.",
                id="library.E001",
            )
        )
    for folder in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS):
        if folder and Path(settings.MEDIA_ROOT).resolve().is_relative_to(Path(folder).resolve()):
            errors.append(
                Error(
                    f"The library's files lie in {folder}, which everybody may read.",
                    hint="Set STORAGE_URL to a folder outside the static files.",
                    id="library.E002",
                )
            )
    return errors

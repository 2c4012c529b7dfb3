"""Where files lie. Neither place gives a file an address: it leaves through `serving.send` alone."""

from collections.abc import Iterator
from pathlib import Path

from botocore.config import Config
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property
from storages.backends.s3 import S3Storage

CHUNK = 64 * 2**10
PATIENCE = Config(
    signature_version="s3v4", connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 3}
)


class WithoutAddress:
    def url(self, name, **kwargs):
        raise ValueError("A stored file has no address: it leaves through seslip.library.serving.send.")


class LocalFiles(WithoutAddress, FileSystemStorage):
    """A folder of this machine: MEDIA_ROOT, or the part of it under a prefix."""

    def __init__(self, prefix: str = "", **kwargs):
        super().__init__(**kwargs)
        self.prefix = prefix

    @cached_property
    def base_location(self):
        return Path(settings.MEDIA_ROOT) / self.prefix


class BucketFiles(WithoutAddress, S3Storage):
    """A bucket that only the portal may read. Nothing is ever written over, and nothing is public."""

    def get_default_settings(self):
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
            "custom_domain": None,
            "client_config": PATIENCE,
        }

    def pieces(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """The bytes from first to last, as they come: nothing is fetched that was not asked for."""
        stored = self.bucket.Object(self._normalize_name(name))
        yield from stored.get(Range=f"bytes={first}-{last}")["Body"].iter_chunks(CHUNK)

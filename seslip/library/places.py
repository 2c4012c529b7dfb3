"""What STORAGE_URL says: a folder of this machine, or an S3-compatible bucket. Read by the settings alone."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

HINT = "Set it to file:///path, or to s3://key:secret@host/bucket?region=eu-west-2 (see README.md)."


def folder_of(storage_url: str, otherwise: Path) -> Path:
    """Where files lie on this machine; `otherwise` when they lie in a bucket."""
    return otherwise if storage_url.startswith("s3://") else Path(storage_url.removeprefix("file://"))


def kept_at(storage_url: str, prefix: str = "") -> dict:
    """An entry of STORAGES. What must lie apart from the library gets a prefix and an entry of its own."""
    if not storage_url.startswith("s3://"):
        return {"BACKEND": "seslip.library.storages.LocalFiles", "OPTIONS": {"prefix": prefix}}
    url = urlsplit(storage_url)
    said = {name: values[-1] for name, values in parse_qs(url.query).items()}
    bucket, _, folder = url.path.strip("/").partition("/")
    scheme = "http" if said.get("plain") == "1" else "https"
    options = {
        "access_key": unquote(url.username or ""),
        "secret_key": unquote(url.password or ""),
        "endpoint_url": f"{scheme}://{url.hostname}" + (f":{url.port}" if url.port else ""),
        "bucket_name": bucket,
        "location": "/".join(filter(None, [folder, prefix])),
        "region_name": said.get("region", "eu-west-2"),
        "addressing_style": said.get("addressing", "path"),
    }
    return {"BACKEND": "seslip.library.storages.BucketFiles", "OPTIONS": options}

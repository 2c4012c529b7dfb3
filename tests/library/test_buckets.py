"""Files can lie in an S3-compatible bucket: they leave through the portal, and by no other way."""

import socket

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from moto.server import ThreadedMotoServer

from seslip.library.checks import buckets_are_private, files_stay_behind_the_gate
from seslip.library.models import Version
from seslip.library.places import folder_of, kept_at
from tests.library.factories import add_file, make_document
from tests.library.files import pdf

CANARY = pdf(b"words of the wagtail")


@pytest.fixture(scope="module")
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ThreadedMotoServer("127.0.0.1", port=port, verbose=False)
    server.start()
    yield f"127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def bucket(server, settings, request):
    """The portal with its files in a bucket of this test's own."""
    name = f"bucket-{abs(hash(request.node.name))}"
    url = f"s3://key:se%2Fcret@{server}/{name}/inside?region=eu-west-2&plain=1"
    settings.STORAGES = settings.STORAGES | {"default": kept_at(url), "apart": kept_at(url, "apart")}
    client = storages["default"].connection.meta.client
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    return storages["default"].bucket


def download(document):
    return reverse("library:download", args=[document.pk])


def body(response):
    return b"".join(response) if response.streaming else response.content


def test_a_directors_paper_leaves_the_bucket_for_directors_only(client, cast, directors, bucket):
    paper = make_document("Paper", audience=directors, file=CANARY)
    assert [stored.key.split("/")[:2] for stored in bucket.objects.all()] == [["inside", "library"]]
    for who, status in (("alison", 200), ("petra", 200), ("dana", 404), ("ada", 404), ("pat", 404)):
        client.force_login(cast[who])
        response = client.get(download(paper))
        assert response.status_code == status
        assert (body(response) == CANARY) == (status == 200)
        assert "Location" not in response


def test_it_is_saved_never_shown_and_kept_by_no_cache(client, cast, directors, bucket):
    client.force_login(cast["alison"])
    response = client.get(download(make_document("Paper", audience=directors, file=CANARY)))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(CANARY))


def test_head_range_and_the_old_version(client, everyone, bucket):
    paper = make_document("Paper", file=CANARY)
    add_file(paper)
    old = reverse("library:version", args=[paper.pk, 1])
    head = client.head(old)
    assert (head.status_code, head["Content-Length"], body(head)) == (200, str(len(CANARY)), b"")
    part = client.get(old, headers={"range": "bytes=5-9"})
    assert (part.status_code, body(part)) == (206, CANARY[5:10])
    assert part["Content-Range"] == f"bytes 5-9/{len(CANARY)}"


def test_nginx_is_not_sent_to_look_for_it(client, everyone, bucket, settings):
    settings.ACCEL_PREFIX = "/inside/"
    response = client.get(download(make_document("Paper", file=CANARY)))
    assert "X-Accel-Redirect" not in response
    assert body(response) == CANARY


def test_a_file_lost_from_the_bucket_is_not_found(client, everyone, bucket):
    paper = make_document("Paper", file=CANARY)
    bucket.objects.all().delete()
    assert client.get(download(paper)).status_code == 404


def test_a_file_has_no_address_wherever_it_lies(everyone, bucket, settings):
    make_document("Paper", file=CANARY)
    with pytest.raises(ValueError, match="no address"):
        _ = Version.objects.unscoped("a test").get().file.url
    settings.STORAGES = settings.STORAGES | {"default": kept_at("file:///srv/files")}
    with pytest.raises(ValueError, match="no address"):
        storages["default"].url("library/aa/a.pdf")


def test_what_lies_apart_is_not_found_among_the_librarys(bucket):
    name = storages["apart"].save("letter.txt", ContentFile(b"words"))
    assert storages["apart"].exists(name)
    assert not storages["default"].exists(name)


def test_the_portal_starts_with_a_private_bucket(bucket):
    assert files_stay_behind_the_gate(None) == buckets_are_private(None) == []


@pytest.mark.parametrize(
    "option",
    [{"querystring_auth": False}, {"custom_domain": "files.example.org"}, {"default_acl": "public-read"}],
)
def test_the_portal_does_not_start_with_a_bucket_set_up_for_everybody(bucket, settings, option):
    entry = settings.STORAGES["apart"]
    settings.STORAGES = settings.STORAGES | {"apart": entry | {"OPTIONS": entry["OPTIONS"] | option}}
    assert [error.id for error in files_stay_behind_the_gate(None)] == ["library.E003"]


def test_the_portal_is_not_served_from_a_bucket_that_everybody_reads(bucket):
    bucket.Acl().put(ACL="public-read")
    assert {error.id for error in buckets_are_private(None)} == {"library.E004"}


def test_a_bucket_that_does_not_answer_is_a_remark(bucket, monkeypatch):
    bucket.delete()
    assert {error.id for error in buckets_are_private(None)} == {"library.W004"}


def test_the_setting_is_read_as_written(tmp_path):
    said = kept_at("s3://k%2Fey:s%40cret@s3.example.org:9000/papers/portal?region=eu-west-1", "room")
    assert said["OPTIONS"] == {
        "access_key": "k/ey",
        "secret_key": "s@cret",
        "endpoint_url": "https://s3.example.org:9000",
        "bucket_name": "papers",
        "location": "portal/room",
        "region_name": "eu-west-1",
        "addressing_style": "path",
    }
    assert folder_of("s3://k:s@h/b", otherwise=tmp_path) == tmp_path
    assert str(folder_of("file:///srv/files", otherwise=tmp_path)) == "/srv/files"

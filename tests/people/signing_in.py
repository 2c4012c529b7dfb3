"""Signing in through the pages, as a browser does it."""

import hashlib
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PASSWORD = "a long enough pass"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_password(client, name, password=PASSWORD, address="192.0.2.1", follow=False, **data):
    typed = {"login": f"{name}@example.org", "password": password, **data}
    return client.post(reverse("account_login"), typed, REMOTE_ADDR=address, follow=follow)


def code(secret=SECRET, step=0):
    """What an authenticator app shows now; of the half minute before or after with `step`."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def give_code(client, typed=None, follow=False):
    return client.post(reverse("mfa_authenticate"), {"code": typed or code()}, follow=follow)


def set_up_app(user) -> list[str]:
    """They have the app, and recovery codes: those are returned."""
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()


def set_up_passkey(user, name="Work phone"):
    """A passkey as the portal keeps it; nobody has its other half."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), b"credential", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    signed = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, credential)
    client_data = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    response = {
        "clientDataJSON": websafe_encode(client_data),
        "attestationObject": websafe_encode(AttestationObject.create("none", signed, {})),
    }
    made = {"id": websafe_encode(b"credential"), "type": "public-key", "response": response}
    made |= {"rawId": made["id"], "clientExtensionResults": {"credProps": {"rk": True}}}
    data = {"name": name, "credential": made}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def is_signed_in(client):
    return "_auth_user_id" in client.session

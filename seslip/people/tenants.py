"""Councils whose people sign in with the council's own Microsoft account: read from the environment."""

from django.core.exceptions import ImproperlyConfigured

AUTHORITY = "https://login.microsoftonline.com"


def read(listed: str) -> dict[str, str]:
    """ "tenant=kent, tenant=surrey": which council each directory belongs to, by its name in addresses."""
    pairs = [pair.strip().partition("=") for pair in listed.split(",") if pair.strip()]
    if not all(tenant.strip() and council.strip() for tenant, _, council in pairs):
        raise ImproperlyConfigured("ENTRA_TENANTS is not understood. Set it to tenant=kent,tenant=surrey.")
    return {tenant.strip().lower(): council.strip() for tenant, _, council in pairs}


def providers(tenants: dict[str, str], *, client_id: str, secret: str, authority: str = AUTHORITY) -> dict:
    """One provider a council: only its own directory can answer for it."""
    if tenants and not (client_id and secret):
        raise ImproperlyConfigured("ENTRA_CLIENT_ID or ENTRA_CLIENT_SECRET is not set. Set both.")
    apps = [
        {
            "provider_id": council,
            "name": council,
            "client_id": client_id,
            "secret": secret,
            "settings": {
                "server_url": f"{authority}/{tenant}/v2.0",
                "fetch_userinfo": False,
                "tenant": tenant,
            },
        }
        for tenant, council in tenants.items()
    ]
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}

"""The ways in and out of an account. allauth has more; what is not listed here does not exist."""

from allauth.account import views as allauth
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.urls import path, re_path

from seslip.people import council_views as councils
from seslip.people import entra, views
from seslip.people import invitation_views as invitations
from seslip.people import post_views as posts
from seslip.people import request_views as requests
from seslip.people import review_views as reviews
from seslip.people import second_step_views as second_step
from seslip.people import session_views as sessions

ON_SIGN_IN = {"councils_sign_in": bool(settings.ENTRA_TENANTS)}

urlpatterns = [
    path("", views.account, name="account"),
    path("login/", allauth.LoginView.as_view(extra_context=ON_SIGN_IN), name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("signup/", allauth.signup, name="account_signup"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("with-your-council/", entra.councils, name="council_sign_in"),
    path("with-your-council/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("with-your-council/<slug:provider_id>/callback/", openid.callback, name="openid_connect_callback"),
    path("signed-in/", sessions.signed_in_where, name="signed_in_where"),
    path("signed-in/how-long/", sessions.how_long, name="how_long"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("second-step/", second_step.overview, name="mfa_index"),
    path("second-step/go-on/", second_step.go_on, name="second_step_go_on"),
    path("second-step/ask/", second_step.Ask.as_view(), name="mfa_authenticate"),
    path("second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/", second_step.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-step/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "second-step/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("second-step/passkeys/add/", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-step/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("second-step/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "second-step/passkeys/<number:pk>/remove/",
        second_step.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("access/", requests.ask, name="ask_for_access"),
    path("access/asked/", requests.asked, name="access_asked"),
    path("access/<number:pk>/", requests.decide, name="access_request"),
    path("invitations/<str:token>/", invitations.open_link, name="invitation"),
    path("invited/<number:pk>/", invitations.look_after, name="invited"),
    path("council/", councils.mine, name="my_council"),
    path("council/<slug:slug>/", councils.council, name="council"),
    path("council/<slug:slug>/invite/", councils.invite, name="council_invite"),
    path("council/<slug:slug>/review/", reviews.review, name="council_review"),
    path("reviews/", reviews.overview, name="reviews"),
    path("posts/<number:pk>/end/", posts.end, name="post_end"),
    path("posts/<number:pk>/act-for/", posts.delegate, name="post_delegate"),
    path("delegations/<number:pk>/end/", posts.end_delegation, name="delegation_end"),
    path("second-step/of/<number:pk>/take-away/", second_step.take_away, name="second_step_take_away"),
]

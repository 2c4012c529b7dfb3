from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: accounts come from the programme team."""

    def is_open_for_signup(self, request):
        return False

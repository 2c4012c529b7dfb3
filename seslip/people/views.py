from django.shortcuts import render


def account(request):
    """Who you are to the portal: what you see and may do follows from the posts listed here."""
    return render(request, "account/account.html")

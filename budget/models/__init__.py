from budget.models.accounts import Account, Award, Fund, Income, Line, Project, Subscription
from budget.models.ledger import Book, BookYear, Commitment, Entry, Nought, Posting, Virement

__all__ = [
    "Account",
    "Award",
    "Book",
    "BookYear",
    "Commitment",
    "Entry",
    "Fund",
    "Income",
    "Line",
    "Nought",
    "Posting",
    "Project",
    "Subscription",
    "Virement",
]

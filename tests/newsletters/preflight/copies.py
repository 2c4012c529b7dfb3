"""Small Updates to try the pre-flight on: one item with the words in question, all else in order."""

from datetime import date

from newsletters.preflight import ContactCopy, ItemCopy, UpdateCopy, check

FRIDAY = date(2023, 5, 19)
CONTACTS = [
    ContactCopy("Petra Long", "Programme manager"),
    ContactCopy("Kevin McDaniels", "Education network"),
    ContactCopy("Tracey Odell", "SEND network"),
]
COUNCILS = [
    "Buckinghamshire",
    "Bracknell Forest",
    "Brighton and Hove",
    "Bristol, City of",
    "Cornwall",
    "East Sussex",
    "Hampshire",
    "Isle of Wight",
    "Kent",
    "Medway",
    "Milton Keynes",
    "Oxfordshire",
    "Portsmouth",
    "Reading",
    "Slough",
    "Southampton",
    "Surrey",
    "West Berkshire",
    "West Sussex",
    "Windsor and Maidenhead",
    "Wokingham",
]


def update_with(update="", *, item=None, **parts):
    item = {"programme": "SEND workshop", "update": f"<p>{update}</p>", "expires_on": FRIDAY} | (item or {})
    return UpdateCopy(
        **{
            "date": FRIDAY,
            "items": [ItemCopy("item", "this_week", **item)],
            "contacts": CONTACTS,
            "councils": COUNCILS,
        }
        | parts
    )


def found(update="", *, item=None, **parts):
    return [(finding.kind.value, finding.words) for finding in check(update_with(update, item=item, **parts))]

"""What the demonstration adds to the plan's document: topics, slips a reader finds, progress, a task."""

import datetime as dt

# The topics that were there before the plan, by line.
TOPICS = {
    1: "data-benchmarking",
    2: "peer-challenge",
    3: "family-hubs",
    5: "unaccompanied-children",
    6: "workforce-and-agency-staff",
    7: "leadership",
    8: "complex-placements",
    10: "children-missing-education",
    12: "kinship-care",
    22: "models-of-social-work",
    24: "adoption-and-special-guardianship",
    25: "assistant-directors-education",
    26: "assistant-directors-safeguarding",
    27: "commissioning",
    28: "data-benchmarking",
    29: "early-help",
    30: "fostering",
    31: "quality-assurance",
    32: "send",
    33: "lead-members",
}
# Who hands a line over to whom, and when: the council's director, by the account's address.
HANDED_OVER = [
    (7, "Alison Jeffery", "dcs.surrey@example.org", "Surrey", dt.date(2021, 12, 1)),
    (20, "Alison Jeffery", "dcs.kent@example.org", "Kent", dt.date(2022, 1, 10)),
]
# Slips of the document that no rule finds: place, quotation, what is wrong.
FOR_A_READER = [
    (
        "Lines 1 and 28",
        "Each quarter … SEND; SEND twice a year",
        "SEND figures are published every quarter in line 1 and twice a year in line 28.",
    ),
    (
        "Table 3, DfE Data to Insight",
        "8 x £10,000 = £80,000",
        "The income called “DfE Data to Insight” is what eight regions pay, and no grant of the DfE.",
    ),
    (
        "Line 26",
        "key partner organisation",
        "The last sentence seems to break off: an ending or a word is missing.",
    ),
]
STANDS = "The document stands as it was agreed; the reader is told here."
NOTES = [
    (
        18,
        "on-track",
        "Eight councils have named their hub homes; the first constellation meets soon.",
    ),
    (20, "needs-help", "Two of the four councils still look for a coordinator."),
    (7, "on-track", "The second group of future leaders has begun."),
]
MILESTONES = [
    (18, dt.date(2021, 12, 31), "First pilot constellation", dt.date(2022, 1, 14)),
    (18, dt.date(2022, 3, 31), "Case for the long run", None),
]
MEASURES = [
    (12, "Social workers trained", "number", [(dt.date(2021, 9, 30), 42), (dt.date(2021, 12, 31), 118)]),
    (12, "Satisfied with the training", "per-cent", [(dt.date(2021, 12, 31), 91)]),
    (12, "Special guardians who feel well supported", "per-cent", []),
]
TASK = (
    10,
    "Which figures on children missing education can every council give each quarter? "
    "Please bring a proposal to the next meeting.",
    "dcs.kent@example.org",
)

from workstreams.models.lines import (
    Group,
    Participation,
    Partner,
    Reference,
    Sponsorship,
    Workstream,
)
from workstreams.models.plans import Paragraph, Plan, RegionFigure, Section, Source, Standing
from workstreams.models.progress import Measure, MeasureValue, Milestone, Output, ProgressNote, Task
from workstreams.models.versions import Anomaly, PlanVersion

__all__ = [
    "Anomaly",
    "Group",
    "Measure",
    "MeasureValue",
    "Milestone",
    "Output",
    "Paragraph",
    "Participation",
    "Partner",
    "Plan",
    "PlanVersion",
    "ProgressNote",
    "Reference",
    "RegionFigure",
    "Section",
    "Source",
    "Sponsorship",
    "Standing",
    "Task",
    "Workstream",
]

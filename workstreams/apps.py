from django.apps import AppConfig

from seslip import nav, registry

PUBLIC_PAGES_READ = [
    "people.Appointment",
    "workstreams.Anomaly",
    "workstreams.Group",
    "workstreams.Measure",
    "workstreams.MeasureValue",
    "workstreams.Milestone",
    "workstreams.Output",
    "workstreams.Paragraph",
    "workstreams.Participation",
    "workstreams.Partner",
    "workstreams.Plan",
    "workstreams.PlanVersion",
    "workstreams.ProgressNote",
    "workstreams.Reference",
    "workstreams.RegionFigure",
    "workstreams.Section",
    "workstreams.Source",
    "workstreams.Sponsorship",
    "workstreams.Standing",
    "workstreams.Task",
    "workstreams.Workstream",
]


class WorkstreamsConfig(AppConfig):
    name = "workstreams"
    verbose_name = "Plan and workstreams"

    def ready(self):
        from workstreams import demonstration
        from workstreams.asks import asks_of
        from workstreams.searchable import WORKSTREAMS

        registry.offer("menu", nav.Entry("Workstreams", "workstreams:workstreams", 30))
        registry.offer("searchable", WORKSTREAMS)
        registry.offer("asks", asks_of)
        registry.offer("demonstration", demonstration.seed)
        for label in PUBLIC_PAGES_READ:
            registry.offer("public pages read", label)

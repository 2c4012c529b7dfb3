from django.urls import path, register_converter

from workstreams.views import lines, plans, tasks, versions
from workstreams.years import YearConverter

register_converter(YearConverter, "year")

app_name = "workstreams"
urlpatterns = [
    path("", lines.workstream_list, name="workstreams"),
    path("mine/", lines.mine, name="my-workstreams"),
    path("tasks/", tasks.task_list, name="tasks"),
    path("tasks/<number:pk>/", tasks.task_detail, name="task"),
    path("plan/compare/", versions.compare, name="plan-compare"),
    path("plan/<year:year>/", plans.plan, name="plan"),
    path("plan/<year:year>/pdf/", versions.newest_pdf, name="plan-pdf"),
    path("plan/<year:year>/proof/", plans.proof, name="plan-proof"),
    path("plan/<year:year>/versions/<number:number>/", versions.version, name="plan-version"),
    path("plan/<year:year>/versions/<number:number>/pdf/", versions.version_pdf, name="plan-version-pdf"),
    path("<year:year>/", lines.workstream_list, name="workstreams-of-year"),
    path("<year:year>/<number:number>/", lines.workstream, name="workstream"),
    path("<year:year>/<number:number>/note/", lines.note_write, name="note-write"),
]

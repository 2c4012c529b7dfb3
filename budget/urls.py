from django.urls import path

from budget.views import closing, entries, pages, virements

app_name = "budget"
urlpatterns = [
    path("", pages.newest, name="budget-newest"),
    path("<year:year>/", pages.budget, name="budget"),
    path("<year:year>.csv", pages.as_csv, name="budget-csv"),
    path("<year:year>.xlsx", pages.as_workbook, name="budget-xlsx"),
    path("<year:year>.journal", pages.as_journal, name="budget-journal"),
    path("<year:year>/projects/", pages.projects, name="budget-projects"),
    path("<year:year>/actual/", pages.actual, name="budget-actual"),
    path("<year:year>/entries/", entries.entry_list, name="entries"),
    path("<year:year>/entries/new/", entries.entry_write, name="entry-write"),
    path("<year:year>/entries/import/", entries.entries_import, name="entries-import"),
    path("<year:year>/close/", closing.year_close, name="year-close"),
    path("entries/<number:pk>/reverse/", entries.entry_reverse, name="entry-reverse"),
    path("<year:year>/virements/", virements.virement_list, name="virements"),
    path("virements/<number:virement>/", virements.virement_decide, name="virement-decide"),
]

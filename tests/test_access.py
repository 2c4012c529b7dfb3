"""Who may open which address: every address of the site, every kind of person.

    ok      it opens
    soon    it is being made, and says so (a PDF)
    in      asked to sign in first, and brought back afterwards
    away    sent on to where they belong
    post    it takes only what a form sends; whoever may not know of it is told there is none
    no      they may know that it is there, and may not do that
    none    as if there were no such address

"superuser" is the portal's administrator: whoever looks after the portal itself. Who is who stands at the top of
conftest.py.

"restricted" is a thing kept for directors, "draft" an Update that nobody has published, "unknown" a link that
no letter carries, "walled" a thing of a peer challenge round at the stage "released to own group", in which Kent and
Surrey stand in one group and Brighton in another, "late" a thing of the like at the last stage, "themes", "agency"
the memorandum on agency staff. A new address without a row fails the test.
"""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions import packs
from networks.peer_challenge.models import Themes
from newsletters.actions import publishing
from seslip.library.models import Folder, Request, Version
from seslip.people import actions
from tests.budget.factories import make_budget
from tests.networks.peer_challenge.factories import (
    make_ask,
    make_match,
    make_memorandum,
    make_offer,
    make_paper,
    make_round,
    make_version,
    nominate,
    undertaken,
    with_blank,
)
from tests.newsletters import factories
from tests.people.coming import ask, invite
from tests.walk.test_walk import url_names
from tests.workstreams.factories import frozen, line_of, make_plan, make_task, sponsor

# A table is read across: ruff may not fold it.
# ruff: noqa: E501
TABLE = """
                                         any-   no     left   data   off-   in a   co-    data   Lead   Lead   chief  dep-   DCS    DCS    other  LGA    DfE    steer  trea-  faci-  super  team
                                         body   post   last   only   icer   net-   ordi-  lead   Memb   Memb   exec   uty    of     same   DCS    advi-  advi-  group  surer  lita-  user
                                                       year          Kent   work   nates  Kent   other  Kent   Kent   Kent   Kent   group         ser    ser                  tor
address                                  anon   pat    ian    fay    otto   nell   cora   dana   mo     lena   cleo   dev    alison bob    oona   liz    drew   stan   tess   faz    ada    petra

front                                    ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
accessibility                            ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
privacy                                  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
cookies                                  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
contact                                  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
favicon                                  away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
search                                   ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
healthz                                  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
gallery                                  in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok     none   ok     ok

archive                                  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
feed                                     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
update public                            ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
update restricted                        none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
update draft                             none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
update-pdf public                        soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon
update-pdf restricted                    none   none   none   none   none   none   none   none   none   none   none   none   soon   soon   soon   none   none   none   none   none   none   soon
update-pdf draft                         none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
update-pdf-preview public                in     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     soon
update-pdf-preview restricted            in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   soon
update-pdf-preview draft                 in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   soon

actions                                  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
calendar                                 ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
action public                            ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
action restricted                        none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
action-answer public                     in     no     no     no     no     no     no     ok     no     no     no     ok     ok     ok     ok     no     no     no     no     no     no     no
action-answer restricted                 in     none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   no
action-answers public                    in     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     ok
action-answers restricted                in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok

subscribe                                ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
asked                                    ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
mine                                     in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
preferences unknown                      none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
leave unknown                            none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
confirm unknown                          none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
come-back unknown                        none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none

list                                     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
document public                          ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
document restricted                      none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
folder public                            ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
folder restricted                        none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
ask public                               in     away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
ask restricted                           in     none   none   none   none   none   none   none   none   none   none   none   away   away   away   none   none   none   none   none   none   away
review public                            in     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     ok
review restricted                        in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok
requests                                 in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
request public                           in     none   none   none   none   none   none   none   none   none   none   none   ok     none   none   none   none   none   none   none   none   ok
request restricted                       in     none   none   none   none   none   none   none   none   none   none   none   ok     none   none   none   none   none   none   none   none   ok
download public                          ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
download restricted                      none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
version public                           ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
version restricted                       none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok

workstreams                              ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
workstreams-of-year public               ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
workstreams-of-year restricted           none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
workstreams-of-year draft                none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
my-workstreams                           in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
workstream public                        ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
workstream restricted                    none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
workstream draft                         none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
plan public                              ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
plan restricted                          none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
plan draft                               none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
plan-proof public                        ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
plan-proof restricted                    none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
plan-proof draft                         none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
plan-version public                      ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
plan-version restricted                  none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
plan-version draft                       none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
plan-pdf public                          soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon
plan-pdf restricted                      none   none   none   none   none   none   none   none   none   none   none   none   soon   soon   soon   none   none   none   none   none   none   soon
plan-pdf draft                           none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   soon
plan-version-pdf public                  soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon   soon
plan-version-pdf restricted              none   none   none   none   none   none   none   none   none   none   none   none   soon   soon   soon   none   none   none   none   none   none   soon
plan-version-pdf draft                   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   soon
plan-compare                             ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
note-write public                        in     no     no     no     no     no     no     no     no     no     no     no     ok     no     no     no     no     no     no     no     no     ok
note-write restricted                    in     none   none   none   none   none   none   none   none   none   none   none   ok     no     no     none   none   none   none   none   none   ok
note-write draft                         in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
tasks                                    in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
task public                              in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
task restricted                          in     none   none   none   none   none   ok     none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok

budget-newest                            away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
budget public                            ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
budget restricted                        none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
budget draft                             none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
budget-csv public                        ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
budget-csv restricted                    none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
budget-csv draft                         none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
budget-xlsx public                       ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
budget-xlsx restricted                   none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
budget-xlsx draft                        none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
budget-journal public                    ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
budget-journal restricted                none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
budget-journal draft                     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
budget-projects public                   ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
budget-projects restricted               none   none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
budget-projects draft                    none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
budget-actual public                     in     none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     none   none   ok     ok     none   none   ok
budget-actual restricted                 in     none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
budget-actual draft                      in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
entries public                           in     none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     none   none   ok     ok     none   none   ok
entries restricted                       in     none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok
entries draft                            in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
entry-write public                       in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     ok     none   none   ok
entry-write restricted                   in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok
entry-write draft                        in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
entries-import public                    in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     ok     none   none   ok
entries-import restricted                in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok
entries-import draft                     in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
virements public                         in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     ok     none   none   ok
virements restricted                     in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok
virements draft                          in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
year-close public                        in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     ok     none   none   ok
year-close restricted                    in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok
year-close draft                         in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
entry-reverse public                     in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     ok     none   none   ok
entry-reverse restricted                 in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     none   none   none   none   none   none   ok
virement-decide public                   in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     ok     none   none   ok
virement-decide restricted               in     none   none   none   no     no     no     no     no     no     no     no     no     no     no     none   none   no     none   none   none   ok

room                                     in     none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     ok     ok
round walled                             in     none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     none   ok
round-new                                in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     no     ok
round-change walled                      in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   ok     none   ok
groups walled                            in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   ok     none   ok
groups-propose walled                    in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   ok     none   ok
groups-save walled                       in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
board walled                             in     none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     no     none   none   none   ok     none   ok
board-nudge walled                       in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
facilitators walled                      in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     none   ok
facilitator-end walled                   in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
paper walled                             in     none   none   none   none   none   none   none   none   ok     ok     ok     ok     ok     none   none   none   none   none   ok     none   none
paper-copy walled                        in     none   none   none   none   none   none   none   none   away   away   away   away   away   none   none   none   none   none   away   none   none
pack walled                              in     none   none   none   none   none   none   none   none   none   none   none   soon   none   none   none   none   none   none   none   none   none
pack-ask walled                          in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
actions-write walled                     in     none   none   none   none   none   none   none   none   no     no     no     no     no     none   none   none   none   none   no     none   none
actions-follow-up walled                 in     none   none   none   none   none   none   none   none   no     no     no     no     no     none   none   none   none   none   no     none   none
paper-settle walled                      in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
paper-open-up walled                     in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
undertaking walled                       in     none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     none   ok
paper-upload walled                      in     none   none   none   none   none   none   no     no     no     no     ok     ok     no     no     no     none   none   none   ok     none   ok
emergency                                in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok     none
stage walled                             in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   ok     none   ok

ask-change late                          in     none   none   none   none   none   none   none   none   no     no     no     no     no     no     no     none   none   none   ok     none   none
ask-confirm late                         in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
ask-withdraw late                        in     none   none   none   none   none   none   none   none   no     no     no     no     no     no     no     none   none   none   ok     none   none
offer-change late                        in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     no     none   none   none   ok     none   none
offer-confirm late                       in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
offer-withdraw late                      in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     no     none   none   none   ok     none   none
match late                               in     none   none   none   none   none   none   none   none   none   none   none   no     no     no     no     none   none   none   ok     none   none
asks walled                              in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     none   no
asks late                                in     none   none   none   none   none   none   no     ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     none   no
asks-write walled                        in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     none   no
asks-write late                          in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     ok     none   none   none   ok     none   no
matches walled                           in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     none   no
matches late                             in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   ok     none   no
matches-propose walled                   in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post
themes walled                            in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     none   no
themes late                              in     none   none   none   none   none   none   ok     ok     ok     ok     no     ok     ok     ok     ok     none   none   none   ok     none   ok
themes-write walled                      in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   no     none   no
themes-write late                        in     none   none   none   none   none   none   no     no     no     no     no     no     no     no     no     none   none   none   ok     none   no
themes-sign-off walled                   in     none   none   none   none   none   none   post   post   post   post   post   post   post   post   post   none   none   none   post   post   post

memoranda                                in     none   none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     none   ok
memorandum-issue                         in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok
memorandum walled                        in     none   none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     none   ok
memorandum agency                        in     none   none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     none   none   none   none   none   none   ok
memorandum-blank walled                  in     none   none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     ok     none   none   none   ok     none   ok
memorandum-blank agency                  in     none   none   none   none   none   none   none   ok     ok     ok     ok     ok     ok     ok     none   none   none   none   none   none   ok
memorandum-change walled                 in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     no     none   none   none   no     none   no
memorandum-change agency                 in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     none   none   none   none   none   none   ok
memorandum-sign walled                   in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     no     none   none   none   no     none   no
memorandum-sign agency                   in     none   none   none   none   none   none   none   ok     ok     ok     no     ok     ok     ok     none   none   none   none   none   none   no
memorandum-on-paper walled               in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     no     none   none   none   no     none   ok
memorandum-on-paper agency               in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     none   none   none   none   none   none   ok
memorandum-commit walled                 in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     no     none   none   none   no     none   no
memorandum-commit agency                 in     none   none   none   none   none   none   none   no     no     no     no     ok     ok     ok     none   none   none   none   none   none   ok
memorandum-withdraw walled               in     none   none   none   none   none   none   none   no     no     no     no     no     no     no     no     none   none   none   no     none   no
memorandum-withdraw agency               in     none   none   none   none   none   none   none   no     no     no     no     ok     ok     ok     none   none   none   none   none   none   ok

circle public                            in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
circle restricted                        in     none   none   none   none   none   none   none   none   none   none   none   ok     ok     ok     none   none   none   none   none   none   ok

record                                   in     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     ok     ok
record-export                            in     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     ok     ok

account                                  in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_login                            ok     away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
account_logout                           away   ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_signup                           ok     away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
account_inactive                         ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_change_password                  in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_reset_password                   ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_reset_password_done              ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_reset_password_from_key unknown  ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_reset_password_from_key_done     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok

council_sign_in                          ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
openid_connect_login unknown             none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
openid_connect_callback unknown          none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
signed_in_where                          in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
how_long                                 ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
account_reauthenticate                   in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
mfa_index                                in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
second_step_go_on                        in     away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
mfa_authenticate                         away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
mfa_reauthenticate                       in     away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
mfa_activate_totp                        in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
mfa_deactivate_totp                      in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
mfa_view_recovery_codes                  in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
mfa_download_recovery_codes              in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
mfa_generate_recovery_codes              in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
mfa_add_webauthn                         in     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
mfa_login_webauthn                       away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
mfa_reauthenticate_webauthn              in     away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
mfa_remove_webauthn unknown              in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
second_step_take_away person             in     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     no     ok     ok

ask_for_access                           ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
access_asked                             ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
access_request kent                      in     none   none   none   none   none   none   none   none   none   none   ok     ok     none   none   none   none   none   none   none   ok     ok
invitation unknown                       none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none
invited kent                             in     none   none   none   none   none   none   none   none   none   none   ok     ok     none   none   none   none   none   none   none   ok     ok
my_council                               in     none   none   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away   away
council kent                             in     none   none   none   ok     none   none   ok     none   ok     ok     ok     ok     none   none   none   none   none   none   none   ok     ok
council_invite kent                      in     none   none   none   no     none   none   no     none   no     no     ok     ok     none   none   none   none   none   none   none   no     ok
council_review kent                      in     none   none   none   no     none   none   no     none   no     no     ok     ok     none   none   none   none   none   none   none   ok     ok
reviews                                  in     none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   none   ok     ok
post_end data-lead                       in     none   none   none   no     none   none   ok     none   no     no     ok     ok     none   none   none   none   none   none   none   ok     ok
post_delegate data-lead                  in     none   none   none   no     none   none   ok     none   no     no     no     ok     none   none   none   none   none   none   none   no     no
delegation_end acting                    in     none   none   none   no     none   none   no     none   no     no     ok     ok     none   none   none   none   none   none   none   no     no
"""
WORDS = {200: "ok", 202: "soon", 403: "no", 404: "none", 405: "post"}
ROWS = [line.split() for line in TABLE[TABLE.index("address ") :].splitlines() if line]
PEOPLE = ROWS.pop(0)[1:]
EXPECTED = {" ".join(row[: -len(PEOPLE)]): row[-len(PEOPLE) :] for row in ROWS}
# The admin is one room with a door of its own: see tests/walk.
ELSEWHERE = ("admin:",)


@pytest.fixture
def things(cast, everyone, directors):
    """One of each thing for everyone, one for directors, one draft; with the arguments that open it."""
    public, restricted = _things(700, everyone, cast["alison"]), _things(701, directors, cast["alison"])
    draft = {"slug": factories.make_update(702).slug}
    unknown = {"token": "unknown", "uidb36": "1", "key": "unknown", "pk": 0, "provider_id": "x"}
    nominate(cast["dev"], cast["alison"])
    round_ = make_round(facilitator=cast["faz"])
    paper = make_version(make_paper(round_)).paper
    walled = {"slug": round_.slug, "pk": paper.pk, "number": 1, "council": "kent", "kind": "assessment"}
    walled |= {"facilitator": round_.facilitators.get().pk}
    walled |= {"pack": packs.ask_for(round_=round_, council=paper.council, by=cast["alison"]).pk}
    walled |= {"memorandum": with_blank(round_.memorandum).pk}
    agency = {"memorandum": with_blank(make_memorandum(kind="agency", signed_by=())).pk}
    person = {"pk": cast["otto"].person.pk}
    public |= _plan("2021-22", everyone, cast)
    restricted |= _plan("2020-21", directors, cast)
    draft |= _plan("2022-23", everyone, cast, status="draft")
    seen = {"public": public, "restricted": restricted, "draft": draft}
    return (
        seen
        | {"unknown": unknown, "walled": walled, "agency": agency, "person": person}
        | {"late": _late(cast, round_.memorandum)}
        | _coming_in(cast)
    )


def _late(cast, memorandum) -> dict:
    """What Kent asks, Surrey offers and the round says, at its last stage; the two have been introduced.

    Everybody has accepted its undertaking.
    """
    round_ = make_round("T18", stage=Stage.THEMES, facilitator=cast["faz"], memorandum=memorandum)
    undertaken(round_, *cast.values())
    ask, offer = make_ask(round_), make_offer(round_)
    Themes.objects.create(round=round_, words="The region is short of carers.")
    match = make_match(ask, offer, state="introduced")
    return {"slug": round_.slug, "ask-": ask.pk, "offer-": offer.pk, "match": match.pk}


def _coming_in(cast) -> dict:
    """Kent's people: Dana's post, Dev acting for Alison, somebody invited and somebody who asks."""
    actions.ask_for_reviews()
    return {
        "kent": {"slug": "kent", "access_request": ask().pk, "invited": invite(cast["alison"]).pk},
        "data-lead": {"pk": cast["dana"].person.appointments.get().pk},
        "acting": {"pk": cast["dev"].person.delegated.get().pk},
    }


def _plan(year, audience, cast, status="agreed") -> dict:
    """A plan with a version; Alison sponsors its first line, and Cora is to answer a task."""
    plan = make_plan(year, audience=audience, status=status)
    frozen(plan)
    line = line_of(plan)
    sponsor(line, cast["alison"].person)
    return {
        "year": year,
        "number": 1,
        "task": make_task(line, cast["cora"].person, audience).pk,
        **_money(plan, audience, cast),
    }


def _money(plan, audience, cast) -> dict:
    """An entry for that circle, and a virement that Petra has asked for."""
    ledger = make_budget(plan)
    entry = ledger.spent(audience=audience if not audience.is_public else None)
    return {"entry": entry.pk, "virement": ledger.virement(cast["petra"]).pk}


def _things(number, audience, asker) -> dict:
    asked = {"what": "Say who comes", "by_when": dt.date(2040, 1, 1), "who": "councils", "wants": "interest"}
    item = factories.make_item(f"Item {number}", audience=audience, actions=[asked])
    update = factories.make_update(number, audience=audience, this_week=[item])
    publishing.publish(update=update, by=None, tell_readers=False)
    document = factories.make_document(f"Paper {number}", audience=audience, kind="file", url="")
    version = Version(document=document, number=1, name="paper.txt", content_type="text/plain", size=5)
    version.sha256 = str(number).zfill(64)
    version.file.save("paper.txt", ContentFile(b"paper"))
    return {
        "slug": update.slug,
        "document": document.pk,
        "action": item.actions.get().pk,
        "circle": audience.pk,
        "folder": Folder.objects.create(name=f"Folder {number}", audience=audience).pk,
        "request": Request.objects.create(document=document, asked_by=asker, why="To see.").pk,
        "number": 1,
    }


def address_of(name, pattern, thing) -> str:
    wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
    arguments = {key: thing[key] for key in wanted if key in thing}
    if "pk" in wanted - set(thing):
        kinds = ("access_request", "invited", "action", "circle", "folder", "request")
        kinds += ("ask-", "offer-", "match", "task", "entry", "document")
        arguments["pk"] = next(thing[kind] for kind in kinds if kind in f"{name} document")
    return reverse(name, kwargs=arguments)


# What an address needs that is neither a document nor an action.
OF_ITS_OWN = {
    "access_request": ["kent"],
    "invited": ["kent"],
    "council": ["kent"],
    "council_invite": ["kent"],
    "council_review": ["kent"],
    "post_end": ["data-lead"],
    "post_delegate": ["data-lead"],
    "delegation_end": ["acting"],
    **dict.fromkeys(["ask-change", "ask-confirm", "ask-withdraw", "match"], ["late"]),
    **dict.fromkeys(["offer-change", "offer-confirm", "offer-withdraw"], ["late"]),
    **dict.fromkeys(["asks", "asks-write", "matches", "themes", "themes-write"], ["walled", "late"]),
    **dict.fromkeys(["task", "entry-reverse", "virement-decide"], ["public", "restricted"]),
    "mfa_remove_webauthn": ["unknown"],
    "openid_connect_callback": ["unknown"],
    "openid_connect_login": ["unknown"],
    "second_step_take_away": ["person"],
}


def kinds_of(name, pattern) -> list[str]:
    """Which rows an address needs, from what it must be given."""
    if pattern.name in OF_ITS_OWN:
        return OF_ITS_OWN[pattern.name]
    wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
    if "memorandum" in wanted:
        return ["walled", "agency"]
    if name.startswith("peer_challenge:"):
        return ["walled"] if wanted else [""]
    if wanted & {"token", "key"}:
        return ["unknown"]
    if wanted & {"slug", "year"}:
        return ["public", "restricted", "draft"]
    return ["public", "restricted"] if wanted else [""]


def signed_in(cast, who) -> Client:
    client = Client()
    if who in cast:
        client.force_login(cast[who])
    return client


def test_every_address_opens_for_those_it_is_for(things, cast):
    clients = [signed_in(cast, who) for who in PEOPLE]
    found = {}
    for name, pattern in url_names():
        if name.startswith(ELSEWHERE):
            continue
        for kind in kinds_of(name, pattern):
            address = address_of(name, pattern, things.get(kind, {}))
            row = f"{name.split(':')[-1]} {kind}".strip()
            found[row] = [answer(client, address) for client in clients]
    assert found == EXPECTED


def answer(client, address) -> str:
    response = client.get(address)
    # Nothing leaves without the policy that keeps scripts, styles and frames from elsewhere out.
    assert "default-src 'none'" in response["Content-Security-Policy"], address
    assert "unsafe" not in response["Content-Security-Policy"], address
    if response.status_code in (301, 302):
        return "in" if "/accounts/login/?" in response["Location"] else "away"
    return WORDS.get(response.status_code, str(response.status_code))

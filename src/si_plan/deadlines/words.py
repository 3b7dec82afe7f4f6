"""The words of time, as a list to be read and added to: `class value: phrase | phrase`, one class a line.

Phrases are in small letters, without hyphens. A phrase may stand in several classes; the grammar in `forms`
says what each class is for. `vocabulary` looks them up.
"""

from typing import Final

WORDS: Final = """
month 1: january | jan
month 2: february | feb | febuary | feburary
month 3: march | mar
month 4: april | apr
month 5: may
month 6: june | jun
month 7: july | jul
month 8: august | aug
month 9: september | sept | sep
month 10: october | oct
month 11: november | nov
month 12: december | dec
weekday 0: monday | mon
weekday 1: tuesday | tue | tues
weekday 2: wednesday | wed | weds
weekday 3: thursday | thu | thur | thurs
weekday 4: friday | fri
weekday 5: saturday | sat
weekday 6: sunday | sun
weekdays 0: mondays | tuesdays | wednesdays | thursdays | fridays
season 1: autumn | aut | michaelmas
season 2: spring | spr | lent
season 3: summer | trinity | sum
term 0: term | terms
halfterm 0: half term | half terms | ht
t 0: t
holiday 0: holiday | holidays | break | vacation | recess
feast 1: easter
feast 2: christmas | xmas
feast 3: new year
academic 0: academic year | school year | academic yr | school yr | educational year | ay
financial 0: financial year | fiscal year | fy | budget year | financial yr
municipal 0: municipal year | civic year
calendar 0: calendar year
yearword 0: year | yr
wholeyear 0: whole year | all year | full year | entire year | all year round | year round | across the year
quarter 0: quarter | qtr | q | quarters
wc 0: w/c | wc | week commencing | week beginning | w/b | wb | wk commencing | wk beginning | wk beg
wc 0: week starting | week of
we 0: w/e | week ending | wk ending
which 0: this | current | present
which 1: next | coming | forthcoming | following | new
which -1: last | previous | past
by 0: by | no later than | not later than | on or before | due by | due | due date | deadline | by latest
by 0: no more than | not more than
by 0: completed by | complete by | to be completed by | to be complete by | in place by | finish by
by 0: finished by
by 0: due for completion by | by or before | target date | completion date | for completion by | deadline of
before 0: before | prior to | ahead of | in advance of
from 0: from | starting | starting from | starting in | starts | start | started | commencing | commence
from 0: commences | commencing from | with effect from | wef | w.e.f | since | begin | begins | beginning
from 0: as of | as from | effective from | not before | no earlier than | not earlier than | to start
from 0: no sooner than | not sooner than | earliest
from 0: not until | not till | not applicable until | n/a until
from 0: to begin
from 0: beginning with | beginning on | starting with
from 0: beginning with the day on which | beginning on the day on which | beginning on the day when
from 0: beginning with the date of | beginning with the date on which | beginning with the day of
including 0: beginning with the day on which | beginning on the day on which | beginning on the day when
including 0: beginning with the date of | beginning with the date on which | beginning with the day of
including 0: beginning with | beginning on | starting with | starting on | from and including | on and from
from 0: due to start | due to start in | due to begin | due to begin in | due to commence | due to commence in
from 0: begins in | begin in | to begin in | beginning in | to begin on | to start on | due to start on
within 0: within | inside | within a period of | within the period of
within 0: before the end of the period of | by the end of the period of | before the end of a period of
during 0: within a period of | within the period of
during 0: before the end of the period of | by the end of the period of | before the end of a period of
from 0: to start in | to commence | starts in | from and including | starting on | start in | on and from
after 0: after | following | post
after 0: beginning with the day after | beginning on the day after | beginning the day after | from the day after
after 0: starting with the day after | starting on the day after | starting the day after | on the day after
after 0: commencing with the day after | commencing on the day after | commencing the day after
after 0: beginning with the day following | beginning on the day following
until 0: until | untill | till | til | up to | up until | through to | thru | ending | to end | until the | ends
to 0: to
between 0: between
during 0: in | during | throughout | over | within | through | across | in the course of | at some point in
during 0: over the course of | any time in | sometime in | for the duration of | inside
during 0: throughout the whole of
for 0: @ | for | planned for | scheduled for | target | ready for | in time for | at | timescale | aim | set for
on 0: on
end 0: end of | end | the end of | close of | conclusion of | last day of | final day of
start 0: start of | beginning of | first day of | commencement of | outset of
early 0: early | early in | early part of
mid 0: early to mid | mid | middle | middle of | middle part of | midway through
mid 0: halfway through | half way through
late 0: mid to late | late | late in | later in | latter part of
late 0: towards the end of | toward the end of | latter half of
firsthalf 0: first half of | first half | first half term | first half term of
secondhalf 0: second half of | second half | second half term | second half term of
halftermof 1: first half term of
halftermof 2: second half term of
firstweek 0: first week of | first week in | first week back in
secondweek 0: second week of | second week in
thirdweek 0: third week of | third week in
lastweek 0: last week of | last week in | final week of
plain 0: in post
termtime 0: term time | in term time | during term time | term time only | in term time only
plain 0: mid point | midpoint | mid year review | end point | start point | mid term
each 0: each | every | per
everyslip 0: ever | evry | evey | evrey | eevry | eahc
eachof 0: each of the | each of | every one of the | each one of the
all 0: all the | all of the | all
thing 0: child | children | pupil | pupils | student | students | teacher | teachers | staff | family | families
thing 0: parent | parents | class | classes | book | books | people | place | places | school | schools
thing 0: governor | governors | person | hour | hours | minute | minutes
a 0: a | an
other 0: other | alternate
alternate 0: alternate
times 0: times | x
count 1: once
count 2: twice
count 3: thrice
n 1: one
n 2: two
n 3: three
n 4: four
n 5: five
n 6: six
n 7: seven
n 8: eight
n 9: nine
n 10: ten
n 12: twelve
n 18: eighteen
nth 1: first
nth 2: second
nth 3: third
nth 4: fourth
nth 5: fifth
nth 6: sixth
unit 1: day | days | calendar days | calendar day | consecutive days
unit 11: working days | working day | business days | business day
unit 12: school days | school day
unit 13: clear days | clear day
unit 14: clear working days | clear working day | clear business days
unit 2: week | weeks | wk | wks | working weeks | calendar weeks
unit 15: school weeks | school week
unit 3: month | months | month of | calendar month | calendar months
unit 4: quarter | quarters
unit 5: half term | half terms
unit 6: term | terms | school term
unit 7: year | years | year of | yr | yrs
unit 8: fortnight | fortnights
unit 9: academic year | school year | academic years | school years
unit 10: financial year | financial years
meeting 0: meeting | meetings | agenda | agendas
freq 1: daily
freq 2: weekly
freq 3: fortnightly
freq 4: monthly
freq 5: quarterly
freq 6: half termly | each half termly
freq 7: termly
freq 8: annual | annually | yearly | year on year
perannum 7: per annum | p.a | pa
freq 9: half yearly | half annually | six monthly
freq 10: biennial | biennially
freq 11: bi monthly | bimonthly
freq 12: bi annual | bi annually | biannual | biannually
freq 13: bi weekly | biweekly
freq 14: bi termly
ongoing 1: ongoing | on going | continuous | continuously | continual | continually | continuing | continue
ongoing 1: constant | constantly | at all times | rolling | rolling programme | permanent | open ended
ongoing 1: on an ongoing basis | constant monitoring | continuous process
ongoing 2: day to day | regular | regularly | on a regular basis
ongoing 2: always
ongoing 2: frequently | frequent
throughout 0: throughout
needed 0: when needed | as needed | as required | when required | as necessary | when necessary
needed 0: if necessary
needed 0: as and when | as and when required | as and when needed | as and when necessary | ad hoc | adhoc
needed 0: as appropriate | when appropriate | when the need arises | as the need arises | as need arises
needed 0: if required | if needed | where necessary | where appropriate | where required | on request
needed 0: on demand
needed 0: as they arise | as it arises | as arises | case by case | when requested | as opportunities arise
needed 0: when it arises | when they arise | when available | as and when they arise
needed 0: as and when appropriate
immediate 0: immediate | immediately | with immediate effect | straight away | right away | at once | now
immediate 0: forthwith | urgent | urgently | from now | immediate effect | from now on | straightaway
soon 0: asap | as soon as possible | a.s.a.p | soon | shortly | as soon as practicable
soon 0: as soon as practical
soon 0: as early as possible | at the earliest opportunity | in due course | as soon as is practicable
unknown 0: tbc | tba | tbd | t.b.c | t.b.a | to be confirmed | to be agreed | to be decided
unknown 0: to be determined
unknown 0: to be arranged | to be set | not known | unknown | date to be confirmed | dates to be confirmed
unknown 0: awaiting date | to be advised | to be announced | to be scheduled | dates tbc | date tbc
unknown 0: not set
provisional 0: ? | provisional | provisionally | approx | approximately | circa | around | about | roughly
provisional 0: nominally
provisional 0: subject to | possibly | or sooner | or earlier | if possible | where possible | ideally
provisional 0: hopefully
none 0: n/a | not applicable | none | nil
status 0: complete | completed | done | achieved | finished | closed | in progress | underway | under way
status 0: on track
status 0: delivered | actioned | not started | in place | already in place | on target | met | fully met
status 0: green
status 0: outstanding | amber | not yet started | partially met | ongoing and on track
moved 0: was | revised | revised to | originally | original | previously | formerly
moved 0: postponed | deferred | delayed | cancelled | slipped | rescheduled | moved | put back | no longer
moved 0: extended
moved 0: overdue | missed | brought forward | superseded | not before agreed | carried forward
moved 0: carried over
elsewhere 0: as above | see above | ditto | as below | see below | same as above | same | see | as per
elsewhere 0: refer to
elsewhere 0: above | as previous | as before
next 0: next meeting | next agenda | next inspection | next visit | next board meeting
next 0: next governors meeting
next 0: next governing body meeting | next full governors meeting | next committee meeting
event 0: fgb | lgb | cabinet | meeting | meetings | agenda | visit | visits | training
event 0: workshop | workshops | inset | conference
event 0: event | events | session | sessions | observation | observations | election | day | evening
event 0: assembly | committee | governors | visit day | interviews | panel | presentation | launch event
then 0: then | thereafter | afterwards | after that | subsequently | followed by | begin then
plus 0: +
onwards 0: onwards | onward | and onwards | and beyond | beyond
onwards 0: at the earliest | at earliest | or later | or after
onwards 1: and ongoing | and continuing | and thereafter
or 0: or | either
instead 0: instead of | rather than | in place of | replacing
not 0: not | except | excluding | unless | other than | apart from | if | never | cannot
reference 0: ks | key stage | y | yr | year | years | stage | level | phase | priority | action | objective | section
reference 1: day | session
reference 0: page | appendix | item | step | part | task | week | wk | strand | group | grp | target
reference 0: milestone | point | points | recommendation | area | no | number | version | v | room | table
reference 0: annex | form
clock 0: noon | midday | midnight | close of play
least 0: at least | minimum | minimum of | a minimum of | no less than | not less than | no fewer than
least 0: not fewer than | more than | no sooner than | not sooner than | no earlier than | not earlier than
least 0: not before | not until | not till
filler 0: the | of | date | dates | month of | year of | at least | minimum | minimum of | a minimum of
filler 0: at the latest
filler 0: latest | its | our | their | whole | entire | full | period | done by date
filler 0: teh | as at | is | be | both
filler 0: at latest
and 0: and | & | plus | +
comma 0: ,
semi 0: ;
slash 0: /
dash 0: -
dot 0: .
colon 0: :
open 0: (
close 0: )
percent 0: % | percent | per cent
money 0: £ | $
"""

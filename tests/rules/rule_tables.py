"""Every rule of every shipped scheme by cases: a clean dossier, what is changed in it, what the rule answers.

A line is rule, kind of organisation, changes, outcome. ``II.2=TB`` grades a line, ``P.1=2500`` gives 25 points,
``subs=-`` takes a fact away. The clean commune has 9 of 11 sub-branches, the clean branch 24 of 28 members rated, at
the second level or better.
"""

from __future__ import annotations

OF_2014 = """
points_90               commune                                               pass
points_90               commune      P.1=2500                                 pass
points_90               commune      P.1=2499                                 fail
points_90               commune      P.1=-                                    unknown
points_90               commune      P.1=- P.3=999                            fail
points_90               commune      P.5=-                                    pass
points_90               commune      P.1=none                                 fail
points_90               military     P.2=1000                                 pass
points_90               military     P.2=999                                  fail
points_70               commune      P.1=500                                  pass
points_70               commune      P.1=499                                  fail
points_70               commune      P.1=- P.2=-                              unknown
points_50               commune      P.1=0 P.2=0                              pass
points_50               commune      P.1=0 P.2=0 P.6=499                      fail
points_50               commune      P.1=- P.2=- P.3=-                        unknown
united                  commune                                               pass
united                  base_branch  disunity=1                               fail
united                  base_branch  disunity=-                               unknown
no_serious_corruption   commune                                               pass
no_serious_corruption   commune      corruption=1                             pass
no_serious_corruption   commune      discipline_member=2                      pass
no_serious_corruption   commune      corruption=1 discipline_member=1         fail
no_serious_corruption   commune      corruption=1 discipline_member=-         unknown
no_serious_corruption   commune      corruption=- discipline_member=1         unknown
no_serious_corruption   commune      corruption=- discipline_member=-         unknown
no_serious_corruption   commune      corruption=- discipline_member=0         pass
government_not_lowest   commune      rating_government=HT                     pass
government_not_lowest   commune      rating_government=YK                     fail
government_not_lowest   town         rating_government=YK                     fail
government_not_lowest   commune      rating_government=-                      unknown
mass_not_lowest         commune                                               pass
mass_not_lowest         commune      rating_women=YK                          pass
mass_not_lowest         commune      rating_women=YK rating_government=YK     pass
mass_not_lowest         commune      rating_women=YK rating_union=none        pass
mass_not_lowest         commune      rating_youth=-                           pass
mass_not_lowest         commune      rating_women=YK rating_front=YK          pass
mass_not_lowest         commune      rating_women=YK rating_front=-           pass
mass_not_lowest         commune      rating_women=YK rating_youth=YK          fail
mass_not_lowest         town         rating_women=YK rating_veterans=YK rating_youth=-  fail
mass_not_lowest         commune      rating_women=YK rating_youth=-           unknown
mass_not_lowest         commune      rating_women=- rating_youth=-            unknown
few_weak_subordinates   commune      subs=12 subs_4=4                         pass
few_weak_subordinates   commune      subs=12 subs_4=5                         fail
few_weak_subordinates   town         subs=11 subs_4=4                         fail
few_weak_subordinates   military     subs=11 subs_4=3                         pass
few_weak_subordinates   military     subs=11 subs_4=4                         fail
few_weak_subordinates   police       subs=11 subs_4=4                         fail
few_weak_subordinates   police       subs=-                                   unknown
few_weak_subordinates   commune      subs_4=-                                 unknown
few_weak_subordinates   commune      subs=-                                   unknown
few_weak_subordinates   commune      subs=11 subs_4=12                        unknown
few_weak_members        base_branch  members_not_rated=0 members_4=15         pass
few_weak_members        base_branch  members_not_rated=0 members_4=16         fail
few_weak_members        base_branch  members_4=-                              unknown
few_weak_members        base_branch  members_4=31                             unknown
"""

OF_2019 = """
groups_excellent        commune                                               pass
groups_excellent        base_branch  III=TB                                   pass
groups_excellent        commune      I.3=none                                 pass
groups_excellent        commune      I.1=none I.2=none I.3=none I.4=none II.1=none II.2=none  pass
groups_excellent        commune      I.1=TOT                                  fail
groups_excellent        commune      II.2=TOT                                 fail
groups_excellent        commune      I.1=TB II.1=-                            fail
groups_excellent        commune      I.4=-                                    unknown
groups_excellent        base_branch  II.1=-                                   unknown
others_good             commune      III=XS                                   pass
others_good             commune      III=TOT I.1=KEM                          pass
others_good             commune      III=none                                 pass
others_good             commune      III=TB                                   fail
others_good             commune      III=-                                    unknown
subordinates_fulfilled  commune                                               pass
subordinates_fulfilled  commune      members_4=9                              pass
subordinates_fulfilled  commune      subs_3=1 subs_4=1                        fail
subordinates_fulfilled  military     subs_3=1 subs_4=1                        fail
subordinates_fulfilled  commune      subs_1=- subs_2=- subs_3=- subs_4=1      fail
subordinates_fulfilled  commune      subs=-                                   unknown
subordinates_fulfilled  commune      subs_2=- subs_4=-                        unknown
subordinates_fulfilled  commune      subs_3=3                                 unknown
subordinates_fulfilled  commune      subs_3=1                                 unknown
subordinates_fulfilled  base_branch                                           pass
subordinates_fulfilled  base_branch  subs=0 subs_4=5                          pass
subordinates_fulfilled  base_branch  members_3=3 members_4=1                  fail
subordinates_fulfilled  base_branch  members=-                                unknown
subordinates_good       commune                                               pass
subordinates_good       commune      subs=10 subs_1=2 subs_2=6                pass
subordinates_good       commune      subs_3=- subs_4=-                        pass
subordinates_good       commune      subs=10 subs_1=2 subs_2=5 subs_3=3       fail
subordinates_good       police       subs_1=1 subs_3=3                        fail
subordinates_good       commune      subs_1=- subs_2=- subs_3=3               fail
subordinates_good       commune      subs_1=- subs_2=- subs_3=-               unknown
subordinates_good       commune      subs_1=3                                 unknown
subordinates_good       base_branch                                           pass
subordinates_good       base_branch  members=22 members_1=2 members_2=14      pass
subordinates_good       base_branch  members=22 members_1=2 members_2=13 members_3=5  fail
subordinates_good       base_branch  members_1=- members_2=- members_3=7      fail
subordinates_good       base_branch  members_1=- members_2=-                  unknown
subordinates_good       base_branch  members_not_rated=-                      unknown
same_level_good         commune                                               pass
same_level_good         commune      rating_front=XS rating_union=none        pass
same_level_good         commune      rating_government=HT                     fail
same_level_good         town         rating_veterans=KHT rating_front=-       fail
same_level_good         commune      rating_front=-                           unknown
same_level_good         town         rating_youth=- rating_women=-            unknown
tasks_good              commune      II.1=TOT II.2=TOT I.1=KEM III=KEM        pass
tasks_good              commune      II.2=TB                                  fail
tasks_good              commune      II.2=-                                   unknown
others_average          commune      I.1=TB I.4=TB III=TB II.1=KEM            pass
others_average          commune      I.2=KEM                                  fail
others_average          commune      III=KEM                                  fail
others_average          base_branch  III=-                                    unknown
all_average             commune      I.1=TB II.1=TB II.2=TB III=TB            pass
all_average             commune      II.1=KEM                                 fail
all_average             base_branch  I.2=-                                    unknown
half_of_targets         commune      targets_met=8                            pass
half_of_targets         commune      targets_set=16 targets_met=8             pass
half_of_targets         commune      targets_met=7                            fail
half_of_targets         commune      targets_met=7 force_majeure=1            fail
half_of_targets         commune      targets_met=-                            unknown
half_of_targets         commune      targets_met=16                           unknown
united                  commune                                               pass
united                  commune      disunity=1                               fail
united                  base_branch  disunity=-                               unknown
not_disciplined         commune      discipline_member=2                      pass
not_disciplined         commune      discipline_collective=1                  fail
not_disciplined         commune      discipline_collective=-                  unknown
"""

OF_2023 = """
tasks_excellent         commune      I.1=TOT                                  pass
tasks_excellent         commune      II.2=TOT                                 fail
tasks_excellent         base_branch  II.2=-                                   unknown
all_good                commune      I.1=TOT I.2=TOT I.3=TOT I.4=TOT          pass
all_good                commune      III=TB                                   fail
all_good                commune      I.4=-                                    unknown
nobody_disciplined      commune                                               pass
nobody_disciplined      town         discipline_member=1 discipline_collective=1  pass
nobody_disciplined      commune      subs_disciplined=1                       fail
nobody_disciplined      military     discipline_leader=1                      fail
nobody_disciplined      commune      discipline_leader=1 discipline_remedied=1  fail
nobody_disciplined      commune      discipline_leader=1 subs_disciplined=-   fail
nobody_disciplined      police       subs_disciplined=-                       unknown
nobody_disciplined_branch base_branch                                         pass
nobody_disciplined_branch base_branch  subs_disciplined=-                     pass
nobody_disciplined_branch base_branch  discipline_leader=1                    fail
nobody_disciplined_branch base_branch  discipline_leader=-                    unknown
tasks_good              commune      II.1=TOT II.2=TOT I.1=TB                 pass
tasks_good              commune      II.1=TB                                  fail
tasks_good              commune      II.1=-                                   unknown
all_average             commune      I.1=TB III=TB                            pass
all_average             commune      III=KEM                                  fail
all_average             commune      III=-                                    unknown
discipline_remedied     commune                                               pass
discipline_remedied     commune      discipline_remedied=-                    pass
discipline_remedied     commune      discipline_leader=1 discipline_remedied=1  pass
discipline_remedied     town         discipline_member=2 subs_disciplined=1 discipline_remedied=3  pass
discipline_remedied     commune      discipline_leader=1                      fail
discipline_remedied     military     discipline_member=1                      fail
discipline_remedied     police       subs_disciplined=1                       fail
discipline_remedied     commune      discipline_collective=1 discipline_leader=-  fail
discipline_remedied     commune      discipline_leader=1 subs_disciplined=1 discipline_remedied=1  unknown
discipline_remedied     commune      discipline_member=2 discipline_remedied=1  unknown
discipline_remedied     commune      discipline_leader=1 discipline_remedied=-  unknown
discipline_remedied     commune      discipline_leader=1 discipline_remedied=1 subs_disciplined=-  unknown
discipline_remedied     commune      discipline_collective=-                  unknown
discipline_remedied_branch base_branch                                        pass
discipline_remedied_branch base_branch  subs_disciplined=-                    pass
discipline_remedied_branch base_branch  discipline_member=1 discipline_remedied=1 subs_disciplined=-  pass
discipline_remedied_branch base_branch  discipline_collective=1               fail
discipline_remedied_branch base_branch  discipline_leader=1 discipline_member=1 discipline_remedied=1  unknown
discipline_remedied_branch base_branch  discipline_member=1 discipline_remedied=-  unknown
discipline_remedied_branch base_branch  discipline_member=-                   unknown
basically_average       commune      I.1=TB I.2=TB II.1=TB II.2=TB III=TB     pass
basically_average       commune      I.1=KEM I.2=KEM I.3=KEM I.4=KEM II.1=KEM II.2=KEM III=KEM  fail
basically_average       commune      I.1=KEM I.2=KEM I.3=KEM I.4=KEM II.1=KEM II.2=KEM III=none  fail
basically_average       commune      I.1=KEM                                  unknown
basically_average       base_branch  I.1=KEM I.2=KEM I.3=KEM I.4=KEM II.1=KEM II.2=KEM  unknown
basically_average       commune      I.1=KEM I.2=KEM I.3=KEM I.4=KEM II.1=KEM II.2=KEM III=-  unknown
basically_average       commune      I.1=- I.2=- I.3=- I.4=- II.1=- II.2=-    unknown
half_of_targets         commune      targets_met=8 targets_key_missed=2       pass
half_of_targets         commune      targets_met=7                            pass
half_of_targets         commune      targets_met=7 targets_key_missed=1       fail
half_of_targets         commune      targets_met=7 targets_key_missed=1 force_majeure=1  pass
half_of_targets         commune      targets_met=7 targets_key_missed=1 force_majeure=-  unknown
half_of_targets         commune      targets_met=7 targets_key_missed=-       unknown
half_of_targets         commune      targets_met=- targets_key_missed=1       unknown
all_remedied            commune                                               pass
all_remedied            commune      discipline_remedied=-                    pass
all_remedied            commune      discipline_leader=1 discipline_remedied=1  pass
all_remedied            town         discipline_member=2 subs_disciplined=1 discipline_remedied=3  pass
all_remedied            commune      discipline_leader=1                      fail
all_remedied            military     discipline_member=1                      fail
all_remedied            police       subs_disciplined=1                       fail
all_remedied            commune      discipline_collective=1 discipline_leader=-  fail
all_remedied            commune      discipline_leader=1 subs_disciplined=1 discipline_remedied=1  unknown
all_remedied            commune      discipline_member=2 discipline_remedied=1  unknown
all_remedied            commune      discipline_leader=1 discipline_remedied=-  unknown
all_remedied            commune      discipline_leader=1 discipline_remedied=1 subs_disciplined=-  unknown
all_remedied            commune      discipline_collective=-                  unknown
all_remedied_branch     base_branch                                           pass
all_remedied_branch     base_branch  subs_disciplined=-                       pass
all_remedied_branch     base_branch  discipline_member=1 discipline_remedied=1 subs_disciplined=-  pass
all_remedied_branch     base_branch  discipline_collective=1                  fail
all_remedied_branch     base_branch  discipline_leader=1 discipline_member=1 discipline_remedied=1  unknown
all_remedied_branch     base_branch  discipline_member=1 discipline_remedied=-  unknown
all_remedied_branch     base_branch  discipline_member=-                      unknown
few_units_disciplined   commune      subs=10 subs_disciplined=2               pass
few_units_disciplined   commune      subs=11 subs_disciplined=3               fail
few_units_disciplined   town         subs=9 subs_disciplined=2                fail
few_units_disciplined   military     subs=11 subs_disciplined=2               pass
few_units_disciplined   military     subs=11 subs_disciplined=3               fail
few_units_disciplined   police       subs=9 subs_disciplined=2                fail
few_units_disciplined   commune      subs=-                                   unknown
few_units_disciplined   commune      subs=11 subs_disciplined=12              unknown
united                  commune                                               pass
united                  commune      disunity=1                               fail
united                  commune      disunity=-                               unknown
"""

OF_2025 = """
points_90               commune      P.1=2500                                 pass
points_90               commune      P.1=2499                                 fail
points_90               commune      P.4=-                                    unknown
points_90               commune      P.5=-                                    pass
points_90               police       P.3=1000                                 pass
points_90               base_branch  P.5=499                                  fail
all_on_time             commune                                               pass
all_on_time             commune      tasks=0 tasks_on_time=0                  pass
all_on_time             commune      tasks_on_time=19                         fail
all_on_time             commune      tasks_on_time=-                          unknown
all_on_time             commune      tasks_on_time=21                         unknown
beyond_30               commune      tasks=20 tasks_beyond=6                  pass
beyond_30               commune      tasks=20 tasks_beyond=5                  fail
beyond_30               commune      tasks_beyond=-                           unknown
nobody_disciplined      commune      discipline_remedied=-                    pass
nobody_disciplined      commune      discipline_collective=1                  fail
nobody_disciplined      town         discipline_leader=1                      fail
nobody_disciplined      military     discipline_member=1                      fail
nobody_disciplined      police       subs_disciplined=1 discipline_remedied=1 fail
nobody_disciplined      commune      discipline_member=-                      unknown
nobody_disciplined      commune      subs_disciplined=-                       unknown
nobody_disciplined_branch base_branch                                         pass
nobody_disciplined_branch base_branch  subs_disciplined=-                     pass
nobody_disciplined_branch base_branch  discipline_member=1                    fail
nobody_disciplined_branch base_branch  discipline_collective=1 discipline_remedied=1  fail
nobody_disciplined_branch base_branch  discipline_leader=-                    unknown
shortcomings_remedied   commune                                               pass
shortcomings_remedied   commune      shortcomings=0 shortcomings_remedied=-   pass
shortcomings_remedied   commune      shortcomings_remedied=5                  fail
shortcomings_remedied   commune      shortcomings_remedied=-                  unknown
shortcomings_remedied   commune      shortcomings=-                           unknown
points_70               commune      P.1=500                                  pass
points_70               commune      P.1=499                                  fail
points_70               commune      P.1=-                                    unknown
on_time                 commune                                               pass
on_time                 commune      tasks_on_time=19                         fail
on_time                 commune      tasks=-                                  unknown
points_50               commune      P.1=0 P.2=0                              pass
points_50               commune      P.1=0 P.2=0 P.6=499                      fail
points_50               commune      P.1=- P.2=- P.3=-                        unknown
few_late                commune      tasks_on_time=16                         pass
few_late                commune      tasks_on_time=15                         fail
few_late                commune      tasks_on_time=-                          unknown
"""

TABLES = {"2014": OF_2014, "2018": OF_2019, "2019": OF_2019, "2023": OF_2023, "2025": OF_2025}

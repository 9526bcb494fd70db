### Leej twg saib peb cov ntaub ntawv.
sharing-title = Leej twg saib peb cov ntaub ntawv
sharing-body = Txhua zaus uas ib tug neeg sab nraud koj tsev neeg qhib koj cov ntaub ntawv, yuav sau cia ntawm no. Tsis muaj leej twg lwv tau ib kab.
sharing-empty = Tseem tsis muaj leej twg saib. Thaum muaj neeg saib, koj yuav pom ntawm no.
sharing-empty-before = Tsis muaj dab tsi ntxov dua qhov no.
# Before a choice of people: everyone, or one person.
sharing-filter = Qhia
sharing-filter-all = Txhua tus
sharing-what-home = Qhib koj tsev neeg thawj nplooj
sharing-what-plan = Nyeem lub phiaj xwm
sharing-what-calendar = Saib cov hnub teem tseg
sharing-what-team = Nyeem daim ntawv teev pab pawg
sharing-what-tribe = Nyeem txog cov me nyuam txuas nrog ib pawg neeg Indian
sharing-what-transition = Nyeem yam uas ib tug hluas tau qhia ntawm nws lub hom phiaj
sharing-what-thread = Nyeem koj cov xov
sharing-what-text = Nyeem ib zaj lus kom txhais
sharing-what-sharing = Saib daim ntawv teev no
# $first and $last are times of a day, such as “9:59 am”.
sharing-times = Nruab nrab ntawm { $first } thiab { $last }
# Nyob hauv qab lub npe: tus neeg no yog leej twg rau tsev neeg, thiab vim li cas nws nyeem tau cov ntaub ntawv.
sharing-why-worker = Koj tus neeg ua haujlwm: npaj lub phiaj xwm nrog koj tsev neeg thiab teb koj
sharing-why-supervisor = Tus thawj saib: xyuas koom haum txoj haujlwm nrog koj tsev neeg
sharing-why-mentor = Koj tus niam txiv pab niam txiv: txhawb koj
sharing-why-mentor-coordinator = Tus tuav cov niam txiv pab niam txiv: tsuas nyeem cov kev sib tham uas nws koom xwb
sharing-why-caregiver = Tus neeg tu menyuam: tu ib tug menyuam hauv koj tsev neeg
sharing-why-tribal-representative = Tus sawv cev ntawm pawg neeg Indian: hais lus sawv cev lawv pawg txog cov menyuam
sharing-why-interpreter = Tus txhais lus: tsuas nyeem yam uas muaj neeg thov kom txhais xwb
sharing-wrong = Puas muaj lub npe ua rau koj xav tsis thoob? Hu rau peb nug vim li cas.

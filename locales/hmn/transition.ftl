### Ib tug hluas lub hom phiaj rau lub neej tom ntej.

## base
transition-title = { $name } lub hom phiaj
transition-part-housing = Ib qho chaw nyob
transition-part-health = Kev noj qab haus huv
transition-part-education = Kev kawm thiab kev cob qhia
transition-part-support = Cov neeg thiab cov kev pab uas pab kuv
transition-part-work = Haujlwm
transition-part-money = Nyiaj
transition-part-transport = Kev mus los
transition-part-relationships = Phooj ywg thiab kev sib raug zoo
transition-part-culture = Kab lis kev cai thiab kuv yog leej twg
transition-part-legal = Kev cai lij choj
transition-part-documents = Kuv cov ntaub ntawv
transition-part-people = Kuv cov neeg
transition-part-budget = Kuv cov nyiaj siv
transition-part-skills = Kev txawj rau lub neej
transition-release-is-required = Qhia rau lwm tus vim kev cai lij choj hais kom qhia
transition-release-is-private = Koj xwb
transition-release-is-named = Cov neeg uas koj xaiv
transition-release-is-team = Koj pab pawg
transition-release-open = Leej twg pom qhov no
transition-release-line-required = Kev cai lij choj xav tau tshooj no. Koj tus neeg ua haujlwm, nws tus thawj saib xyuas, thiab tus sawv cev ntawm ib pab pawg neeg Indian nyeem tau. Tsis muaj lwm tus.
transition-release-line-private = Tsuas yog koj thiaj pom qhov no.
transition-release-line-named = Koj thiab { $names } pom tau qhov no. Tsis muaj lwm tus.
transition-release-line-named-required = Koj thiab { $names } pom tau qhov no. Vim kev cai lij choj xav tau tshooj no, koj tus neeg ua haujlwm, nws tus thawj saib xyuas, thiab tus sawv cev ntawm ib pab pawg neeg Indian kuj pom tau.
transition-release-line-team = Cov neeg laus hauv koj pab pawg pom tau qhov no.
transition-open = Kuv lub hom phiaj rau yav tom ntej
transition-save = Khaws cia
transition-today = Hnub no
transition-next-people = Xav txog ib tug neeg laus uas koj tso siab tau. Koj sau tau nws lub npe ntawm no.
transition-next-people-open = Qhib kuv cov neeg
transition-next-skills = Xaiv ib yam uas koj xav kawm ua ntej koj nyob ib leeg.
transition-next-skills-open = Xaiv ib yam kev txawj
transition-next-documents = Saib seb koj muaj cov ntaub ntawv twg thiab tseem tshuav cov twg. Koj yuav siv thaum muaj 18 xyoo.
transition-next-documents-open = Saib kuv cov ntaub ntawv
transition-next-stay = Tej zaum koj nyob tau hauv kev saib xyuas tom qab 18 xyoo. Nug koj tus neeg ua haujlwm tam sim no, thaum tseem muaj sijhawm.
transition-next-stay-open = Sau rau kuv tus neeg ua haujlwm
transition-next-ninety-days = Kev saib xyuas yuav xaus hauv { $days } hnub. Saib seb koj muaj tag nrho koj cov ntaub ntawv.
transition-next-after = Yam koj sau tseem nyob ntawm no. Txog thaum muaj 21 xyoo, koj thov rov los nyob hauv kev saib xyuas tau.
transition-next-keep = Yam koj sau tseem nyob ntawm no, thiab tseem yog koj li.
transition-road = Yam yuav los, thiab thaum twg
transition-road-past = los txog lawm
transition-road-next = yam tom ntej
transition-road-details = Dab tsi hloov ntawm txhua lub sijhawm
transition-stop-fourteen = 14
transition-stop-sixteen = 16
transition-stop-seventeen-half = 17½
transition-stop-ninety-days = 90 hnub ua ntej kev saib xyuas xaus
transition-stop-eighteen = 18
transition-stop-care-ends = Kev saib xyuas xaus
transition-stop-twenty-one = 21
transition-stop-twenty-three = 23
transition-change-fourteen = Koj muaj suab hauv koj lub hom phiaj. Koj xaiv tau ob tug neeg rau koj pab pawg. Koj tau ib daim ntawv teev koj cov cai.
transition-change-sixteen = Lub tsev hais plaub xaiv tau ib lub hom phiaj ntev nrog ib tug neeg laus uas yuav nyob hauv koj lub neej.
transition-change-seventeen-half = Koj thiab koj tus neeg ua haujlwm pib npaj lub hom phiaj rau kev tawm ntawm kev saib xyuas.
transition-change-ninety-days = Koj thiab koj tus neeg ua haujlwm npaj koj cov kauj ruam tom ntej. Koj txiav txim seb yuav sau ntau npaum li cas.
transition-change-eighteen = Koj yog neeg laus lawm. Koj txiav txim txog koj kev noj qab haus huv, koj cov nyiaj, thiab koj cov ntaub ntawv.
transition-change-care-ends = Hnub no koj tuav tag nrho koj cov ntaub ntawv.
transition-change-twenty-one = Kev nyob ntxiv thiab kev rov qab los xaus ntawm no. NYTD nug koj zaum kawg.
transition-change-twenty-three = Kev pab rau kev nyob ib leeg xaus ntawm no.
transition-doors = Cov tshooj ntawm kuv lub hom phiaj
transition-doors-more = Lwm cov tshooj
transition-law = Kev cai: { $law }
transition-owed-to-you = Yam uas txog sijhawm ua rau koj
transition-owed = Yam uas txog sijhawm ua
transition-owed-none = Hnub no tsis muaj dab tsi txog sijhawm.
transition-duty-rights-list = Daim ntawv teev cov cai, piav thiab kos npe lawm
transition-duty-independent-living-plan = Ib lub hom phiaj kawm nyob ib leeg
transition-duty-credit-report = Daim ntawv qhia txog kev qiv nyiaj xyoo no
transition-duty-discharge-plan = Pib lub hom phiaj rau kev tawm ntawm kev saib xyuas
transition-duty-ask-to-stay = Tham txog kev nyob ntxiv hauv kev saib xyuas
transition-duty-ninety-day-plan = Lub hom phiaj 90 hnub
transition-duty-documents = Tag nrho cov ntaub ntawv
transition-by-your-worker = Koj tus neeg ua haujlwm ua qhov no.
transition-by-you-both = Koj thiab koj tus neeg ua haujlwm ua qhov no ua ke.
transition-by-agency = Lub koom haum ua qhov no.
transition-by-both = Lub koom haum thiab tus hluas ua qhov no ua ke.
transition-due = Hnub kawg: { $day }
transition-was-due = Hnub kawg dhau lawm: { $day }
transition-release-title = Leej twg pom: { $part }
transition-release-choose = Leej twg pom tau tshooj no?
transition-release-people = Yog koj xaiv neeg: leej twg?
transition-release-others = Cov neeg uas koj tsis khij yeej tsis pom.
transition-release-why = Kev cai lij choj hais tias koj lub hom phiaj muaj tshooj no, kom lub koom haum pab koj. Vim li ntawd muaj qee tus neeg nyeem tau, txawm koj xaiv li cas ntawm no. Koj sau ntawv ceev tseg rau koj ib leeg xwb.
transition-release-safety = Yog koj sau tias koj lossis lwm tus raug kev phom sij, cov neeg uas nyeem yuav tsum ua ib yam dab tsi.
transition-release-saved = Khaws lawm. Pib siv tam sim no.
transition-release-undo = Thim rov qab
transition-release-take-back = Tsis txhob qhia lawm tam sim no
transition-release-left = Tsis nyob hauv koj pab pawg lawm, yog li tsis pom qhov no: { $names }
transition-release-no-team = Tam sim no koj tsis nyob hauv ib pab pawg, yog li tsis muaj leej twg tshiab los qhia rau. Koj tseem tsum tsis qhia tau.
transition-release-history = Leej twg pom tau qhov no, thiab thaum twg
transition-release-moment = { $day }, { $time }
transition-release-from = txij { $from }
transition-release-from-until = { $from } txog { $until }
transition-release-at-first = Ua ntej ntawd: { $release }
transition-note-open = Kuv sau ntawv ceev tseg
transition-note-title = Sau ntawv ceev tseg: { $part }
transition-note-intro = Tsuas yog koj thiaj pom daim ntawv no. Yeej tsis qhia rau leej twg.
transition-note-words = Kuv cov lus
transition-note-saved = Khaws lawm. Tsuas yog koj thiaj pom.
transition-note-stored = Tej uas khaws cia tam sim no
transition-youths-title = Cov hluas lub hom phiaj rau yav tom ntej
transition-youths-empty = Tam sim no tsis muaj dab tsi qhia rau koj.
transition-adult-intro = Qhov no yog lawv tus kheej lub hom phiaj. Koj pom yam lawv qhia rau koj, thiab yam kev cai lij choj kom koj nyeem. Lawv hloov tau txhua lub sijhawm.
transition-adult-empty = Tseem tsis tau muaj dab tsi sau ntawm no.
transition-adult-required = Yuav tsum muaj
transition-dates-open = Hloov cov hnub
transition-dates-title = Cov hnub ntawm { $name }
transition-dates-born = Hnub yug: { $day }. Yog tsis raug, yuav kho hauv lub koom haum cov ntaub ntawv.
transition-dates-care = Nyob hauv kev saib xyuas txij
transition-dates-discharge = Hnub uas xav tias kev saib xyuas yuav xaus
transition-dates-discharge-hint = Yog hloov, sau hnub tshiab. Hnub qub tseem nyob hauv keeb kwm.
transition-dates-order = Hnub uas ib qho kev txiav txim lossis kev pom zoo tom qab 18 xyoo xaus
transition-dates-order-hint = Yog tsis muaj, tso qhov no khoob.
transition-dates-unknown = Tsis paub
transition-dates-written = Tus sau: { $name } · { $day }
transition-dates-imported = Los ntawm lub chaw haujlwm cov ntaub ntawv · { $day }
transition-dates-history = Cov hnub ua ntej
transition-dates-saved = Cov hnub khaws lawm.

## areas

## documents

## people

## money

## rights

## ninety-days

## worker

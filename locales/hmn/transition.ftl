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

## areas

## documents

## people

## money

## rights

## ninety-days

## worker

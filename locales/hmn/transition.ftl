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
transition-people-intro = Cov no yog cov neeg laus uas yuav nrog koj nyob, tam sim no thiab tom qab koj tawm ntawm kev saib xyuas. Koj thov ib yam. Neb ob leeg xaiv cov lus ua ke.
transition-people-none = Tseem tsis tau muaj leej twg. Thaum muaj xwm zoo lossis xwm nyuaj, koj hu rau leej twg?
transition-people-add = Thov ib tug neeg laus
transition-people-add-note = Ib tug neeg hauv koj pab pawg tau txais koj cov lus nug ntawm no, thiab nws teb tau tias tau, qhia tau lwm cov lus, lossis hais tias tsis tau. Nws pom cov lus nug no xwb, tsis pom lwm yam hauv koj lub hom phiaj. Yog tus ntawd tsis nyob hauv koj pab pawg, koj nug nws koj tus kheej thiab sau tej nws teb.
transition-people-added = Khaws lawm. Koj yuav pom cov lus teb ntawm nplooj no.
transition-people-over = Tas lawm
transition-people-back = Rov qab mus rau kuv lub hom phiaj
transition-people-back-people = Rov qab mus rau kuv cov neeg
transition-people-back-list = Rov qab mus rau daim ntawv teev
transition-people-between = Koj thiab { $name }
transition-people-picks = Nkawd pab nrog koj lub hom phiaj thiab tuaj cov rooj sib tham txog nws.
transition-people-pick-refused = Koj tus neeg ua haujlwm tsis pom zoo, thiab tau sau seb yog vim li cas.
transition-people-who = Leej twg?
transition-people-other = Ib tug uas tsis nyob hauv daim ntawv teev no
transition-people-name = Nws lub npe
transition-people-name-hint = Tsuas yog thaum nws tsis nyob hauv daim ntawv teev.
transition-people-said-on = Hnub uas nws teb tias tau
transition-people-said-on-hint = Tsuas yog rau tus uas tsis nyob hauv daim ntawv teev. Hnub no lossis ua ntej. Tseg tau khoob kom txog thaum koj nug nws lawm.
transition-people-what = Yog txog dab tsi
transition-people-words = Hais ua lus
transition-people-words-own = Koj cov lus (tseg tau khoob yog koj xaiv ntawm daim ntawv teev lawm)
transition-people-touch = Kev sib cuag
transition-people-way = Neb yuav sib cuag li cas?
transition-people-rhythm = Ntau npaum li cas?
transition-people-ask = Thov
transition-people-kind-holidays = Ib qho chaw mus rau cov hnub caiv
transition-people-kind-night-call = Ib tug neeg hu tau rau thaum hmo ntuj
transition-people-kind-stay = Ib qho chaw pw ob peb hmos
transition-people-kind-meal = Noj mov ua ke
transition-people-kind-ride = Thauj mus ua haujlwm lossis mus kawm ntawv
transition-people-kind-moving = Kev pab tsiv tsev
transition-people-kind-advice = Ib tug neeg nug tau txog nyiaj thiab ntaub ntawv
transition-people-kind-job = Kev pab nrhiav lossis khaws haujlwm
transition-people-kind-come-along = Ib tug neeg uas nrog mus, xws li mus ntsib kws kho mob
transition-people-kind-listen = Ib tug neeg uas mloog
transition-people-kind-own = Lwm yam
transition-people-way-text = Xa ntawv hauv xov tooj
transition-people-way-call = Hu xov tooj
transition-people-way-video = Hu xov tooj pom duab
transition-people-way-visit = Mus ntsib
transition-people-rhythm-week = Txhua lub lim tiam
transition-people-rhythm-two-weeks = Txhua ob lub lim tiam
transition-people-rhythm-month = Txhua lub hlis
transition-people-rhythm-holidays = Thaum hnub caiv
transition-people-rhythm-when-needed = Thaum xav tau
transition-people-is-open = Thaum { $name } teb tias tau, sau hnub ntawd.
transition-people-is-asked = Koj nug { $name } lawm. Tseem tsis tau muaj lus teb.
transition-people-is-silent = Koj nug { $name } lawm. Tseem tsis tau muaj lus teb. Feem ntau neeg tsis tshua saib ntawm no sai. Qhov no tsis txhais tias nws tsis kam.
transition-people-is-suggested = { $name } xav ua qhov no ua lwm cov lus. Koj xaiv: txais cov lus no, lossis khaws koj cov lus.
transition-people-is-yes = { $name } teb tias tau.
transition-people-is-no = { $name } ua tsis tau qhov no tam sim no. Koj nug yog qhov zoo.
transition-people-is-taken-back = { $name } ua tsis tau qhov no lawm.
transition-people-is-ended = Koj tau xaus qhov no nrog { $name }.
transition-people-next = Koj thov tau ib yam me dua, nug tau lwm tus, lossis nrog ib tug uas koj ntseeg tham.
transition-people-left = Tus neeg no tsis nyob hauv koj pab pawg lawm. Nws tsis pom lwm yam hauv koj lub hom phiaj, thiab tsis pom yam tshiab. Tej nws hais tseem nyob ntawm no rau koj. Yog koj xaus qhov no, nws kuj tsis pom ntawm nws nplooj lawm. Tsis paub tias sib cuag puas zoo? Nug ib tug uas koj ntseeg hauv koj pab pawg.
transition-people-agree = Txais cov lus no
transition-people-keep = Khaws kuv cov lus, lossis hloov
transition-people-change = Hloov cov lus thiab thov dua
transition-people-again = Thov dua
transition-people-note-yes = Sau tias tau
transition-people-end = Xaus qhov no
transition-people-end-note = Koj xaus tau qhov no thaum twg los tau. Koj tsis tas hais seb yog vim li cas.
transition-people-end-now = Yog, xaus
transition-people-asked = Khaws lawm. Koj cov lus nug nyob ntawd lawm.
transition-people-suggested = Xa koj cov lus lawm. Cov lus teb yuav nyob ntawm nplooj no.
transition-people-agreed = Neb ob leeg pom zoo. Ua tsaug.
transition-people-told = Khaws lawm. Ua tsaug uas koj qhia.
transition-people-noted = Khaws lawm. Yog xov zoo.
transition-people-ended = Qhov no xaus lawm.
transition-people-reason = Vim li cas? (tseg tau khoob)
transition-people-reason-is = Nws sau tias:
transition-people-earlier = Tej uas muaj ua ntej
transition-people-did-ask = { $name } thov
transition-people-did-suggest = { $name } qhia lwm cov lus
transition-people-did-accept = { $name } teb tias tau
transition-people-did-decline = { $name } ua tsis tau
transition-people-did-withdraw = { $name } ua tsis tau lawm
transition-people-did-note = { $name } sau tseg tias tau
transition-people-did-end = { $name } xaus
transition-people-tag-you = Koj
transition-people-tag-waiting = Tos lus teb
transition-people-tag-yes = Tau
transition-people-tag-no = Tam sim no tsis tau
transition-people-tag-ended = Xaus lawm
transition-people-tag-left = Tsis nyob hauv koj pab pawg lawm
transition-people-for-title = Tej uas cov hluas thov koj
transition-people-for-none = Tsis muaj dab tsi. Thaum ib tug hluas thov koj ib yam, nws yuav nyob ntawm no.
transition-people-for-note = Qhov no yog nruab nrab ntawm neb ob leeg. Koj tsis pom lwm yam ntawm lub hom phiaj no. Teb tias tau tsuas yog yam uas koj ua tau. Hais tias tsis tau tam sim no zoo dua li tsis ua raws li cog lus tom qab.
transition-people-for-asked = { $name } thov koj qhov no.
transition-people-for-suggested = Koj tau qhia lwm cov lus rau { $name }. Neb ob leeg yuav tsum xaiv cov lus ua ke, yog li tam sim no koj tos lus teb.
transition-people-for-yes = Koj thiab { $name } ob leeg pom zoo rau qhov no.
transition-people-for-no = Koj tau qhia { $name } tias tam sim no koj ua tsis tau.
transition-people-for-taken-back = Koj tau qhia { $name } tias koj ua tsis tau lawm.
transition-people-for-ended = { $name } xaus qhov no lawm. Ua tsaug uas koj tau nrog nws.
transition-people-for-left = Koj tsis nyob hauv pab pawg no lawm, yog li tsis muaj yam tshiab tuaj ntawm no. Qhov no yog yam koj pom zoo.
transition-people-accept = Tau, kuv yuav ua
transition-people-suggest = Tau, tiam sis ua lwm cov lus
transition-people-suggest-now = Qhia cov lus no
transition-people-decline = Tam sim no kuv ua tsis tau
transition-people-decline-now = Hais tias kuv ua tsis tau
transition-people-withdraw = Kuv ua tsis tau qhov no lawm
transition-people-withdraw-now = Hais tias kuv ua tsis tau lawm
transition-people-shown-none = Tseem tsis tau muaj leej twg pom zoo rau ib yam dab tsi.
transition-people-shown-left = Tsis nyob hauv pab pawg lawm
transition-say-title = Kuv lub suab hauv cov rooj sib tham
transition-say-open = Npaj rau ib lub rooj sib tham
transition-say-intro = Nws yog koj lub rooj sib tham. Hais seb koj xav hais dab tsi, xav hais li cas, thiab leej twg yuav tsum tsis txhob nyob ntawd.
transition-say-none = Tam sim no tsis muaj rooj sib tham. Thaum muaj, nws yuav nyob ntawm no.
transition-say-ready = Npaj txhij
transition-say-back = Rov qab mus rau kuv cov rooj sib tham
transition-say-words = Yam uas kuv xav hais
transition-say-way = Koj xav hais li cas?
transition-say-way-hint = Koj cov neeg ua haujlwm nyeem qhov no, kom lawv npaj tau sijhawm rau koj.
transition-say-way-speak = Kuv hais
transition-say-way-write = Muaj ib tug nyeem kuv cov lus
transition-say-way-voice = Kuv xa ib zaj lus kaw suab
transition-say-save = Khaws
transition-say-saved = Khaws lawm. Koj hloov tau kom txog thaum lub rooj sib tham pib.
transition-say-voice-note = Kaw nws hauv kev sib tham nrog koj tus neeg ua haujlwm, thiab qhia seb yog rau lub rooj sib tham twg.
transition-say-record = Sau rau { $name }
transition-say-without = Leej twg yuav tsum tsis txhob nyob ntawd
transition-say-without-note = Koj cov neeg ua haujlwm nyeem qhov no kom lawv npaj tau. Tus uas koj hais npe yeej tsis pom, txawm nws yog ib tug neeg ua haujlwm. Yog nws yog txog ib tug neeg ua haujlwm, tus thawj saib xyuas uas tuaj rooj sib tham kuj nyeem tau. Koj cov neeg ua haujlwm tsis cog lus tau txhua zaus, tiam sis lawv yuav nrog koj tham txog nws.
transition-say-without-add = Hais ib tug npe
transition-say-without-who = Leej twg yuav tsum tsis txhob nyob ntawd?
transition-say-name-hint = Tsuas yog thaum nws tsis nyob hauv daim ntawv teev. Tag nrho koj cov neeg ua haujlwm nyeem lub npe uas koj sau ntawm no.
transition-say-without-why = Vim li cas, lossis dab tsi yuav pab tau? (tseg tau khoob)
transition-say-without-save = Qhia rau kuv cov neeg ua haujlwm
transition-say-without-saved = Khaws lawm. Koj cov neeg ua haujlwm nyeem tau tam sim no.
transition-say-without-end = Thim qhov no
transition-say-without-ended = Thim lawm. Koj cov neeg ua haujlwm tsis pom lawm.
transition-say-for-title = Yam uas tus hluas xav tau
transition-say-for-way = { $name }: { $way }
transition-say-for-without = { $name } tsis xav kom { $person } nyob ntawd.
transition-say-for-private = Thov tsis txhob qhia tus uas raug hais npe.
transition-say-without-worker = Nws yog txog tib tug neeg ua haujlwm uas koj muaj? Yog li ntawd tsis muaj leej twg nyeem ntawm no. Qhia rau nws tus thawj saib xyuas.

## money

## rights

## ninety-days

## worker

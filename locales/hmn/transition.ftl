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
transition-areas-title = Kuv lub hom phiaj tag nrho
transition-question-now = Tam sim no kuv nyob qhov twg
transition-question-goal = Kuv xav mus txog qhov twg
transition-area-whole = Kuv lub hom phiaj tag nrho
transition-area-steps = Kuv cov kauj ruam
transition-area-empty = Tseem tsis muaj dab tsi ntawm no.
transition-area-none = Koj tseem tsis tau pib tshooj no. Koj pib qhov twg los tau.
transition-area-one-answer = Koj teb ib lo ntawm ob lo lus nug lawm.
transition-area-both-answers = Koj teb ob lo lus nug lawm.
transition-area-step-count =
    { $count ->
       *[other] Koj muaj { $count } kauj ruam.
    }
transition-area-step-done =
    { $count ->
       *[other] { $count } kauj ruam ua tiav lawm.
    }
transition-area-write = Sau
transition-area-edit = Hloov
transition-area-has-draft = Tseem tsis tau khaws
transition-area-add-step = Ntxiv ib kauj ruam
transition-area-note = Kuv zaj lus rau tshooj no. Tsuas yog kuv thiaj nyeem tau.
transition-area-words = Siv koj tus kheej cov lus
transition-area-ideas = Tsis paub pib li cas? Nias ib zaj los ntxiv. Ces hloov cov lus raws li koj nyiam.
transition-area-save = Khaws thiab mus ntxiv
transition-area-skip = Hla
transition-area-back = Rov qab
transition-area-saved = Koj cov lus khaws lawm.
transition-area-draft = Cov lus no tseem tsis tau nyob hauv koj lub hom phiaj. Yog xav muab tso rau, nias “Khaws thiab mus ntxiv”.
transition-area-draft-saved = Peb ceev koj cov lus. Yog xav muab tso rau hauv koj lub hom phiaj, nias “Khaws thiab mus ntxiv”.
transition-area-draft-unsaved = Tam sim no peb ceev tsis tau koj cov lus. Peb mam li sim dua.
transition-area-other = Cov lus los ntawm lwm nplooj lossis lwm lub xov tooj
transition-area-drop = Kuv tsis xav tau cov lus no lawm
transition-step-new = Ib kauj ruam tshiab
transition-step-edit = Hloov kauj ruam no
transition-step-words = Koj yuav ua dab tsi?
transition-step-helper = Leej twg pab koj?
transition-step-helper-hint = Xaiv lossis sau ib lub npe. Koj cia khoob los tau.
transition-step-due = Yuav ua tiav hnub twg? (koj cia khoob los tau)
transition-step-done = Kauj ruam no ua tiav lawm
transition-step-save = Khaws kauj ruam no
transition-step-remove = Muab kauj ruam no tshem tawm
transition-step-saved = Koj kauj ruam khaws lawm.
transition-step-go-on = Saib kuv cov kauj ruam
transition-step-removed = Kauj ruam no tsis nyob hauv koj lub hom phiaj lawm.
transition-step-restored = Kauj ruam no rov nyob hauv koj lub hom phiaj lawm.
transition-step-is-done = Kauj ruam no khij tias ua tiav lawm.
transition-step-is-open = Kauj ruam no tseem tsis tau ua tiav.
transition-step-mark-done = Khij tias ua tiav lawm
transition-step-mark-open = Tseem tsis tau ua tiav
transition-step-tag-done = Tiav lawm
transition-step-helps = Tus pab: { $name }
transition-step-by = Ua tiav ua ntej { $day }
transition-area-they-are = Tam sim no { $name } nyob qhov twg
transition-area-they-want = { $name } xav mus txog qhov twg
transition-area-their-steps = { $name } cov kauj ruam
transition-idea-housing-now-1 = Kuv nyob hauv ib tsev neeg zov menyuam (foster).
transition-idea-housing-now-2 = Kuv nyob nrog kuv tsev neeg.
transition-idea-housing-now-3 = Kuv tsis paub tias kuv yuav nyob qhov twg thaum kuv tawm ntawm kev saib xyuas.
transition-idea-housing-goal-1 = Kuv xav nyob qhov uas kuv nyob tam sim no.
transition-idea-housing-goal-2 = Kuv xav muaj kuv ib chav tsev, nyob ib leeg lossis nrog ib tug phooj ywg.
transition-idea-housing-goal-3 = Kuv xav nyob ze kuv lub tsev kawm ntawv lossis chaw ua haujlwm.
transition-idea-housing-step-1 = Nrhiav seb xauj tsev raug nqi npaum li cas qhov kuv xav nyob.
transition-idea-housing-step-2 = Nug txog kev pab them nqi tsev rau cov hluas uas tawm ntawm kev saib xyuas.
transition-idea-housing-step-3 = Mus saib ib qho chaw thiab nug seb kuv yuav tsum muaj dab tsi thiaj thov tau.
transition-idea-health-now-1 = Kuv muaj ib tug kws kho mob uas kuv nyiam.
transition-idea-health-now-2 = Kuv noj tshuaj thiab muaj ib tug neeg pab kuv.
transition-idea-health-now-3 = Kuv tsis paub tias kuv qhov insurance them dab tsi.
transition-idea-health-goal-1 = Kuv xav teem sijhawm mus ntsib kws kho mob kuv tus kheej.
transition-idea-health-goal-2 = Kuv xav tuav kuv qhov insurance kho mob tom qab kuv muaj 18 xyoo.
transition-idea-health-goal-3 = Kuv xav muaj ib tug neeg tham nrog thaum nyuaj siab.
transition-idea-health-step-1 = Nrhiav seb kuv mus tau rau tus kws kho mob thiab kws kho hniav twg.
transition-idea-health-step-2 = Sau kuv cov tshuaj thiab yam uas kuv tsis haum.
transition-idea-health-step-3 = Nug seb ua li cas kuv thiaj tuav tau insurance txog thaum muaj 26 xyoo.
transition-idea-education-now-1 = Kuv kawm high school.
transition-idea-education-now-2 = Kuv tseem xav tau credits ntxiv thiaj kawm tiav.
transition-idea-education-now-3 = Tam sim no kev kawm ntawv nyuaj rau kuv.
transition-idea-education-goal-1 = Kuv xav kawm high school kom tiav lossis tau GED.
transition-idea-education-goal-2 = Kuv xav mus kawm college lossis technical college.
transition-idea-education-goal-3 = Kuv xav kawm ib txoj haujlwm txuj ci.
transition-idea-education-step-1 = Nug tus counselor seb kuv tseem tshuav cov credits twg.
transition-idea-education-step-2 = Thov nyiaj mus kawm college, xws li FAFSA.
transition-idea-education-step-3 = Mus saib ib lub tsev kawm ntawv uas kuv xav mus.
transition-idea-support-now-1 = Kuv muaj ib tug neeg laus uas kuv hu tau txhua lub sijhawm.
transition-idea-support-now-2 = Ib qho kev pab lossis ib tug mentor pab kuv.
transition-idea-support-now-3 = Kuv tsis muaj neeg coob uas kuv cia siab tau.
transition-idea-support-goal-1 = Kuv xav tau ib tug neeg laus uas nyob hauv kuv lub neej mus ntev.
transition-idea-support-goal-2 = Kuv xav paub leej twg pab kuv tom qab kuv muaj 18 xyoo.
transition-idea-support-goal-3 = Kuv xav ntsib lwm cov hluas uas nyob kev saib xyuas dhau los.
transition-idea-support-step-1 = Thov ib tug neeg laus uas kuv ntseeg kom peb sib txuas lus ntxiv.
transition-idea-support-step-2 = Nrhiav cov kev pab rau cov hluas uas tawm ntawm kev saib xyuas.
transition-idea-support-step-3 = Khaws peb tug neeg cov xov tooj uas kuv hu tau.
transition-idea-work-now-1 = Kuv muaj haujlwm.
transition-idea-work-now-2 = Kuv tseem tsis tau muaj haujlwm dua.
transition-idea-work-now-3 = Kuv tab tom nrhiav haujlwm.
transition-idea-work-goal-1 = Kuv xav tau ib txoj haujlwm uas haum nrog kev kawm ntawv.
transition-idea-work-goal-2 = Kuv xav ua haujlwm puv sijhawm.
transition-idea-work-goal-3 = Kuv xav paub tias kuv txawj dab tsi.
transition-idea-work-step-1 = Nrog ib tug neeg sau kuv daim resume.
transition-idea-work-step-2 = Thov peb txoj haujlwm.
transition-idea-work-step-3 = Thov ib tug neeg xyaum xam phaj nrog kuv.
transition-idea-money-now-1 = Kuv muaj ib lub account hauv bank.
transition-idea-money-now-2 = Kuv tau nyiaj me ntsis, tab sis kuv tsis paub tias siv rau dab tsi.
transition-idea-money-now-3 = Lwm tus tswj kuv cov nyiaj.
transition-idea-money-goal-1 = Kuv xav khaws nyiaj rau kuv thawj chav tsev.
transition-idea-money-goal-2 = Kuv xav them kuv cov nqi kuv tus kheej.
transition-idea-money-goal-3 = Kuv xav to taub txog credit.
transition-idea-money-step-1 = Qhib ib lub account hauv bank.
transition-idea-money-step-2 = Sau txhua yam uas kuv siv nyiaj rau ib hlis.
transition-idea-money-step-3 = Thov kuv daim credit report.
transition-idea-transport-now-1 = Kuv caij npav.
transition-idea-transport-now-2 = Muaj neeg thauj kuv.
transition-idea-transport-now-3 = Kev mus los nyuaj rau kuv.
transition-idea-transport-goal-1 = Kuv xav tau daim ntawv tsav tsheb.
transition-idea-transport-goal-2 = Kuv xav muaj kuv lub tsheb.
transition-idea-transport-goal-3 = Kuv xav mus kawm ntawv thiab mus ua haujlwm kuv tus kheej.
transition-idea-transport-step-1 = Sau npe kawm tsav tsheb.
transition-idea-transport-step-2 = Nrhiav seb kuv yuav tau daim pas caij npav li cas.
transition-idea-transport-step-3 = Khaws nyiaj yuav tsheb lossis tsheb kauj vab.
transition-idea-relationships-now-1 = Kuv muaj phooj ywg uas kuv ntseeg.
transition-idea-relationships-now-2 = Kuv ntsib kuv cov kwv tij nkauj muam.
transition-idea-relationships-now-3 = Kuv nyob kho siab ntau zaus.
transition-idea-relationships-goal-1 = Kuv xav ntsib kuv tsev neeg ntau dua.
transition-idea-relationships-goal-2 = Kuv xav tau phooj ywg uas zoo rau kuv.
transition-idea-relationships-goal-3 = Kuv xav nyob nyab xeeb nrog kuv tus hluas nkauj lossis hluas nraug.
transition-idea-relationships-step-1 = Hu rau ib tug neeg uas kuv nco.
transition-idea-relationships-step-2 = Nug seb thaum twg kuv mus xyuas tau kuv cov kwv tij nkauj muam.
transition-idea-relationships-step-3 = Koom ib lub club lossis ib pab.
transition-idea-culture-now-1 = Kuv paub tias kuv tsev neeg los qhov twg los.
transition-idea-culture-now-2 = Kuv nco cov zaub mov, hom lus, lossis kab lis kev cai uas kuv loj hlob nrog.
transition-idea-culture-now-3 = Kuv tseem tab tom nrhiav tias kuv yog leej twg.
transition-idea-culture-goal-1 = Kuv xav kawm ntxiv txog kuv pab pawg lossis kuv kab lis kev cai.
transition-idea-culture-goal-2 = Kuv xav mus koom cov kev cai, kev pe hawm, lossis kev sib sau uas tseem ceeb rau kuv.
transition-idea-culture-goal-3 = Kuv xav kom sawv daws hu kuv lub npe thiab siv kuv cov pronouns.
transition-idea-culture-step-1 = Nrog ib tug neeg laus hauv kuv tsev neeg lossis zej zog tham.
transition-idea-culture-step-2 = Nug kuv pab pawg seb muaj dab tsi rau cov hluas.
transition-idea-culture-step-3 = Nrhiav ib pab neeg uas kuv ua tau kuv tus kheej.
transition-idea-legal-now-1 = Kuv muaj hnub mus tsev hais plaub.
transition-idea-legal-now-2 = Kuv raug nplua lossis muaj ticket.
transition-idea-legal-now-3 = Kuv tsis to taub tias ua dab tsi hauv tsev hais plaub.
transition-idea-legal-goal-1 = Kuv xav paub kuv cov cai.
transition-idea-legal-goal-2 = Kuv xav paub tias cov ntaub ntawv tsev hais plaub kaw tau lossis tsis tau.
transition-idea-legal-goal-3 = Kuv xav kom kuv cov ntaub ntawv tag nrho raug cai.
transition-idea-legal-step-1 = Sau kuv cov lus nug rau kuv tus kws lij choj.
transition-idea-legal-step-2 = Nug seb leej twg pab kuv tau txog ticket lossis nqi nplua.
transition-idea-legal-step-3 = Nrhiav seb dab tsi hloov rau kuv thaum kuv muaj 18 xyoo.

## documents

## people

## money

## rights

## ninety-days

## worker

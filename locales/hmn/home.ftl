### Ib nplooj luv.
home-hello = Nyob zoo, { $name }
home-days-to-18 = Tshuav { $days } hnub ces koj muaj 18 xyoo.
home-next = Yam yuav los
home-next-empty = Koj lub rooj sib tham lossis sijhawm tsev neeg tom ntej yuav tshwm ntawm no.
home-next-none = Thaum teem rooj sib tham lossis sijhawm tsev neeg nrog tsev neeg no, yuav tshwm ntawm no.
home-people = Cov neeg nrog koj
home-write-to = Sau rau { $name }
home-team = Txhua tus hauv koj pab pawg
home-owed = Yam peb tau cog lus rau koj
home-agency-owes = Yam lub koom haum tau cog lus
home-we-promised = Yam peb tau cog lus rau tsev neeg
home-steps = Koj cov kauj ruam tom ntej
home-steps-empty = Koj tsis muaj kauj ruam tam sim no.
home-see-plan = Saib lub phiaj xwm
home-new = Tshiab rau koj
home-new-empty = Thaum muaj neeg sau rau koj, yuav tshwm ntawm no.
home-new-count = Tshiab rau koj: { $count }
home-walk-with = Cov tsev neeg uas koj pab
home-families = Koj cov tsev neeg
home-families-all = Tag nrho cov tsev neeg
home-families-empty = Thaum ib tsev neeg ntxiv koj rau hauv lawv pab, yuav tshwm ntawm no.
home-looked = Tsev neeg pom tau tias koj qhib nplooj no.
home-wanted-title = Cov kev txhais lus uas thov
home-wanted = { $count ->
   *[other] { $count } zaj yuav txhais ua { $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = Hnub kawg: { $day }
home-was-due = Teem rau { $day }
home-any-time = Thaum twg los tau
home-who-when = { $name } · { $when }
home-late = { $days ->
   *[other] Lig { $days } hnub
}
home-on-time = Raws sijhawm
home-stuck = Xav tau kev pab?
home-wrote = { $name } sau rau koj
home-kind-family-time = Sijhawm tsev neeg
home-kind-meeting = Pab neeg sib tham
home-kind-hearing = Mus tsev hais plaub
home-kind-appointment = Teem sijhawm
home-kind-review = Tshuaj lub phiaj xwm
home-kind-training = Kev cob qhia
home-kind-transition-conference = Sib tham txog kev hloov mus rau yav tom ntej
home-kind-other = Lwm hnub teem cia
home-partners = Cov niam txiv pab niam txiv uas koj txhawb
home-partners-empty = Thaum ib tug niam txiv pab niam txiv pib pab ib tsev neeg, yuav tshwm ntawm no.
home-partner-walks = { $count ->
   *[other] Pab { $count } tug niam txiv
}
home-asked = Yam koj nug pab neeg
home-to-answer = Tos koj teb
home-said = { $name }: { $kind }
home-answered = Teb lawm
home-waits = Tos
home-answer-by = Hnub kawg teb: { $day }
home-plan-changed = Lub phiaj xwm tau hloov: zaum { $version }
home-date-added = Ntxiv ib lub sijhawm tshiab lawm
home-date-moved = Ib lub sijhawm raug hloov mus rau lwm lub
home-date-changed = Ib lub sijhawm raug hloov lawm
home-date-cancelled = Ib lub sijhawm tso tseg lawm
home-date-restored = Ib lub sijhawm uas tso tseg raug muab rov qab los
home-notes-new = Muaj cov lus sau tseg tshiab txog ib lub rooj sib tham lossis tsev hais plaub
home-commitment-asked = { $name } thov koj ib yam
home-commitment-answered = { $name } teb koj lawm
home-translated = Yam koj thov tau txhais ua { $language } lawm
home-unread = Tsis tau nyeem tshaj ob hnub
home-unread-hint = Tsev neeg sau rau cov neeg ua haujlwm no. Koj pom tias tos ntev npaum li cas, tsis pom cov lus.
home-unread-days = { $count ->
   *[other] { $count } hnub
}
home-duties = Yam yuav tsum ua lub lim tiam no
home-duties-late = Dhau hnub lawm
home-duties-empty = Lub lim tiam no tsis muaj lus teb lossis lus cog tseg uas yuav tsum ua.
home-duty-answer = { $name } tos kev teb
home-duty-team = { $name } sau txog pab pawg
home-duty-promise = { $name } tau cog lus
home-duty-promise-own = Yam koj tau cog lus rau tsev neeg
home-duty-promise-agency = Lub koom haum tau cog lus
home-duty-new-time = { $name } thov hloov
home-duty-make-up = Yuav tsum them ib zaug sib ntsib rov qab
home-duty-documents = Cov ntaub ntawv rau { $name }
home-duty-right = { $name } muaj lus nug txog nws cov cai
home-duty-need = { $name } xav tau kev pab thiaj tuaj tau: { $need }
home-duty-need-withdrawn = { $name } tsis xav tau lawm: { $need }

# An interpreter who is not found shortly before a date.
home-need-urgent = Tshuav tsawg dua 48 teev
home-duty-notes = Sau cov lus tseg: { $kind }
home-notes-by = Cov lus sau tseg rau: { $day }
home-duty-translation = { $count ->
   *[other] { $name } thov { $count } zaj ua { $language }
}
home-translation-by = Hnub kawg txhais: { $day }
home-week = Kev sib tham thiab sijhawm tsev neeg lub lim tiam no
home-family-duties = { $count ->
    [0] Lub lim tiam no tsis muaj dab tsi yuav tsum ua
   *[other] { $count } yam lub lim tiam no
}
home-last-contact = Sib cuag zaum kawg: { $day }
home-no-contact = Tseem tsis tau sau tseg kev sib cuag
home-next-event = Tom ntej: { $day } · { $time }
home-log-contact = Sau tseg kev sib cuag
home-queue = { $count ->
   *[other] Muaj { $count } qhov tos kev txhais.
}
home-queue-oldest = { $days ->
    [0] Qhov thov ua ntej tshaj yog hnub no.
   *[other] Qhov thov ua ntej tshaj tau tos { $days } hnub lawm.
}

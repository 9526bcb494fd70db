### Daim hnub: cov hnub teem tseg ntawm ib tsev neeg, thiab yam yuav tsum paub ua ntej.
calendar-title = Cov hnub teem tseg
# A link on the first page, to all dates.
calendar-open = Saib tag nrho cov hnub teem tseg
calendar-back = Rov qab mus rau cov hnub teem tseg
calendar-this-week = Lub lim tiam no
calendar-next-week = Lub lim tiam tom ntej
calendar-week-of = Lub lim tiam ntawm { $day }
# $names is a list of people who are invited, too.
calendar-with = Nrog { $names }
calendar-later = Saib cov hnub tom qab
calendar-earlier = Saib cov hnub ua ntej
calendar-coming = Saib cov hnub yuav los
calendar-earlier-title = Cov hnub dhau los
calendar-earlier-empty = Tsis muaj hnub ua ntej no.
calendar-month-open = Saib ib lub hlis tag nrho
calendar-month-title = Cov hnub teem tseg hauv { $month } { $year }
calendar-month-before = Lub hlis ua ntej
calendar-month-after = Lub hlis tom ntej
calendar-month-empty = Tsis muaj hnub teem tseg hauv lub hlis no.
calendar-day-empty = Tsis muaj dab tsi teem tseg rau hnub no.

# After a day, for screen readers.
calendar-day-count = { $count ->
   *[other] { $count } lub sijhawm teem tseg
}
calendar-day-more = { $count ->
   *[other] Tseem muaj { $count } ntxiv rau hnub no
}

# Above the columns of a month, as short as can be.
calendar-weekday-1 = Mon
calendar-weekday-2 = Tue
calendar-weekday-3 = Wed
calendar-weekday-4 = Thu
calendar-weekday-5 = Fri
calendar-weekday-6 = Sat
calendar-weekday-7 = Sun
calendar-print = Luam plaub lub lim tiam tom ntej tawm
calendar-print-title = Cov hnub teem tseg hauv plaub lub lim tiam tom ntej
calendar-over = Hnub no dhau lawm.

# The days by which the law wants a review or a hearing, one after the other.
calendar-clocks-title = Cov hnub uas txoj cai teem tseg
calendar-clocks-intro = Txoj cai hais tias txog hnub twg tsev hais plaub lossis lub koom haum yuav tshuaj tus menyuam lub phiaj xwm dua. Lub koom haum yuav tsum ua raws li cov hnub no.
calendar-clocks-empty = Tsis muaj cov hnub zoo li no qhia rau koj.
calendar-clock-permanency-review = Tshuaj lub phiaj xwm (permanency review)
calendar-clock-permanency-hearing = Mus tsev hais plaub txog lub hom phiaj tseem ceeb (permanency hearing)
calendar-clock-efforts-hearing = Mus tsev hais plaub ntxov txog lub hom phiaj tseem ceeb (permanency hearing)
calendar-clock-what-permanency-review = Tsev hais plaub lossis ib pab neeg tshuaj lub phiaj xwm thiab yam uas txhua tus tau ua. Qhov no muaj tsawg kawg txhua 6 lub hlis.
calendar-clock-what-permanency-hearing = Tus kws txiav txim txiav txim siab txog lub hom phiaj tseem ceeb: qhov chaw tus menyuam yuav nyob mus li. Qhov no muaj tsawg kawg txhua 12 lub hlis.
calendar-clock-what-efforts-hearing = Tsev hais plaub txiav txim tias lub koom haum tsum tau kev pab kom rov los tsev. Ces yuav mus tsev hais plaub tsis pub dhau 30 hnub.
calendar-clock-due = Yuav tsum muaj tsis pub dhau
calendar-clock-planned = Teem rau
calendar-clock-not-planned = Tseem tsis tau muaj hnub rau qhov no hauv koj daim ntawv teem sijhawm.
calendar-clock-planned-late = Qhov no lig dua li txoj cai hais.
calendar-clock-missed = Qhov no yuav tsum muaj tsis pub dhau { $day }. Peb tsis muaj ntaub ntawv qhia tias twb muaj lawm.
calendar-clock-ask = Lub koom haum thiab tsev hais plaub yog cov uas saib xyuas qhov no. Koj nug tau koj tus neeg ua haujlwm lossis koj tus kws lij choj tias thaum twg yuav muaj.
calendar-clock-from = Suav txij

# $law is where the rule is written, such as a section of a statute.
calendar-clock-law = Txoj cai: { $law }
calendar-held-list = Cov kev tshuaj xyuas thiab cov kev hais plaub uas tau muaj lawm
calendar-held-none = Peb tsis muaj ntaub ntawv hais tias tau muaj ib zaug.
calendar-held-on = Tau muaj rau { $day }
calendar-held-by = { $name } sau rau { $day }
calendar-held-imported = Los ntawm lub koom haum cov ntaub ntawv
calendar-held-withdrawn = { $name } muab rov qab rau { $day }. Nws tsis suav.
calendar-held-corrected = { $name } kho rau { $day }. Nws tsis suav.
calendar-held-note = Sau ib qho kev tshuaj xyuas lossis kev hais plaub uas tau muaj lawm
calendar-held-correct = Kho
calendar-held-take-back = Muab rov qab
calendar-held-intro = Hnub tom ntej uas txoj cai teev yog suav los ntawm hnub no. Tsev neeg kuj pom thiab.
calendar-held-no-case = Lub koom haum cov ntaub ntawv tsis qhia tias thaum twg ib tug me nyuam raug coj tawm hauv tsev, yog li tsis muaj hnub los suav.
calendar-held-kind = Tau muaj dab tsi?
calendar-held-child = Rau tus me nyuam twg?
calendar-held-all = Tag nrho cov me nyuam hauv tsev neeg
calendar-held-day = Tau muaj rau hnub twg?
calendar-held-save = Khaws cia
calendar-notice-held = Khaws cia lawm. Hnub tom ntej suav los ntawm hnub no.
calendar-notice-held-out = Muab rov qab lawm. Tam sim no nws tsis suav.
calendar-notice-held-back = Nws suav dua lawm.

# From what a date is counted; a day follows.
calendar-since-removal = Hnub tawm hauv tsev
calendar-since-review-held = Zaum kawg tshuaj lub phiaj xwm
calendar-since-hearing-held = Zaum kawg mus tsev hais plaub txog lub hom phiaj tseem ceeb
calendar-since-efforts-not-required = Tsev hais plaub qhov kev txiav txim
calendar-comments = Lus sau xa tuaj
calendar-comments-until = Xa tau lus sau txog { $day }.
calendar-comments-over = Hnub xa lus sau yog { $day }.

# Tags beside the name of a day: a holiday of the agency, and a day that a family keeps.
calendar-holiday = Hnub so
calendar-day-kept = Hnub tseem ceeb
calendar-day-off-names = Hnub no: { $names }
calendar-day-off-dates = Cov sijhawm no poob rau hnub zoo li ntawd:
calendar-day-off-date = { $day } ({ $name })

# Beside a checkbox.
calendar-day-off-anyway = Tseem siv hnub no
calendar-day-off-anyway-dates = Tseem siv cov sijhawm no
calendar-days-title = Cov hnub tseem ceeb rau koj
calendar-days-intro = Qhia peb txog cov hnub so thiab lwm hnub uas tseem ceeb rau koj. Koj tus neeg ua haujlwm pom lawv ua ntej teem ib yam dab tsi rau hnub ntawd. Tsuas yog koj thiab koj tsev neeg cov neeg ua haujlwm pom lawv.
calendar-days-name = Nws hu ua li cas?
calendar-days-last-hint = Tseg khoob yog tias nws yog ib hnub xwb.
calendar-days-add = Ntxiv hnub no
calendar-days-remove = Tshem tawm
calendar-notice-day-added = Ntxiv lawm. Koj cov neeg ua haujlwm pom tau.
calendar-notice-day-removed = Tshem tawm lawm. Koj cov neeg ua haujlwm tsis pom lawm.
calendar-where = Qhov chaw
calendar-video = Los ntawm video
calendar-join = Koom lub rooj sib tham hauv video
calendar-length = Ntev npaum li cas
calendar-hours = { $hours ->
   *[other] { $hours } teev
}
calendar-minutes = { $minutes ->
   *[other] { $minutes } feeb
}
calendar-people = Cov neeg raug caw

# Where a date comes from.
calendar-source-court = Los ntawm tsev hais plaub daim ntawv teev ntawm { $day }
calendar-source-added = { $name } yog tus ntxiv
calendar-source-agency = Los ntawm lub koom haum cov ntaub ntawv

# What a date from the court’s list is.
calendar-court-about = Tsev hais plaub teem hnub no. Koj tus neeg ua haujlwm qhia tau koj tias nws yog ua dab tsi.
calendar-topic-bring = Yam yuav tsum nqa
calendar-topic-way = Yuav mus txog li cas
calendar-topic-court = Tus kws txiav txim lossis tsev hais plaub, thiab chav twg
calendar-topic-join = Koom li cas: tuaj kiag, hauv xov tooj lossis hauv video
calendar-hearing-title = Yog mus tsev hais plaub
calendar-topic-after = Tom qab ntawd yuav ua li cas
# What a person says about coming; on buttons, and after “You said”.
calendar-answer-accept = Kuv yuav tuaj
calendar-answer-decline = Kuv tuaj tsis tau
calendar-answer-change = Kuv xav hloov
calendar-answer-title = Koj puas tuaj tau?
calendar-said = Koj hais tias: { $answer }
calendar-asked-again = Koj tau teb rau lub sijhawm qub. Koj puas tuaj tau rau lub sijhawm tshiab?
calendar-said-by = { $name }: { $answer }
calendar-said-earlier = Cov lus teb no yog rau lub sijhawm qub.
calendar-change-answer = Hloov kuv cov lus teb
calendar-change-words = Yam twg yuav zoo dua rau koj?
calendar-change-hint = Koj thov tau lwm hnub lossis lwm lub sijhawm, kev thauj mus los, lossis koom hauv video. Tsuas yog koj tus neeg ua haujlwm thiab nws tus thawj saib xyuas thiaj nyeem tau.
calendar-notice-accept = Ua tsaug. Koj tus neeg ua haujlwm pom tias koj yuav tuaj.
calendar-notice-decline = Ua tsaug. Koj tus neeg ua haujlwm pom tias koj tuaj tsis tau.
calendar-notice-change = Ua tsaug. Koj tus neeg ua haujlwm pom tias koj xav hloov, thiab yam koj sau.
calendar-notice-withdrawn = Koj cov lus teb raug tshem lawm.
calendar-answers = Cov lus teb
calendar-settle = Khij tias tu lawm
calendar-settled = Ib tug neeg ua haujlwm khij tias twb tu lawm.
calendar-notice-settled = Khij tias tu lawm. Tus neeg uas thov pom tau.
calendar-settled-moved = Hloov lub sijhawm no mus rau ib lub ntawm cov sijhawm no lawm.
calendar-settled-unavailable = Tsis muaj lwm lub sijhawm. Ib tug neeg ua haujlwm sau tias:

# A person proposes up to two other days and times.
calendar-propose = Hais lwm hnub lossis lwm lub sijhawm
calendar-propose-day = Ib hnub uas zoo rau koj
calendar-propose-time = Sijhawm hnub ntawd
calendar-propose-other-day = Lwm hnub uas zoo rau koj
calendar-propose-other-time = Sijhawm lwm hnub ntawd
calendar-proposed = Cov sijhawm no yuav zoo:
calendar-move-to = Hloov mus rau { $when }
calendar-not-possible = Tsis muaj lwm lub sijhawm
calendar-not-possible-words = Vim li cas thiaj tsis muaj lwm lub sijhawm?
calendar-not-possible-hint = Tus neeg uas thov nyeem tau qhov no.
calendar-not-possible-send = Qhia rau tus neeg ntawd
calendar-notice-not-possible = Tus neeg uas thov pom tias tsis muaj lwm lub sijhawm, thiab yam koj sau.

# Something else at the time of a date.
calendar-clash-own = Koj muaj lwm yam rau lub sijhawm no
calendar-clash-busy = Koj hais tias koj tsis khoom: { $part }
calendar-clash-step = Ib kauj ruam ntawm koj lub phiaj xwm yog rau lub sijhawm no.
calendar-clash-change = Yog koj tuaj tsis tau, koj thov tau lwm lub sijhawm hauv qab no.
calendar-clash-invited = Tsis yog txhua tus khoom rau lub sijhawm no
calendar-clash-busy-other = { $name } tsis khoom rau lub sijhawm ntawd.
calendar-clash-none = Cov neeg uas koj xaiv zoo li khoom rau lub sijhawm no.
calendar-check = Saib leej twg khoom
calendar-notice-clash = Cov neeg no muaj lwm yam rau lub sijhawm ntawd: { $names }

# What a person needs to come.
calendar-needs-interpreter = Tus neeg txhais lus
calendar-needs-ride = Kev thauj mus los
calendar-needs-child-care = Kev zov menyuam
calendar-needs-remote-link = Txuas mus koom hauv video lossis xov tooj
calendar-needs-food = Khoom noj
calendar-needs-support-person = Ib tug neeg los txhawb
calendar-needs-accommodation = Kev pab vim kev xiam oob qhab

# What came of it; on its own, and after the name of what is needed.
calendar-state-requested = Thov lawm
calendar-state-confirmed = Paub tseeb lawm
calendar-state-unavailable = Npaj tsis tau
calendar-state-withdrawn = Tsis xav tau lawm
calendar-need-title = Yam kuv xav tau thiaj tuaj tau
calendar-need-intro = Kev thauj mus los, tus neeg txhais lus, kev zov menyuam, lossis lwm yam
calendar-need-line = { $need }: { $state }

# An interpreter and the language.
calendar-need-language = { $need } ({ $language })
calendar-need-readers = Tsuas yog koj thiab koj tsev neeg cov neeg ua haujlwm thiaj pom yam koj thov.
calendar-need-closed = Lub sijhawm no dhau lawm lossis tso tseg lawm. Tam sim no koj thov tsis tau dab tsi ntawm no.
calendar-need-asked = Yam koj thov
calendar-need-answered = Koj tus neeg ua haujlwm sau tias:
calendar-need-withdraw = Kuv tsis xav tau qhov no
calendar-need-withdraw-later = Cov sijhawm tom qab kuv kuj tsis xav tau qhov no
calendar-need-later = { $count ->
   *[other] Koj thov qhov no rau { $count } lub sijhawm tom qab uas txuas nrog thiab.
}
calendar-need-more = Ntxiv lossis hloov lus qhia
calendar-need-words = Peb yuav tsum paub dab tsi txog qhov no?
calendar-need-words-hint = Koj cia khoob los tau. Tsuas yog koj thiab koj tsev neeg cov neeg ua haujlwm thiaj nyeem tau.
calendar-need-words-rights = Hais tias yam twg yuav pab tau koj, xws li tsiaj ntawv loj lossis chav uas tsis muaj ntaiv. Koj tsis tas hais tias koj xiam oob qhab li cas. Tsuas yog koj thiab koj tsev neeg cov neeg ua haujlwm thiaj nyeem tau qhov no.
calendar-need-save = Khaws lus qhia
calendar-need-which-language = Hom lus twg?
calendar-need-same = Thov ib yam nkaus
calendar-need-last = Zaum tas los koj thov: { $needs }
calendar-need-ask = Koj xav tau dab tsi?
calendar-need-tap = Nias yam koj xav tau. Koj tus neeg ua haujlwm pom tam sim ntawd. Koj hloov siab tau.
calendar-need-everyone = Yam neeg xav tau thiaj tuaj tau
calendar-need-confirm = Khij tias paub tseeb lawm
calendar-need-unavailable = Qhov no npaj tsis tau
calendar-need-tell = Qhia rau tus neeg ntawd
calendar-need-answer-words = Vim li cas thiaj npaj tsis tau, thiab koj ua tau dab tsi los hloov?
calendar-need-answer-hint = Tus neeg uas thov nyeem tau qhov no.
calendar-need-notice-asked = Koj tus neeg ua haujlwm pom yam koj thov: { $label }
calendar-need-notice-withdrawn = Koj tsis thov lawm: { $label }
calendar-need-notice-later = { $count ->
   *[other] Qhov no siv rau { $count } lub sijhawm tom qab uas txuas nrog thiab.
}
calendar-need-notice-same = Koj tus neeg ua haujlwm pom tias koj thov ib yam li zaum tas los.
calendar-need-notice-confirmed = Khij tias paub tseeb lawm. Tus neeg uas thov pom tau.
calendar-need-notice-unavailable = Tus neeg uas thov pom tias npaj tsis tau, thiab yam koj sau.
calendar-need-notice-undone = Koj cov lus teb raug tshem lawm.
calendar-need-notice-stale = Tus neeg no hloov yam nws xav tau lawm. Thov saib dua ua ntej koj teb.
calendar-add = Ntxiv ib lub sijhawm
calendar-edit = Hloov lossis tso tseg
calendar-back-event = Rov qab mus rau lub sijhawm no
calendar-save = Khaws lub sijhawm no
calendar-told = Txhua tus neeg uas raug caw yuav pom qhov no hauv lawv thawj nplooj.
calendar-kind-label = Nws yog hom sijhawm dab tsi?
calendar-day-label = Hnub
calendar-starts-label = Pib thaum twg?
calendar-ends-label = Xaus thaum twg?
calendar-ends-hint = Cia nws khoob yog tias koj tsis paub.
calendar-last-label = Hnub kawg
calendar-last-hint = Tsuas yog thaum nws xaus rau lwm hnub.
# Beside a checkbox, for a time that comes twice on the night when clocks are set back.
calendar-first = Kuv hais txog thawj lub sijhawm ntawm ob lub no, ua ntej lub moos raug tig rov qab
calendar-repeat-title = Nws muaj ntau tshaj ib zaug
calendar-repeat-label = Nws muaj heev npaum li cas?
calendar-repeat-hint = Txhua hnub muaj tib lub sijhawm. “Txhua lub hlis” txhais tau tias tib hnub hauv lub lim tiam, xws li hnub Tuesday thib ob. Lub hlis uas tsis muaj hnub ntawd raug hla.
calendar-repeat-never = Ib zaug xwb
calendar-repeat-week = Txhua lub lim tiam
calendar-repeat-two-weeks = Txhua ob lub lim tiam
calendar-repeat-month = Txhua lub hlis rau hnub no hauv lub lim tiam
calendar-times-label = Tag nrho muaj pes tsawg hnub?
calendar-until-label = Lossis txog hnub twg?
calendar-later-change = { $count ->
   *[other] Hloov { $count } lub sijhawm tom qab uas txuas nrog thiab
}
calendar-later-kept = { $count ->
   *[other] { $count } lub sijhawm tom qab twb hloov ib leeg lawm thiab yuav nyob li qub.
}
calendar-later-cancel = { $count ->
   *[other] Tso { $count } lub sijhawm tom qab uas txuas nrog tseg thiab
}
calendar-about-label = Nws yog ua dab tsi, thiab yuav txiav txim siab txog dab tsi?
calendar-link-label = Txuas mus koom hauv video
calendar-link-hint = Nws pib nrog https://
calendar-invite = Caw leej twg?
calendar-invite-hint = Tsuas yog cov neeg no, thiab tsev neeg cov neeg ua haujlwm, thiaj pom lub sijhawm no.
calendar-hide = Leej twg yuav tsum tsis txhob paub qhov chaw?
calendar-hide-hint = Lawv pom lub sijhawm no, tab sis tsis pom qhov chaw, lub tsev hais plaub lossis txoj kev mus.
calendar-cancel-title = Tso lub sijhawm no tseg
calendar-why = Vim li cas thiaj tso tseg? Koj cia khoob los tau. Txhua tus neeg uas raug caw nyeem tau qhov no.
calendar-cancel = Tso lub sijhawm no tseg
calendar-cancelled = Tso tseg lawm
calendar-is-cancelled = Lub sijhawm no tso tseg lawm.
calendar-restore = Muab rov qab los
calendar-restore-first = Lub sijhawm no tso tseg lawm. Muab rov qab los ua ntej koj hloov nws.
calendar-history = Tej uas hloov txog lub sijhawm no
calendar-before = Ua ntej: { $when }
# What was done to a date; a name and a day follow.
calendar-act-add = Ntxiv
calendar-act-move = Hloov mus rau lwm lub sijhawm
calendar-act-change = Hloov
calendar-act-cancel = Tso tseg
calendar-act-restore = Muab rov qab los
calendar-notice-added = Ntxiv lub sijhawm lawm. Txhua tus neeg uas raug caw pom tau.
calendar-notice-saved = Hloov lub sijhawm lawm. Txhua tus neeg uas raug caw pom tau.
calendar-notice-cancelled = Tso lub sijhawm tseg lawm. Txhua tus neeg uas raug caw pom tau qhov ntawd.
calendar-notice-restored = Muab lub sijhawm rov qab los lawm. Txhua tus neeg uas raug caw pom tau qhov ntawd.
calendar-notice-series-added = Ntxiv cov hnub lawm. Txhua tus neeg uas raug caw pom tau.
calendar-notice-series-skipped = Cov hlis uas tsis muaj hnub ntawd raug hla.
calendar-notice-series-saved = Hloov lub sijhawm no thiab cov tom qab lawm. Txhua tus neeg uas raug caw pom tau.
calendar-notice-series-count = { $count ->
   *[other] Hloov { $count } lub sijhawm tom qab lawm.
}
calendar-notice-series-kept = Cov no twb hloov ib leeg ua ntej lawm thiab nyob li qub: { $days }
calendar-notice-series-cancelled = Tso lub sijhawm no thiab cov tom qab tseg lawm. Txhua tus neeg uas raug caw pom tau qhov ntawd.
calendar-notice-series-restored = Muab lub sijhawm no thiab cov tom qab rov qab los lawm. Txhua tus neeg uas raug caw pom tau qhov ntawd.
calendar-notice-series-undone = Muab qhov kev hloov rov qab lawm. Lub sijhawm no thiab cov tom qab nyob li qub. Txhua tus neeg uas raug caw pom tau qhov ntawd.
calendar-words-first = Yam uas neeg xav hais
calendar-words-write = Sau yam uas kuv xav hais
calendar-words-title = Kuv cov lus rau lub sijhawm no
calendar-words-note = Pab neeg nyeem koj cov lus ua ntej lwm yam. Koj hloov tau kom txog thaum lub sijhawm no pib.
calendar-words-what = Nws yog dab tsi?
calendar-words-kind-say = Yam uas kuv xav hais
calendar-words-kind-agenda = Ib yam los tham
calendar-words-kind-comment = Cov lus sau tuaj
calendar-words-label = Koj cov lus
calendar-words-hint = Ib yam los tham yog ib kab luv luv. Ntxiv ib yam zuj zus.
calendar-words-save = Khaws kuv cov lus
calendar-words-own = Yam uas koj sau
calendar-words-change = Hloov
calendar-words-remove = Thim rov qab
calendar-words-earlier = Koj cov lus yav tas los. Tsuas yog koj thiaj pom.
calendar-words-typed = Yam uas koj ntaus. Nws tsis tau khaws.
calendar-words-closed = Lub sijhawm no pib lawm lossis tso tseg lawm, yog li cov lus nyob li qub. Koj tseem hais ntxiv tau hauv lub rooj sib tham, lossis sau ntawv rau koj tus neeg ua haujlwm.

# Who can read one’s own words.
calendar-readers-author = Kuv nkaus xwb. Khaws cia ua ntej.
calendar-readers-workers = Tsuas yog kuv cov neeg ua haujlwm thiab lawv tus thawj saib xyuas
calendar-readers-event = Txhua tus neeg uas pom tau lub sijhawm no
calendar-readers-hint = Leej twg uas raug caw tom qab yuav nyeem tau tsuas yog thaum koj khaws dua.
calendar-notice-words = Koj cov lus khaws lawm.
calendar-notice-words-removed = Koj cov lus thim rov qab lawm. Tsuas yog koj thiaj tseem pom.
calendar-notice-words-back = Koj cov lus rov qab los lawm.
calendar-notice-words-kept = Hloov tsis tau. Lub sijhawm no pib lawm, lossis muaj lwm cov lus nyob qhov ntawd.
calendar-notes-title = Cov lus sau tseg
calendar-notes-promised = Cog lus tias cov lus sau tseg yuav muaj rau { $day }.
calendar-notes-late = Twb cog lus tias cov lus sau tseg yuav muaj rau { $day }. Lawv lig lawm.
calendar-notes-write = Sau cov lus tseg
calendar-notes-by = { $name } sau · { $day }
calendar-notes-there = Cov uas tuaj: { $names }
calendar-notes-away = Cov uas tsis tuaj: { $names }
calendar-notes-decided = Yam uas txiav txim siab lawm
calendar-notes-answer = Pab neeg teb li no:
calendar-notes-attendance = Leej twg tuaj?
calendar-notes-result = Muaj dab tsi tshwm sim, siv lus yooj yim
calendar-notes-result-hint = Tsev neeg nyeem qhov no. Sau li koj yuav hais rau lawv.
calendar-notes-answers = Cov lus teb rau yam uas neeg coj tuaj
calendar-notes-answer-to = Teb { $name } li cas?
calendar-notes-decisions = Cov kev txiav txim siab
calendar-notes-rule = Ib qho kev txiav txim siab yuav tsum qhia leej twg tuaj, thiab txhua tus hauv tsev neeg xav li cas.
calendar-notes-decision = Txiav txim siab li cas?
calendar-notes-more = Khaws ib daim sau ua ntej kom ntxiv tau lwm qhov kev txiav txim siab.
calendar-notes-readers = Txhua tus neeg uas pom tau lub sijhawm no nyeem tau cov lus uas tshaj tawm. Cov lus teb tsuas yog cov uas nyeem tau cov lus thiaj nyeem tau.
calendar-notes-publish = Tshaj tawm cov lus sau tseg
calendar-notes-keep = Khaws ib daim sau ua ntej
calendar-notes-is-draft = Qhov no yog ib daim sau ua ntej. Tsuas yog cov neeg ua haujlwm thiaj nyeem tau.
calendar-notes-due-title = Thaum twg cov lus sau tseg yuav muaj
calendar-notes-due = Cog lus rau hnub
calendar-notes-due-hint = Yog tsis muaj lwm hnub, nws yog 7 hnub tom qab lub sijhawm. Qhov no yog lub vev xaib no txoj cai.
calendar-notes-due-save = Khaws hnub no
calendar-notice-notes = Tshaj tawm cov lus sau tseg lawm. Txhua tus neeg uas pom tau lub sijhawm no nyeem tau.
calendar-notice-draft = Khaws daim sau ua ntej lawm. Tsuas yog cov neeg ua haujlwm thiaj nyeem tau.
calendar-notice-due = Khaws hnub lawm. Txhua tus neeg uas pom tau lub sijhawm no pom tau.

# What a family member thinks of a decision; after a name, and as a choice.
calendar-position-is-agree = Pom zoo
calendar-position-is-disagree = Tsis pom zoo
calendar-position-is-not-there = Tsis tuaj
calendar-position-noted = { $name }: { $position }
calendar-position-own = { $name } hais tias: { $position }
calendar-position-of = { $name } xav li cas txog qhov no?
calendar-position-why = Vim li cas? Siv { $name } cov lus, lossis raws li luag qhia koj
calendar-position-correct = Qhov no tsis yog yam uas kuv hais
calendar-position-add = Ntxiv yam uas kuv hais
calendar-position-mine = Koj xav li cas txog qhov kev txiav txim siab no?
calendar-position-said = Koj cov lus
calendar-position-hint = Lawv tshwm ib sab ntawm cov lus sau tseg. Txhua tus neeg uas pom tau lub sijhawm no nyeem tau.
calendar-position-save = Khaws yam uas kuv hais
calendar-notice-position = Tam sim no koj cov lus nyob ib sab ntawm cov lus sau tseg.
# The title in the calendar of a phone, which others may see.
calendar-neutral = Teem sijhawm
calendar-take-title = Muab tso rau hauv koj daim ntawv teev hnub
calendar-take-neutral = Qhov no muab ib cov ntaub ntawv rau daim ntawv teev hnub hauv koj lub xov tooj. Nws tsuas muaj lub sijhawm thiab lo lus “Teem sijhawm”.
calendar-take = Muab cov ntaub ntawv
calendar-take-more = Ntxiv qhov chaw thiab nws hais txog dab tsi
calendar-take-seen = Leej twg saib daim ntawv teev hnub hauv koj lub xov tooj kuj nyeem tau.
calendar-take-details = Muab cov ntaub ntawv nrog qhov chaw
calendar-feed-title = Koj cov hnub teem tseg hauv koj lub xov tooj
calendar-feed-body = Ib qhov chaw nyob ntiag tug pab kom daim ntawv teev hnub hauv koj lub xov tooj tshiab tas li. Nws tsuas muaj sijhawm thiab lo lus “Teem sijhawm”, tshwj tsis yog koj xaiv lwm yam.
calendar-feed-secret = Leej twg muaj qhov chaw nyob no yuav pom tias koj muaj hnub teem tseg thaum twg. Thov khaws cia rau koj tus kheej.
calendar-feed-create = Tsim ib qhov chaw nyob ntiag tug
calendar-feed-new = Nov yog koj qhov chaw nyob. Peb qhia ib zaug xwb.
calendar-feed-open = Qhib hauv kuv daim ntawv teev hnub
calendar-feed-on = Koj muaj ib qhov chaw nyob ntiag tug. Koj muab kaw tau lossis tsim dua tshiab. Qhov qub yuav tsis ua haujlwm tam sim ntawd.
calendar-feed-revoke = Muab kaw
calendar-feed-again = Tsim dua tshiab
calendar-feed-content = Koj qhov chaw nyob ntiag tug qhia dab tsi?
calendar-feed-content-neutral = Tsuas yog sijhawm thiab lo lus “Teem sijhawm”
calendar-feed-content-titles = Sijhawm, thiab nws yog hom sijhawm dab tsi
calendar-feed-content-places = Sijhawm, nws yog hom sijhawm dab tsi, thiab nyob qhov twg
calendar-feed-content-save = Khaws
calendar-notice-feed-content = Khaws lawm. Daim ntawv teev hnub hauv koj lub xov tooj yuav qhia thaum nws hloov tshiab zaum tom ntej.
calendar-notice-feed-off = Koj qhov chaw nyob ntiag tug raug kaw lawm.

# Family time: its plan, and what came of the visits.
calendar-time-title = Sijhawm tsev neeg
calendar-time-empty = Tseem tsis tau npaj sijhawm tsev neeg ntawm no.

# Who spends time with whom.
calendar-time-with = { $parent } nrog { $children }
calendar-time-siblings = { $children } ua ke
calendar-time-next = Kev sib ntsib tom ntej: { $when }
calendar-time-none = Tseem tsis tau npaj ib zaug sib ntsib.
calendar-time-owed = { $count ->
   *[other] Tseem yuav tsum them { $count } zaug sib ntsib rov qab.
}
calendar-time-owed-none = Tsis muaj ib zaug sib ntsib yuav tsum them rov qab.
calendar-time-owed-for = { $days ->
    [0] Yuav tsum them rov qab
   *[other] Yuav tsum them rov qab tau { $days } hnub lawm
}
calendar-time-plan = Yuav ua li cas
calendar-time-often = Ntau npaum li cas thiab ntev npaum li cas
calendar-time-level = Leej twg yuav tsum nyob ntawd
calendar-time-supervisor = Leej twg saib xyuas
calendar-time-supervisor-hint = Tus neeg no hais tau niam lossis txiv hom lus, lossis muaj ib tug neeg txhais lus uas muaj 18 xyoo rov sauv tuaj thiab.
calendar-time-transport = Cov menyuam mus txog li cas
calendar-time-confirm = Thaum twg yuav qhia tias koj yuav tuaj
calendar-time-confirm-rule = { $days ->
    [0] Ua ntej { $time } rau hnub ntawd
   *[other] Ua ntej { $time }, { $days } hnub ua ntej
}
calendar-time-step = Yuav tsum muaj dab tsi thiaj mus rau kauj ruam tom ntej
calendar-time-visits = Kev sib ntsib
calendar-time-month = { $month } { $year }
calendar-time-ended = Sijhawm tsev neeg no xaus lawm.

# For a worker, about who supervises and the parent.
calendar-time-language = { $name } tsis hais ib hom lus ntawm { $parent }. Thov ib tug neeg txhais lus uas muaj 18 xyoo rov sauv tuaj, lossis xaiv lwm tus neeg.
calendar-time-print = Luam rau tsev hais plaub
calendar-time-back = Rov qab mus rau sijhawm tsev neeg
calendar-time-add = Ntxiv sijhawm tsev neeg
calendar-time-edit = Hloov sijhawm tsev neeg no
calendar-time-save = Khaws sijhawm tsev neeg
calendar-time-parent = Leej twg nrog cov menyuam nyob?
calendar-time-siblings-only = Cov menyuam ua ke xwb
calendar-time-children = Cov menyuam twg?
calendar-time-nobody = Tsis muaj leej twg
calendar-time-confirm-when = Thaum twg niam lossis txiv yuav qhia tias nws yuav tuaj?
calendar-time-confirm-never = Tsis tas qhia
calendar-time-days-before = { $days ->
    [0] Hnub ntawd
   *[other] { $days } hnub ua ntej
}
calendar-time-confirm-at = Ua ntej thaum twg?
calendar-time-people = Leej twg pom sijhawm tsev neeg no?
calendar-time-people-hint = Cov neeg no, niam lossis txiv, thiab tsev neeg cov neeg ua haujlwm xwb thiaj pom qhov no thiab cov kev sib ntsib.
calendar-time-hide-hint = Lawv pom cov kev sib ntsib, tab sis tsis pom qhov chaw.
calendar-time-history = Tej yam hloov ntawm sijhawm tsev neeg no

# How family time is supervised.
calendar-level-supervised-center = Muaj ib tug nyob ntawd tas mus li, hauv ib lub chaw
calendar-level-supervised-community = Muaj ib tug nyob ntawd tas mus li, hauv tsev lossis sab nraud
calendar-level-monitored = Muaj ib tug tuaj saib ib ntus
calendar-level-unsupervised = Tsis tas muaj lwm tus nyob ntawd
calendar-level-overnight = Cov menyuam pw ib hmos
calendar-level-trial-home = Cov menyuam nyob hauv tsev sim saib
calendar-confirm-by = Thov qhia ua ntej { $when } tias koj yuav tuaj
calendar-visit-title = Zaug sib ntsib no ua li cas lawm
calendar-visit-coming = Npaj lawm
calendar-visit-unrecorded = Tseem tsis tau sau tseg
calendar-visit-held = Tau sib ntsib lawm
calendar-visit-held-for = Tau sib ntsib { $length }
calendar-visit-unconfirmed = Tso tseg, vim tsis muaj leej twg qhia tias niam lossis txiv yuav tuaj
calendar-visit-cancelled-by = Tso tseg: { $who }

# Who canceled a visit, or what was in the way.
calendar-canceller-agency = lub koom haum
calendar-canceller-caregiver = tus neeg tu menyuam
calendar-canceller-provider = lub chaw pab
calendar-canceller-parent = niam lossis txiv
calendar-canceller-child = tus menyuam
calendar-canceller-weather = huab cua
calendar-canceller-other = lwm yam
calendar-visit-confirmed = Niam lossis txiv qhia tias nws yuav tuaj.
calendar-visit-not-confirmed = Niam lossis txiv tseem tsis tau qhia tias nws yuav tuaj.
calendar-visit-makes-up = Them rov qab rau zaug sib ntsib hnub: { $day }
calendar-visit-owed = Yuav tsum them zaug sib ntsib no rov qab.
calendar-visit-still-owed = Zaug sib ntsib uas npaj zaug no los them tseem yuav tsum them rov qab.
calendar-visit-not-owed = Tsis tas them zaug sib ntsib no rov qab. Koj tseem nug tau koj tus neeg ua haujlwm txog lwm lub sijhawm.
calendar-visit-made-up = Twb them zaug sib ntsib no rov qab lawm hnub: { $day }
calendar-visit-outcome = Ua li cas lawm?
calendar-outcome-held = Tau sib ntsib lawm
calendar-outcome-held-shorter = Tau sib ntsib, tab sis luv dua
calendar-outcome-cancelled = Tso tseg lawm
calendar-outcome-unconfirmed = Niam lossis txiv tsis tau qhia tias nws yuav tuaj
calendar-visit-minutes = Siv tau pes tsawg feeb?
calendar-visit-minutes-hint = Yog luv dua xwb.
calendar-visit-by = Leej twg tso tseg?
calendar-visit-by-hint = Yog tso tseg lawm xwb. Yog lub koom haum, tus neeg tu menyuam lossis lub chaw pab tso tseg, yuav tsum them zaug sib ntsib rov qab.
calendar-visit-why = Vim li cas? Sau qhov no yog tso tseg lossis luv dua. Txhua tus neeg uas raug caw nyeem tau.
calendar-visit-save = Khaws tias ua li cas lawm
calendar-visit-cancel = Tso zaug sib ntsib no tseg
calendar-visit-cancel-hint = Ces yuav tsum them zaug sib ntsib no rov qab. Txhua tus neeg uas raug caw pom tias koj tso tseg.
calendar-visit-cancel-why = Vim li cas? Txhua tus neeg uas raug caw nyeem tau.
calendar-visit-add = Ntxiv ib zaug sib ntsib
calendar-visit-add-hint = Qhov chaw, thiab leej twg pom tau, yog raws li sijhawm tsev neeg no.
calendar-visit-about = Sijhawm tsev neeg nrog { $names }
calendar-visit-about-label = Cov neeg yuav tsum paub dab tsi txog zaug sib ntsib no?
calendar-visit-makes-up-label = Puas yog them rov qab rau ib zaug uas tso tseg lawm?
calendar-visit-makes-up-none = Tsis yog
calendar-visit-link-title = Puas twb muaj nyob hauv daim ntawv qhia hnub lawm?
calendar-visit-link-which = Yog lub sijhawm twg?
calendar-visit-link-hint = Lub sijhawm tseem siv tib qhov chaw thiab cov neeg uas raug caw.
calendar-visit-link = Muab ua ib zaug sib ntsib ntawm lub sijhawm tsev neeg no
calendar-notice-time-saved = Khaws sijhawm tsev neeg lawm. Cov neeg uas koj xaiv pom tau.
calendar-notice-visit-added = Ntxiv zaug sib ntsib lawm. Txhua tus uas pom sijhawm tsev neeg no pom tau.
calendar-notice-visit-linked = Lub sijhawm no yog ib zaug sib ntsib ntawm lub sijhawm tsev neeg no lawm. Cov neeg uas pom ob qho tib si pom tau qhov ntawd.
calendar-notice-visit-off = Lub sijhawm no tsis yog ib zaug sib ntsib ntawm lub sijhawm tsev neeg no lawm.
calendar-notice-visit-kept = Qhov no tseem yog ib zaug sib ntsib, vim muaj lus sau txog nws lossis nws txuas nrog lwm zaug sib ntsib.
calendar-notice-recorded = Khaws tias zaug sib ntsib no ua li cas lawm.
calendar-notice-visit-cancelled = Tso zaug sib ntsib tseg lawm. Txhua tus neeg uas raug caw pom tau qhov no.

# The numbers of visits, for court.
calendar-balance-title = Kev sib ntsib suav ua lej
calendar-balance-planned = Npaj pes tsawg zaug
calendar-balance-held = Tau sib ntsib pes tsawg zaug
calendar-balance-open = Tseem yuav los, lossis tseem tsis tau sau tseg
calendar-balance-cancelled = Tso tseg pes tsawg zaug
calendar-balance-time-planned = Sijhawm uas npaj
calendar-balance-time-held = Sijhawm uas nyob ua ke
calendar-balance-to-make-up = Yuav tsum them rov qab pes tsawg zaug
calendar-balance-made-up = Them rov qab lawm pes tsawg zaug
calendar-balance-owed = Tseem yuav tsum them rov qab pes tsawg zaug

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

# Beside a checkbox.
calendar-day-off-anyway = Tseem siv hnub no
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
calendar-later-cancel = { $count ->
   *[other] Tso { $count } lub sijhawm tom qab uas txuas nrog tseg thiab
}
calendar-about-label = Nws yog ua dab tsi, thiab yuav txiav txim siab txog dab tsi?
calendar-link-label = Txuas mus koom hauv video
calendar-link-hint = Nws pib nrog https://
calendar-invite = Caw leej twg?
calendar-invite-hint = Tsuas yog cov neeg no, thiab tsev neeg cov neeg ua haujlwm, thiaj pom lub sijhawm no.
calendar-hide = Leej twg yuav tsum tsis txhob paub qhov chaw?
calendar-hide-hint = Lawv pom lub sijhawm no, tab sis tsis pom qhov chaw lossis txoj kev mus.
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
calendar-notice-series-cancelled = Tso lub sijhawm no thiab cov tom qab tseg lawm. Txhua tus neeg uas raug caw pom tau qhov ntawd.
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

### Cov lus uas txhua nplooj siv.
# Hais ncaj ncees seb tus neeg txhais lus muaj ntawv pov thawj puas tau saib cov lus no.
common-reviewed = Tseem tsis tau muaj ib tug neeg txhais lus uas muaj ntawv pov thawj los tshuaj cov lus Hmoob no. Yog muaj lus tsis yog, thov hu rau peb.
common-skip = Mus rau qhov tseem ceeb
common-exit = Tawm tam sim no
common-title-error = Yuam kev: { $title }
common-language-change = Hloov lus. Tam sim no: { $language }
common-signed-in = Koj nkag los ua { $name }.
common-sign-out = Tawm mus
common-help-title = Koj xav nrog ib tug neeg tham?
common-help-call = Hu rau peb:
common-places = Cov npe loj
common-names = { $others } thiab { $last }
common-place-home = Hnub no
common-place-plan = Phiaj xwm
common-place-messages = Xov
common-place-sharing = Leej twg saib
common-place-help = Kev pab
common-unread = { $count ->
   *[other] { $count } tshiab
}
common-back = Rov qab
common-older = Saib yav dhau los
common-filter-label = Nrhiav ib tsev neeg lossis ib tug neeg
common-filter-go = Nrhiav
common-filter-all = Saib tag nrho
common-filter-none = Tsis muaj tsev neeg lossis neeg lub npe li no. Saib cov tsiaj ntawv dua, lossis saib tag nrho.

# Lists of names. “before-i” is for a name that begins with the sound i: Spanish then has “e” for “y”.

# Where a language has no such rule, both say the same.
common-list-two = { $first } thiab { $last }
common-list-two-before-i = { $first } thiab { $last }

# Three names or more: the list grows one name at a time, and the last name takes “last”.
common-list-middle = { $first }, { $last }
common-list-last = { $first }, thiab { $last }
common-list-last-before-i = { $first }, thiab { $last }
common-today = Hnub no
common-tomorrow = Tag kis
common-yesterday = Nag hmo
common-day = { $weekday }, { $month } hnub tim { $day }
common-date = { $month } hnub tim { $day }, { $year }
common-time-am = { $time } am
common-time-pm = { $time } pm
common-time-noon = { $time } tav su
common-time-midnight = { $time } ib tag hmo
common-month-1 = Lub Ib Hlis
common-month-2 = Lub Ob Hlis
common-month-3 = Lub Peb Hlis
common-month-4 = Lub Plaub Hlis
common-month-5 = Lub Tsib Hlis
common-month-6 = Lub Rau Hli
common-month-7 = Lub Xya Hli
common-month-8 = Lub Yim Hli
common-month-9 = Lub Cuaj Hli
common-month-10 = Lub Kaum Hli
common-month-11 = Lub Kaum Ib Hlis
common-month-12 = Lub Kaum Ob Hlis
common-weekday-1 = Hnub Monday
common-weekday-2 = Hnub Tuesday
common-weekday-3 = Hnub Wednesday
common-weekday-4 = Hnub Thursday
common-weekday-5 = Hnub Friday
common-weekday-6 = Hnub Saturday
common-weekday-7 = Hnub Sunday
common-language-en = lus Askiv
common-language-es = lus Mev
common-language-hmn = lus Hmoob
common-language-ar = lus Arabic
common-role-parent = Niam lossis txiv
common-role-guardian = Tus saib xyuas raws cai
common-role-indian-custodian = Tus saib xyuas hauv pab pawg Indian
common-role-youth = Tub hluas ntxhais hluas
common-role-caregiver = Tus neeg tu menyuam
common-role-mentor = Niam txiv pab niam txiv
common-role-mentor-coordinator = Tus tuav cov niam txiv pab niam txiv
common-role-worker = Tus neeg ua haujlwm
common-role-supervisor = Tus thawj saib
common-role-tribal-representative = Tus sawv cev ntawm pawg neeg Indian
common-role-interpreter = Tus txhais lus
common-role-administrator = Tus tswj
common-words-translated = { $by } txhais.
common-words-machine = Tshuab txhais ({ $by }). Tej zaum yuav yuam kev.
# Before a choice of languages, under a place to type.
common-writing-language = Kuv sau ua
common-words-original = Saib cov lus thawj ua { $language }
common-words-written = Qhov no sau ua { $language }.
common-words-ask = Thov kom txhais ua kuv hom lus
common-words-asked = Koj tau thov kom txhais qhov no ua koj hom lus rau { $asked }. Hnub kawg txhais: { $due }.

error-summary-title = Thov saib qhov no dua
error-missing-title = Peb nrhiav tsis tau nplooj ntawd
error-missing-body = Tej zaum nws hloov chaw lawm, lossis qhov chaw nyob sau yuam kev. Koj tus account tsis muaj teeb meem.
error-conflict-title = Qhov no xa lawm
error-conflict-body = Peb muaj ib daim ua ntej uas sau lwm cov lus. Nov yog yam koj nyuam qhuav sau, kom koj luam tau.
error-busy-title = Tam sim no muaj neeg siv coob heev
error-busy-body = Tsis muaj dab tsi ploj. Tos ib feeb, ces sim dua.
error-unreadable-title = Qhov no tuaj tsis txog tag nrho
error-unreadable-body = Ib feem ploj tom kev. Rov qab mus rau nplooj ua ntej, ces xa dua.
error-large-title = Qhov no ntau dhau rau ib zaug
error-large-body = Ua kom luv, lossis xa ua ob zaug.
error-many-title = Sim ntau zaus dhau lawm
error-many-body = { $minutes ->
   *[other] Koj sim ntau zaus hauv ib lub sijhawm luv. Tos { $minutes } feeb, ces sim dua. Koj tus account tsis muaj teeb meem.
}
error-broken-title = Muaj ib yam puas ntawm peb sab
error-broken-body = Koj tsis tau ua yuam kev. Sim dua tom qab ob peb feeb, lossis hu rau peb.
error-trace = Yog koj hu, tus lej no pab peb nrhiav:
error-home = Mus rau thawj nplooj
error-again = Sim dua
error-kept = Yam koj sau
error-account-name-short = Xaiv ib lub npe uas muaj 3 tus ntawv lossis ntau dua
error-account-name-long = Xaiv ib lub npe uas muaj 40 tus ntawv lossis tsawg dua
error-account-name-signs = Xaiv ib lub npe uas siv tsiaj ntawv xwb
error-account-name-taken = Lwm tus muaj lub npe no lawm. Xaiv lwm lub
error-account-passphrase-short = Ua koj cov lus zais kom ntev dua: 15 tus ntawv lossis ntau dua
error-account-passphrase-long = Ua koj cov lus zais kom luv dua: 200 tus ntawv lossis tsawg dua
error-account-passphrase-plain = Siv ntau tus ntawv lossis lej uas txawv hauv koj cov lus zais
error-account-no-match = Lub npe thiab cov lus zais no tsis mus ua ke. Saib ob yam
error-account-code = Peb nrhiav tsis tau tus code no. Muab nws piv nrog koj daim ntawv, lossis thov koj tus neeg ua haujlwm muab ib tug tshiab
error-account-code-missing = Sau tus code hauv koj daim ntawv
error-account-code-length = Muab tus code piv nrog koj daim ntawv. Nws muaj 20 tus ntawv thiab lej
error-account-code-spent = Tus code no siv tsis tau lawm. Yog koj twb siv lawm, nkag. Yog tsis tau, thov koj tus neeg ua haujlwm muab ib tug tshiab
error-messages-blank = Sau ib yam ua ntej
error-messages-long = Koj tsab xov ntev dhau. Ua kom luv, lossis xa ua ob zaug
error-plan-choose = Xaiv ib yam
error-plan-words-missing = Sau ob peb lo lus ua ntej
error-plan-words-long = Koj cov lus ntev dhau. Ua kom luv, lossis xa ua ob ntu
error-plan-translation-exists = Muaj ib tug neeg tau txhais qhov no thaum koj tab tom sau. Yam koj sau nyob hauv qab no, kom koj luam tau
error-plan-answer-missing = Qhia vim li cas, ob peb lo lus
error-plan-owner = Qhia leej twg ua
error-plan-date = Xaiv ib hnub, lossis sau li no: 2026-12-18
error-plan-why-missing = Qhia vim li cas, ob peb lo lus. Tsev neeg yuav nyeem
error-plan-stale = Muaj neeg hloov qhov no lawm. Saib ob zaj hauv qab, ces khaws koj li lossis cia lawv li
error-plan-not-ready = Lub phiaj xwm tsis tau npaj txhij. Saib yam tseem tsis tau muaj
error-plan-published = Muaj lwm tus twb tshaj tawm lub tswv yim lawm. Saib yam uas hloov tam sim no. Yam koj sau tseem nyob ntawm no
error-plan-week-number = Sau ib tug lej, xws li 2 lossis 1.5
error-plan-week-time = Sau ob lub sijhawm, lub lig dua tom qab
error-plan-week-full = Tej zaum ntau dhau rau ib lub lim tiam. Nyeem qhov hais nyob qhov kawg ntawm daim foos, ces txiav txim
error-plan-circle = Cov kauj ruam no yuav tos ib leeg rau ib leeg mus li. Xaiv lwm kauj ruam
error-plan-permanency-age = Lub hom phiaj no tsuas tau thaum muaj ib tug hauv tsev neeg muaj 16 xyoos rov saud
error-messages-choose-two = Xaiv ob leeg lossis ntau dua
error-messages-family-only = Rau tsev neeg nkaus xwb, xaiv tsuas yog cov neeg hauv tsev neeg
error-messages-mentor-apart = Niam txiv pab niam txiv tsuas nyob tau hauv kev sib tham nrog niam txiv uas nws pab thiab cov neeg ua haujlwm xwb
error-messages-date = Xaiv ib hnub, lossis sau li no: 2026-12-18. Hnub kawg yuav tsum tsis txhob ua ntej hnub pib
common-notice = Koj muaj ib yam tshiab
common-texts-stopped = Koj yuav tsis tau txais ntawv luv ntawm tus xov tooj no ntxiv lawm. Xa PIB yog xav tau dua.
common-texts-started = Koj yuav tau txais ntawv luv ntawm tus xov tooj no dua, raws li koj xaiv. Xa NRES kom txhob xa ntxiv.
error-messages-email = Saib koj qhov chaw email dua. Nws zoo li npe@example.org
error-messages-email-letters = Saib koj qhov chaw email dua. Ua ntej @ peb siv tau cov tsiaj ntawv a txog z thiab tus zauv xwb
error-messages-phone = Saib tus xov tooj dua. Nws muaj 10 tus zauv, xws li 608-555-0142. Tus xov tooj ntawm lwm lub tebchaws pib nrog +
error-messages-file-empty = Cov ntaub ntawv no khoob. Xaiv nws dua, lossis thaij duab dua
error-messages-file-kind = Peb txais duab (JPEG, PNG, WebP, HEIC), ntawv PDF thiab suab kaw (xws li M4A, MP3, WAV lossis AMR). Koj cov lus tseem nyob ntawm no
error-messages-file-video = Qhov no yog video, thiab peb txais tsis tau video. Koj xa tau duab, lossis kaw koj lub suab xa tuaj. Koj cov lus tseem nyob ntawm no
error-messages-file-heic = Peb nyeem tsis tau daim duab no (HEIC). Thaij lub vijtsam ces xa daim ntawd, lossis teeb koj lub koob thaij duab ua “Most Compatible”
error-messages-file-large = Cov ntaub ntawv no loj dhau. Duab txog 15 MB, ntawv txog 10 MB, suab kaw txog 3 MB
error-messages-file-dots = Daim duab no loj dhau. Thaij lub vijtsam ces xa daim ntawd
error-messages-file-broken = Peb nyeem tsis tau cov ntaub ntawv no. Tej zaum nws puas lawm. Thaij duab dua, lossis khaws daim ntawv dua
error-messages-file-many = Xaiv 4 lossis tsawg dua. Koj xa tau lwm cov tom qab
error-messages-file-harmful = Cov ntaub ntawv no tej zaum ua rau lwm tus lub xov tooj puas. Peb tsis tau khaws
error-messages-file-later = Tam sim no peb kuaj tsis tau ntaub ntawv. Xa koj cov lus tam sim no, xa cov ntaub ntawv tom qab
common-paper-family = Tsev neeg: { $family }
common-paper-printed = Hnub luam tawm: { $day }
common-paper-page = Nplooj { $number } ntawm { $all }
common-paper-missing = { $count ->
   *[other] Muaj { $count } tus cim saum toj no luam tsis tau, thiab muaj lub npov sawv cev. Koj nyeem tau lawv ntawm lub vijtsam.
}

### Nkag thiab tawm.
account-sign-in-title = Nkag
account-sign-in = Nkag
account-about = Alongside yog qhov chaw uas tsev neeg saib lawv lub phiaj xwm thiab sau ntawv rau lawv pab neeg.
# $agency is the name of the agency.
account-run-by = { $agency } yog cov tswj qhov chaw no. Tsis tas them nqi.
account-run-by-your-agency = Lub koom haum uas ua haujlwm nrog koj tsev neeg yog cov tswj qhov chaw no. Tsis tas them nqi.
account-promise = Koj xaiv seb leej twg nyeem yam koj sau. Koj saib tau seb leej twg saib koj cov ntaub ntawv.
account-name-label = Koj lub npe nkag
account-passphrase-label = Koj cov lus zais
account-show-passphrase = Qhia kom pom cov lus zais
account-device = Lub xov tooj lossis lub computer no puas yog koj tus kheej li?
account-device-own = Yog, tsuas yog kuv siv xwb. Tsis txhob cia kuv tawm

# $minutes is 15.
account-device-shared = Tsis yog, lwm tus siv thiab. Cia kuv tawm thaum kuv tsis ua dab tsi li { $minutes } feeb
account-kept = Koj tawm lawm. Peb khaws yam koj sau lawm. Nkag dua mus ntxiv.
account-locked = Peb kaw nplooj no vim tsis muaj leej twg siv ib ntus. Nkag dua mus ntxiv.
account-first-title = Thawj zaug ntawm no?
account-first-body = Koj tus neeg ua haujlwm lossis tus niam txiv pab niam txiv yuav muab ib daim ntawv muaj code rau koj.
account-first-link = Kuv muaj code
account-welcome-title = Zoo siab tos txais
account-code-label = Tus code hauv koj daim ntawv
account-code-hint = 20 tus ntawv thiab lej. Qhov khoob thiab kab tsis ua li cas.
account-code-go = Mus ntxiv
account-have-name = Kuv twb muaj npe nkag lawm
account-choose-language = Koj xav siv hom lus twg?
account-reads-title = Leej twg nyeem dab tsi
account-reads-team = Koj pab neeg nyeem tau lub phiaj xwm. Muaj tej feem tsuas yog rau cov neeg uas feem ntawd hais txog xwb.
account-reads-words = Ua ntej koj xa ib yam dab tsi, koj pom seb leej twg yuav nyeem.
account-reads-log = Thaum ib tug neeg sab nraud koj tsev neeg qhib koj cov ntaub ntawv, koj pom tau seb yog leej twg thiab thaum twg.
# Rau cov neeg ntawm koom haum, uas tsis muaj tsev neeg ntawm no.
account-reads-staff = Tsev neeg pom tau seb leej twg qhib lawv cov ntaub ntawv thiab thaum twg.
account-choose-title = Xaiv seb koj yuav nkag li cas
account-welcome-body = Koj tsis tas muaj email.
account-choose-name = Xaiv ib lub npe nkag
account-choose-name-hint = Tsis tas yog koj lub npe tiag.
account-choose-passphrase = Xaiv cov lus zais
account-choose-passphrase-hint = { $count } tus ntawv lossis ntau dua. Plaub tsib lo lus uas tsuas yog koj thiaj muab sib dhos yeej zoo.
account-offered = Koj siv tau cov lus zais no. Sau rau ntawm daim ntawv ua ntej koj pib:
account-offered-other = Lossis xaiv koj li. Yog xav pom lwm cov, qhib nplooj no dua.
account-accept = Pib
account-invalid-title = Tus code no siv tsis tau
account-invalid-body = Muab nws piv nrog koj daim ntawv, ib zaug plaub tus ntawv lossis lej. Yog zoo ib yam, thov koj tus neeg ua haujlwm muab ib tug code tshiab. Ib tug code siv tau ib zaug xwb, thiab tsis ntev.
account-invalid-used = Yog koj twb siv tus code no lawm, nkag nrog koj lub npe thiab cov lus zais.
account-cookies-title = Koj lub browser tsis khaws peb lub cookie
account-cookies-body = Peb tso ib lub cookie me me kom paub tias yog koj thaum koj nkag los. Koj lub browser tsis tau khaws nws, yog li koj tseem nkag tsis tau.
account-cookies-settings = Cia koj lub browser khaws cookies rau nplooj no hauv settings. Ces sim dua.
account-cookies-app = Yog koj qhib nplooj no hauv lwm lub app, lossis hauv ib lub qhov rais private, qhib nws hauv lub browser koj siv txhua hnub.
account-cookies-call = Yog qhov no tsis pab, hu rau peb. Tus xov tooj nyob hauv qab.
account-language-title = Hom lus
account-language-other = Koj xav tau lwm hom lus, lossis ntawv loj? Hu rau peb. Tsis tas them nqi.
account-exit-title = Yuav tawm sai li cas
account-exit-does = Lub pob “Tawm tam sim no” nyob saum txhua nplooj. Nws kaw koj thiab qhib ib nplooj qhia huab cua.
account-exit-shortcut = Yog koj siv lub computer, koj kuj nias tau lub pob Shift peb zaug sai sai.
account-exit-limits = Yam lub pob ua tsis tau
account-exit-history = Koj lub browser tseem nco tias koj tuaj ntawm no. Koj lwv tau nws.
account-exit-typed = Yam koj sau tab sis tsis tau xa tej zaum yuav ploj.
account-exit-watch = Yog muaj neeg siv app saib koj lub xov tooj, tej zaum lawv tseem pom yam koj ua.
account-exit-on = Kuv to taub, mus ntxiv
account-demo-title = Saib ib ncig
account-demo-body = Qhov no yog ua piv txwv. Txhua tus neeg yog ua xav xwb. Xaiv ib tsev neeg, ces ib tug neeg.
account-demo-person = { $name } · { $role }

## My details
account-details-title = Txog kuv tus kheej
account-details-body = Txhua tus hauv koj pab neeg pom koj lub npe, lo lus hu koj (pronouns), hais koj lub npe li cas, thiab koj cov lus.
account-details-name = Lub npe uas koj xav kom sawv daws hu

# $name is the name that the agency has.
account-details-name-hint = Koj lub koom haum muaj lub npe { $name }. Yog tsis sau dab tsi, peb siv lub npe ntawd.
account-details-pronouns = Lo lus hu koj (pronouns)
account-details-pronouns-hint = Xws li she/her, he/him, lossis they/them. Koj tsis tas yuav qhia.
account-details-say = Hais koj lub npe li cas
account-details-say-hint = Sau raws li lub suab.
account-details-speaks = Cov lus uas koj hais
account-details-reads = Cov lus uas koj nyeem
account-details-more-languages = Lwm hom lus
account-details-agency-languages = Koj txhais lus rau cov tsev neeg, yog li koj lub koom haum khaws daim ntawv teev koj cov lus. Yog yuav tsum hloov, thov nug koj lub koom haum.
account-details-formats = Koj puas xav tau ntawv nyeem lwm yam?
account-details-formats-hint = Tsuas yog koj thiab cov neeg ua haujlwm hauv koj pab neeg pom qhov no.
account-format-large-print = Ntawv loj
account-format-audio = Kaw suab rau mloog
account-format-braille = Ntawv xuas (Braille)
account-details-save = Khaws cia
account-details-saved = Khaws koj cov ntaub ntawv lawm.
account-details-more = Ntxiv txog koj
account-details-reach = Thaum twg thiab yuav tiv tauj koj li cas
account-self-title = Kuv yog leej twg
account-self-why = Vim li cas peb nug: koj cov lus teb pab koj tus neeg ua haujlwm nrhiav neeg thiab kev pab uas haum koj. Qee leej kuj muaj cai ntxiv, xws li cov neeg ntawm ib pawg tribe.
account-self-optional = Koj tsis tas yuav teb ib yam dab tsi hauv no.
account-self-private = Tsuas yog koj thiaj nyeem tau koj cov lus teb, tshwj tsis yog koj qhia rau cov neeg ua haujlwm hauv koj pab neeg. Koj tsev neeg yuav tsis pom li.
account-self-races = Haiv neeg
account-self-races-hint = Xaiv txhua yam uas yog koj.
account-race-american-indian = American Indian lossis Alaska Native
account-race-asian = Neeg Es Xias (Asian)
account-race-black = Neeg dub lossis African American
account-race-hispanic = Hispanic lossis Latino
account-race-middle-eastern = Neeg Middle East lossis North Africa
account-race-pacific-islander = Native Hawaiian lossis Pacific Islander
account-race-white = Neeg dawb
account-self-race-words = Hais ua koj cov lus
account-self-tribe = Koj pawg tribe lossis haiv neeg
account-self-tribe-hint = Qhov no tsis qhia rau tsev hais plaub lossis tribe. Yog ib tug me nyuam hauv koj tsev neeg tej zaum yog neeg ntawm ib pawg tribe, thov qhia koj tus neeg ua haujlwm thiab.
account-self-gender = Koj yog poj niam, txiv neej, lossis lwm yam
account-self-gender-hint = Siv cov lus uas koj nyiam.
account-self-who = Leej twg nyeem tau qhov no?
account-self-who-me = Kuv xwb
account-self-who-workers = Kuv thiab cov neeg ua haujlwm hauv kuv pab neeg
account-self-saved-me = Khaws lawm. Tsuas yog koj nyeem tau.
account-self-saved-workers = Khaws lawm. Tam sim no cov neeg ua haujlwm hauv koj pab neeg nyeem tau.
account-self-deleted = Khaws lawm. Tam sim no tsis muaj dab tsi txog koj hauv no.
account-window-title = Zais lub npe ntawm qhov chaw no
account-window-body = Lwm tus tej zaum pom ib lub npe thiab ib daim duab me me saum koj lub browser, lossis hauv cov npe ntawm cov nplooj uas koj tau qhib. Koj xaiv tau lub npe thiab daim duab uas tsis qhia dab tsi rau lawv.
account-window-limit = Lawv tseem pom qhov chaw nyob (address) ntawm qhov chaw no, thiab tej uas nyob hauv nplooj. Ua ntej koj nkag, lub npe qub tseem tshwm.
account-window-reader = Yog koj siv lub tshuab nyeem ntawv (screen reader), nws yuav hais lub npe no rau txhua nplooj.
account-window-choice = Xav kom tshwm dab tsi?
account-window-usual = Alongside, thiab lub npe ntawm nplooj
account-look-notes = Ntawv sau
account-look-weather = Huab cua
account-look-recipes = Kev ua noj
account-window-saved = Khaws lawm. Tam sim no koj pom tau saum koj lub browser.

## Base
account-title = Koj tus account
account-devices-title = Koj nkag rau qhov twg
account-devices-body = Nov yog cov xov tooj thiab cov computer uas koj tus account qhib rau.
account-devices-this = Lub no
account-devices-own = Tsuas yog koj siv xwb
account-devices-shared = Lwm tus siv thiab
account-devices-locked = Kaw lawm txog thaum koj nkag dua

## Passkeys: the list and the buttons

# $moment is a day and a time.
account-passkeys-last = Siv zaum kawg: { $moment }
account-passkeys-unused = Tsis tau siv
account-passkeys-new = Ua ib tug passkey
account-passkeys-name = Lub npe ntawm tus passkey no
account-passkeys-name-hint = Yav tom ntej lub npe qhia koj tias tus passkey nyob rau lub xov tooj lossis computer twg.
account-passkeys-make = Ua rau lub xov tooj lossis computer no
account-passkeys-remove = Tshem tawm
account-passkeys-added = Koj tus passkey npaj txhij lawm. Zaum tom ntej koj siv nws nkag tau.
account-passkeys-removed = Tau tshem tus passkey lawm. Nws qhib tsis tau koj tus account lawm.
account-passkeys-full = Koj muaj passkey ntau tshaj no tsis tau. Tshem ib tug ua ntej koj ua ib tug tshiab.
account-passkeys-shared = Thaum koj nkag, koj hais tias lwm tus siv lub xov tooj lossis computer no thiab. Koj ua tau passkey tsuas yog rau lub uas tsis muaj lwm tus siv. Nws puas yog koj tus kheej li? Tawm mus, rov nkag los, thiab xaiv “Yog, tsuas yog kuv siv xwb”.
account-passkeys-missing = Koj ua passkey tsis tau ntawm no. Koj nkag tau ib yam li koj nkag tam sim no.
account-passkeys-help = Xov tooj ploj lawm? Tshem nws tus passkey ntawm no. Ces cia lub xov tooj ntawd tawm ntawm nplooj no:
account-passkey-title = Siv passkey nkag
account-passkey-body = Siv ib tug passkey, koj nkag ib yam li thaum koj qhib koj lub xov tooj lossis computer. Nws siv tau tsuas yog koj twb ua ib tug ua ntej lawm.
account-passkey-ask = Siv passkey nkag
account-passkey-use = Siv passkey mus ntxiv
account-passkey-instead = Siv passkey hloov chaw
account-passkey-passphrase = Siv kuv cov lus zais hloov chaw
account-passkey-missing = Passkey siv tsis tau hauv lub browser no. Koj siv koj cov lus zais tau.
account-passkey-failed = Ua tsis tau. Tsis muaj dab tsi hloov. Koj sim dua tau.
account-passkey-known = Lub xov tooj lossis computer no twb muaj koj ib tug passkey lawm.

## Confirmed contact
account-confirm-email-title = Qhia tias koj qhov chaw email yog lawm
account-confirm-phone-title = Qhia tias koj tus xov tooj yog lawm
account-confirm-no-email = Koj tseem tsis tau qhia koj qhov chaw email rau peb. Koj siv qhov txuas saum toj ntxiv tau.
account-confirm-no-phone = Koj tseem tsis tau qhia ib tus xov tooj rau ntawv luv rau peb. Koj siv qhov txuas saum toj ntxiv tau.
account-confirm-not-yet = Tseem tsis tau paub tseeb.
account-confirm-tag = Tseem tsis tau paub tseeb
account-confirm-still = Peb tseem xa cov lus ceeb toom mus rau qhov ntawd. Koj siv tau ib tug code saib puas txog koj tiag.

# $date is the day on which it was confirmed.
account-confirm-since = Paub tseeb lawm rau { $date }.

# $words is the sentence that is sent, with a made-up code.
account-confirm-what = Peb xa kab lus no xwb, thiab nws tsis qhia tias peb yog leej twg: “{ $words }”
account-confirm-send = Xa ib tug code rau kuv
account-confirm-again = Xa ib tug code tshiab rau kuv
account-confirm-sent = Koj tus code tab tom tuaj. Tej zaum yuav siv li ob peb feeb. Ntaus nws hauv qab no.
account-confirm-failed = Peb xa tsis tau tus code. Saib qhov chaw email lossis tus xov tooj saum no puas yog. Yog tsis yog, siv qhov txuas saum toj nplooj no hloov nws. Yog yog lawm, thov ib tug code tshiab.

# $from and $until are times of day.
account-confirm-hours = Koj tau hais kom peb tsis txhob xa dab tsi rau lub sijhawm no. Koj tau txais code txij { $from } txog { $until }.
account-confirm-code = Koj tus code
account-confirm-code-hint = 6 tus lej. Yog koj tau txais ntau tus code, siv tus tshiab tshaj.
account-confirm-go = Lees paub
account-confirm-done = Ua tsaug. Paub tseeb lawm.

# The next two are sent to the address. $code is the code.
account-confirm-subject = Koj tus code
account-confirm-message = Koj tus code yog { $code }. Nws siv tau 15 feeb. Yog koj tsis tau thov, koj tsis tas ua dab tsi.

## Change passphrase
account-new-passphrase-title = Hloov koj cov lus zais
account-new-passphrase-body = Sau koj lub npe nkag thiab cov lus zais uas koj siv tam sim no. Tom qab ntawd xaiv cov lus zais tshiab.
account-new-passphrase-current = Cov lus zais uas koj siv tam sim no
account-new-passphrase-offered = Koj siv tau cov lus zais no. Sau rau ntawm daim ntawv ua ntej koj khaws cia:
account-new-passphrase-ends = Thaum koj khaws cia, koj lwm lub xov tooj thiab computer yuav tawm tag. Koj cov passkey thiab qhov chaw nyob ntiag tug ntawm koj daim ntawv teev hnub yuav siv tsis tau lawm. Koj ua tau cov tshiab.
account-new-passphrase-go = Khaws cov lus zais tshiab cia
account-new-passphrase-saved = Koj cov lus zais tshiab siv tau lawm. Koj lwm lub xov tooj thiab computer tawm tag lawm. Koj cov passkey qub thiab qhov chaw nyob qub ntawm koj daim ntawv teev hnub siv tsis tau lawm.
account-new-passphrase-card = Yog koj muaj daim npav rov nkag, nws tseem siv tau. Yog tej zaum muaj lwm tus tau pom nws, ua ib daim tshiab.
account-new-passphrase-forgot = Kuv tsis nco qab kuv cov lus zais. Siv ib tug code rov nkag
account-new-passphrase-none = Koj nkag yam tsis siv cov lus zais, yog li ntawd ntawm no tsis muaj dab tsi hloov.

## Where one is signed in, and what changed

account-devices-last = Siv zaum kawg: { $moment }
account-devices-end = Tawm ntawm lub ntawd
account-devices-end-all = Tawm ntawm txhua lub lwm lub
account-devices-only = Koj tus account tsis qhib rau lwm qhov.
account-devices-help = Koj puas pom ib lub uas tsis yog koj li? Cia nws tawm. Tom qab ntawd hloov koj cov lus zais. Yog koj xav tau kev pab, hu rau peb. Tus xov tooj nyob hauv qab.
account-devices-notices-elsewhere = Tej zaum cov lus qhia kuj qhib rau ib lub xov tooj lossis computer uas tsis nyob hauv daim ntawv no. Koj muab kaw tau tag nrho.
account-devices-ended = Koj tus account tsis qhib rau ntawd lawm.
account-devices-all-ended = Tam sim no koj tus account qhib rau ntawm no xwb.
account-device-unknown = Ib lub xov tooj lossis computer
account-device-is-android-phone = Xov tooj Android
account-device-is-android-tablet = Tablet Android
account-device-is-iphone = iPhone
account-device-is-ipad = iPad
account-device-is-windows-computer = Computer Windows
account-device-is-mac = Mac
account-device-is-chromebook = Chromebook
account-device-is-linux-computer = Computer Linux
account-events-title = Dab tsi hloov hauv koj tus account
account-events-body = Txhua zaus uas ib tug neeg nkag ntawm ib lub xov tooj lossis computer tshiab, lossis hloov txoj kev uas koj nkag, nws yuav nyob ntawm no. Tsis muaj leej twg rho tau.
account-events-empty = Tseem tsis tau muaj dab tsi hloov.
account-events-seen = Kuv nyeem qhov no lawm

# $count is how many.
account-events-unseen = Muaj { $count } yam hloov hauv koj tus account. Thov nyeem
account-events-help = Puas muaj ib yam uas tsis yog koj ua? Tawm ntawm txhua lub lwm lub, thiab hu rau peb. Tus xov tooj nyob hauv qab.
account-event-new = Tshiab

# $name is the name of the person who did it.
account-event-by = { $name } ua qhov no
account-event-by-other = Ib tug neeg uas ua haujlwm nrog koj ua qhov no
account-event-is-passphrase-set = Tau xaiv cov lus zais tshiab
account-event-is-passkey-added = Tau ntxiv ib tug passkey
account-event-is-passkey-removed = Tau tshem ib tug passkey
account-event-is-recovery-codes-made = Tau ua cov code rov nkag tshiab
account-event-is-recovery-code-used = Tau siv ib tug code rov nkag
account-event-is-voucher-made = Tau ua ib tug code kom koj rov nkag tau
account-event-is-voucher-used = Tau siv ib tug code kom rov nkag
account-event-is-signed-in-new-device = Muaj neeg nkag ntawm ib lub xov tooj lossis computer tshiab
account-event-is-session-ended = Tau tawm ntawm ib lub xov tooj lossis computer
account-event-is-sessions-ended = Tau tawm ntawm txhua lub xov tooj thiab computer lwm lub
account-event-is-details-changed = Tau hloov koj cov ntaub ntawv
account-event-is-contact-changed = Tau hloov koj qhov chaw email, tus xov tooj, lossis kev ceeb toom
account-event-is-staff-identity-linked = Tau txuas koj tus account haujlwm
account-event-is-staff-identity-removed = Tau txiav koj tus account haujlwm
account-event-is-totp-added = Tau ntxiv ib lub app rau cov code nkag
account-event-is-totp-removed = Tau tshem lub app rau cov code nkag
account-again-title = Qhia tias yog koj
account-again-body = Kom nyab xeeb, peb xav paub tseeb tias yog koj ua ntej koj mus ntxiv.
account-again = Mus ntxiv

## Getting back in
account-recover-title = Kuv nkag tsis tau
account-recover-body = Koj siv tau ib tug code rov nkag los. Koj tsis tas muaj email lossis xov tooj.
account-recover-code = Koj tus code
account-recover-code-hint = 16 tus ntawv thiab lej, los ntawm koj daim npav rov nkag lossis los ntawm ib tug neeg hauv koj pab neeg. Qhov khoob thiab kab txiav tsis ua li cas.
account-recover-code-retype = Kom nyab xeeb, peb tsis khaws koj tus code cia. Thov sau nws dua. Nws muaj 16 tus ntawv thiab lej.
account-recover-passphrase = Xaiv cov lus zais tshiab
account-recover-go = Nkag
account-recover-none-title = Yog koj tsis muaj code
account-recover-none-who = Nug koj tus neeg ua haujlwm. Yog koj yog tus niam txiv pab niam txiv, lossis koj muaj ib tug, koj kuj nug tau tus tuav cov niam txiv pab niam txiv. Yog koj ua haujlwm nrog cov tsev neeg, hu rau peb. Tus xov tooj nyob hauv qab.
account-recover-none-how = Nej ntsib tim ntsej tim muag, kom lwm tus nkag tsis tau siv koj lub npe. Ces lawv ua tau ib tug code rau koj. Nws siv tau 30 feeb.
account-recover-remembered = Kuv nco tau kuv cov lus zais lawm
account-recovered = Koj nkag los lawm. Koj cov lus zais tshiab siv tau lawm. Koj lwm lub xov tooj thiab computer tawm tag lawm.

# $names is the sign-in name.
account-recovered-name = Koj lub npe nkag yog { $names }.
account-recovered-card = Cov code ntawm koj daim npav rov nkag qub siv tsis tau lawm. Koj ua tau ib daim npav tshiab.
account-recovered-app = Tau tshem koj lub app qub rau cov code nkag lawm. Koj ntxiv tau dua ib lub.
account-recovery-title = Daim npav rov nkag
account-recovery-body = Daim npav rov nkag muaj kaum tus code. Koj siv ib tug nkag tau yog koj tsis nco qab koj cov lus zais lossis koj lub xov tooj ploj. Ib tug code siv tau ib zaug xwb.
account-recovery-secret = Khaws daim npav rau qhov uas koj ib leeg nrhiav tau xwb. Leej twg muaj daim npav yeej qhib tau koj tus account.
account-recovery-none = Koj tseem tsis tau muaj daim npav rov nkag.

# $day is when the card was made.
account-recovery-made = Hnub ua koj daim npav: { $day }.

# $count is how many codes of the card are not used.
account-recovery-left =
    { $count ->
        [0] Cov code siv tag lawm.
       *[other] Tseem tshuav { $count } tus code.
    }
account-recovery-make = Ua ib daim npav rov nkag
account-recovery-again = Ua ib daim npav tshiab
account-recovery-ends = Yog koj ua ib daim npav tshiab, cov code ntawm daim qub yuav siv tsis tau lawm.
account-recovery-new = Qhov no yog koj daim npav tshiab. Luam tawm lossis sau cia tam sim no. Peb qhia tsis tau dua.
account-recovery-where = Yog koj nkag tsis tau, mus rau nplooj ntawv no thiab ntaus ib tug ntawm cov code no. Kos tawm tus code uas koj siv lawm.

## Invitations
account-invite-link = Caw ib tug neeg
account-invite-person = Caw { $name } los qhib ib tug account
account-invite-title = Caw neeg los siv qhov chaw no
account-invite-back = Rov qab mus rau pab neeg
# $days is 14.
account-invite-body = Luam ib tsab ntawv uas muaj code thiab muab rau tus neeg ntawd ntawm koj tes. Nws siv tsab ntawv los qhib nws tus account. Ib tug code siv tau ib zaug xwb, { $days } hnub. Koj yeej tsis pom nws cov lus zais.
account-invite-none = Tam sim no tsis muaj leej twg uas yuav caw.
account-invite-not-yet = Nws tseem tsis tau muaj ntawv caw.
account-invite-open = Nws muaj ntawv caw lawm. Siv tau txog thaum tag hnub { $day }.
account-invite-open-by = Nws muaj ntawv caw los ntawm { $name } lawm. Siv tau txog thaum tag hnub { $day }.
account-invite-make = Ua tsab ntawv: { $language }
account-invite-again = Ua ib tsab ntawv tshiab: { $language }
account-invite-replaces = Tsab ntawv tshiab ua rau tsab qub siv tsis tau lawm. Siv qhov no thaum tsab ntawv ploj lawm.
account-invite-other-language = Tsab ntawv ua lwm hom lus:
account-invite-revoke = Tshem daim ntawv caw
account-invite-revoked = Daim ntawv caw raug tshem lawm. Tus code hauv tsab ntawv siv tsis tau lawm.
account-invite-have = Cov no twb muaj account lawm
account-invite-agency = Lub koom haum yog cov caw cov neeg no
account-letter-title = Koj daim ntawv caw los rau Alongside
account-letter-gone = Tsis muaj tsab ntawv ntawm no. Ib tsab ntawv tshwm ib zaug xwb. Yog koj tseem xav tau, ua ib tsab tshiab ntawm nplooj uas koj caw neeg.
account-letter-home = Mus rau thawj nplooj
account-letter-once = Luam tsab ntawv no tam sim no. Nws tshwm zaug no xwb.
account-letter-for = Rau { $name }
account-letter-how = Yuav pib li cas
account-letter-scan = Muab koj lub xov tooj lub koob yees duab taw rau lub plaub fab no:
account-letter-square = Ib lub plaub fab uas qhib nplooj rau koj tus code
account-letter-address = Lossis sau qhov chaw nyob no rau hauv koj lub browser:
account-letter-code = Ces sau tus code no:
account-letter-choose = Xaiv koj hom lus, ib lub npe nkag, thiab cov lus zais. Koj tsis tas muaj email lossis xov tooj. Siv sijhawm li peb feeb.
account-letter-until = Tus code siv tau ib zaug xwb. Koj siv tau txog thaum tag hnub { $day }.
account-letter-keep = Khaws daim ntawv no rau qhov chaw uas lwm tus tsis pom. Tom qab koj pib lawm, koj tsis tas siv nws ntxiv.
account-letter-lost = Daim ntawv no ploj lawm, lossis koj muaj lus nug? Hu rau peb:

## Passkeys
account-passkeys-title = Cov passkey
account-passkeys-body = Siv ib tug passkey, koj nkag ib yam li thaum koj qhib koj lub xov tooj lossis computer. Koj siv koj tus ntiv tes, koj lub ntsej muag, lossis koj tus PIN. Koj cov lus zais tseem siv tau thiab.
account-passkeys-warning = Ua passkey tsuas yog thaum tsis muaj lwm tus qhib tau lub xov tooj lossis computer no. Nws khaws ib daim ntawv teev cov passkey. Daim ntawv ntawd qhia qhov chaw nyob ntawm lub website no.
account-passkeys-empty = Koj tsis tau muaj passkey.

## Staff
account-staff-title = Koj puas ua haujlwm rau lub koom haum?
account-staff-body = Siv koj tus account haujlwm nkag. Tej zaum yuav siv koj lub xov tooj haujlwm lossis yuam sij ruaj ntseg.
account-staff-own = Siv kuv tus account haujlwm hauv kuv lub computer lossis xov tooj
account-staff-shared = Siv kuv tus account haujlwm hauv ib lub computer uas lwm tus siv thiab. Cia kuv tawm thaum kuv tsis ua dab tsi li { $minutes } feeb
account-staff-or = Lossis xaiv ib lub npe nkag thiab cov lus zais
account-staff-again = Siv kuv tus account haujlwm qhia tias yog kuv
account-staff-problem-title = Koj tseem tsis tau nkag
account-staff-unavailable = Koj lub koom haum nplooj nkag tsis teb tam sim no. Tos ob peb feeb, ces sim dua.
account-staff-stale = Siv sijhawm ntev dhau, lossis koj pib hauv lwm lub browser. Thov pib dua.
account-staff-refused = Koj lub koom haum txoj kev nkag tsis cia koj nkag ntawm no. Sim dua thiab siv koj kauj ruam ob, xws li ib tug code lossis tus yuam sij ruaj ntseg. Yog tseem tsis tau, hu rau koj lub koom haum cov neeg pab computer.
account-staff-unknown = Tus account haujlwm no tsis txuas nrog ib tug neeg uas ua haujlwm nrog tsev neeg ntawm no. Thov koj tus thawj coj muab ib daim ntawv caw.
account-staff-code = Daim ntawv caw no siv tsis tau, lossis tus account haujlwm no twb yog lwm tus li lawm. Thov koj tus thawj coj muab ib daim ntawv caw tshiab.
account-second-step-title = Ib kauj ruam ntxiv
account-second-step-label = Tus code hauv koj lub app
account-second-step-hint = 6 tus lej. Txhua 30 vib nas this muaj ib tug code tshiab.
account-second-step-go = Mus ntxiv
account-second-step-over = Pib dua
account-second-step-lost = Lub xov tooj uas muaj lub app puas ploj lawm? Ib tug code ntawm koj daim npav rov nkag tsis txaus ntawm no. Yog koj yog tus niam txiv pab niam txiv, nug tus tuav cov niam txiv pab niam txiv. Yog koj ua haujlwm nrog cov tsev neeg, hu rau peb. Tus xov tooj nyob hauv qab. Nej ntsib tim ntsej tim muag thiab koj tau ib tug code tshiab uas hloov lub app.
account-app-title = App rau cov code nkag
account-app-why = Txhua zaus koj nkag, koj sau koj cov lus zais thiab ib tug code hauv ib lub app ntawm koj lub xov tooj. Tus neeg uas tsuas paub koj cov lus zais xwb nkag tsis tau.
account-app-get = Hauv koj lub xov tooj, qhib ib lub app uas ua cov code nkag, hu ua app authenticator. Yog koj tsis muaj, mus muab ib lub hauv koj lub khw app.
account-app-scan = Hauv lub app, ntxiv ib tug account thiab muab lub koob yees duab taw rau lub plaub fab no:
account-app-square = Ib lub plaub fab uas ntxiv koj tus account rau hauv lub app
account-app-key = Yog ua tsis tau, sau tus yuam sij teeb (setup key) no rau hauv lub app:
account-app-code = Tam sim no lub app qhia ib tug code. Sau nws hauv qab no.
account-app-open = Qhib lub app hauv lub xov tooj no
account-app-begin = Ntxiv ib lub app
account-app-remove = Tshem lub app
account-app-on = Koj siv ib lub app thaum koj nkag.
account-app-off = Koj tseem tsis tau siv app thaum koj nkag.
account-app-added = Txij no mus koj yuav tsum muaj ib tug code hauv koj lub app thiaj nkag tau.
account-app-removed = Tau tshem lub app lawm. Koj tsis tas siv tus code ntawm nws los nkag lawm.

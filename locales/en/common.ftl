### Words that every page shares.
# Says honestly whether a qualified translator has read this language's words.
common-reviewed = This site was written in English. A qualified translator has not checked the other languages yet. If something looks wrong, please call us.
common-skip = Skip to main content
common-exit = Leave now
common-title-error = Error: { $title }
common-language-change = Change language. Current language: { $language }
common-signed-in = You are signed in as { $name }.
common-sign-out = Sign out
common-help-title = Want to talk to someone?
common-help-call = Call us:
common-places = Main menu
common-place-home = Today
common-place-plan = Plan
common-place-calendar = Calendar
common-place-messages = Messages
common-place-more = More
common-unread = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
common-back = Go back
common-older = See older entries
common-more-rows = Show { $count } more
common-filter-label = Find a family or person
common-filter-go = Find
common-filter-all = Show all
common-filter-none = No family or person has this name. Check the spelling, or show all.

# Lists of names. “before-i” is for a name that begins with the sound i: Spanish then has “e” for “y”.
# Where a language has no such rule, both say the same.
common-list-two = { $first } and { $last }
common-list-two-before-i = { $first } and { $last }

# Three names or more: the list grows one name at a time, and the last name takes “last”.
common-list-middle = { $first }, { $last }
common-list-last = { $first }, and { $last }
common-list-last-before-i = { $first }, and { $last }
common-today = Today
common-tomorrow = Tomorrow
common-yesterday = Yesterday
common-day = { $weekday }, { $month } { $day }
common-date = { $month } { $day }, { $year }
common-time-am = { $time } am
common-time-pm = { $time } pm
# Exactly noon and exactly midnight, which “12:00 pm” and “12:00 am” leave open.
common-time-noon = { $time } noon
common-time-midnight = { $time } midnight
common-month-1 = January
common-month-2 = February
common-month-3 = March
common-month-4 = April
common-month-5 = May
common-month-6 = June
common-month-7 = July
common-month-8 = August
common-month-9 = September
common-month-10 = October
common-month-11 = November
common-month-12 = December
common-weekday-1 = Monday
common-weekday-2 = Tuesday
common-weekday-3 = Wednesday
common-weekday-4 = Thursday
common-weekday-5 = Friday
common-weekday-6 = Saturday
common-weekday-7 = Sunday
common-language-en = English
common-language-es = Spanish
common-language-hmn = Hmong
common-language-ar = Arabic

# Further languages that people speak and write here, by language tag. The site is not in them.
common-language-am = Amharic
common-language-bn = Bengali
common-language-fa = Persian (Farsi or Dari)
common-language-fr = French
common-language-hi = Hindi
common-language-ht = Haitian Creole
common-language-km = Khmer
common-language-ko = Korean
common-language-ksw = Karen
common-language-lo = Lao
common-language-mh = Marshallese
common-language-my = Burmese
common-language-ne = Nepali
common-language-om = Oromo
common-language-ps = Pashto
common-language-pt = Portuguese
common-language-rhg = Rohingya
common-language-ru = Russian
common-language-so = Somali
common-language-sw = Swahili
common-language-ti = Tigrinya
common-language-tl = Tagalog
common-language-uk = Ukrainian
common-language-ur = Urdu
common-language-vi = Vietnamese
common-language-zh = Chinese
common-role-parent = Parent
common-role-guardian = Guardian
common-role-indian-custodian = Indian custodian
common-role-youth = Youth
common-role-caregiver = Caregiver
common-role-mentor = Parent partner
common-role-mentor-coordinator = Parent partner coordinator
common-role-worker = Caseworker
common-role-supervisor = Supervisor
common-role-tribal-representative = Tribal representative
common-role-interpreter = Interpreter
common-role-administrator = Administrator
# $by is the name of the person who made the translation.
common-words-translated = Translated by { $by }.
common-words-machine = Machine translation ({ $by }). It may have mistakes.
# Above a form that is older than what is stored: who stored it, and when.
common-stored-by = Saved by { $name } · { $day } · { $time }
# Before a choice of languages, under a place to type.
common-writing-language = I am writing in
common-words-original = See the original in { $language }
common-words-written = This is written in { $language }.
common-words-ask = Ask for this in my language
common-words-asked = You asked for this in your language on { $asked }. Translation due: { $due }.

error-summary-title = Please look at this again
error-missing-title = We cannot find that page
error-missing-body = It may have moved, or the address may have a typo. Your account is fine.
error-conflict-title = This was already sent
error-conflict-body = We already have a version of this form with different words. Here is what you just typed, so you can copy it.
error-busy-title = This site is busy right now
error-busy-body = Nothing was lost. Wait a minute, then try again.
error-unreadable-title = This did not all get here
error-unreadable-body = Part of it was lost on the way. Go back to the page before, and send it again.
error-large-title = This is too much at once
error-large-body = Make it shorter, or send it in two parts.
error-many-title = Too many tries
error-many-body = { $minutes ->
    [one] That was a lot in a short time. Wait 1 minute, then try again. Nothing is wrong with your account.
   *[other] That was a lot in a short time. Wait { $minutes } minutes, then try again. Nothing is wrong with your account.
}
error-broken-title = Something went wrong on our end
error-broken-body = You did nothing wrong. Try again in a few minutes, or call us.
error-trace = If you call us, please give us this number:
error-home = Go to the home page
error-again = Try again
error-kept = What you typed
error-account-name-short = Choose a sign-in name with at least 3 characters
error-account-name-long = Choose a sign-in name with 40 characters or fewer
error-account-name-signs = Use letters, numbers, and spaces in your sign-in name
error-account-name-taken = That sign-in name is taken. Choose a different one
error-account-passphrase-short = Make your passphrase longer. Use at least 15 characters
error-account-passphrase-long = Make your passphrase shorter. Use 200 characters or fewer
error-account-passphrase-plain = Use more different letters or numbers in your passphrase
error-account-no-match = That sign-in name and passphrase do not match. Check both and try again
error-account-code = We cannot find this code. Compare it with your paper, or ask your worker for a new one
error-account-code-missing = Type the code from your paper
error-account-code-length = Compare the code with your paper. It has 20 letters and numbers
error-account-code-spent = This code no longer works. Sign in if you used it before, or ask your worker for a new one
error-messages-blank = Write something first
error-messages-long = Your message is too long. Make it shorter, or send it in two parts
error-plan-choose = Choose one
error-plan-words-missing = Write a few words first
error-plan-words-long = Your text is too long. Make it shorter, or send it in two parts
error-plan-translation-exists = Someone translated this while you were writing. What you wrote is below, so you can copy it
error-plan-answer-missing = Say why in a few words
error-plan-owner = Choose who will do this
error-plan-date = Choose a date, or write it like 12/18/2026 (month, day, year)
error-plan-why-missing = Say why in a few words. The family will read this
error-plan-stale = Someone else changed this while you were writing. Compare both versions below. Then save yours or keep theirs
error-plan-not-ready = The plan is not ready yet. See what is missing
error-plan-published = Someone else published the plan meanwhile. Look at what changes now. What you wrote is still here
error-plan-week-number = Write a number, such as 2 or 1.5
error-plan-week-time = Enter a start time and an end time. The end time must be later
error-plan-week-full = This may be too much for one week. Read the note at the end of the form, then decide
error-plan-circle = These steps would each wait for the other. Choose a different step
error-plan-permanency-age = This goal is only for someone in the family who is 16 or older
error-team-name-missing = Write the name
error-team-kind = Choose what this person is to the family
error-calendar-time = Write a time, such as 16:30
error-calendar-time-skipped = This time does not exist on that day, because the clocks are set forward. Choose another time
error-calendar-time-twice = This time comes twice on that day, because the clocks are set back. Choose another time, or check the box to say that you mean the first one
error-calendar-past = This time has passed. Choose a later one
error-calendar-ends-early = It ends before it starts. Choose a later end
error-calendar-leap-day = There is no February 29 in that year. Choose another day
error-calendar-day-off = This is a holiday, or a day that matters to the family. Choose another day, or check the box to keep this one
error-calendar-many-days = Choose 60 days or fewer
error-calendar-place = Write the place, or let everyone know it
error-calendar-link = Write a link that starts with https://
error-calendar-not-on-team = Choose only people who are on the team now
error-calendar-answer-over = This date has passed, so your answer was not sent
error-calendar-answer-cancelled = This date is canceled, so your answer was not sent
error-calendar-cancelled-before = This date was already canceled, so your reason was not saved. You can copy it below
error-team-readers = Choose who may read this
error-team-long = This is too long. Use 200 letters or fewer
error-team-about = Choose someone else on the team
error-team-no-reader = Right now no one else on the team can read this. Please call us. What you wrote is still here
error-team-ends-early = Choose a day that is not earlier than their first day on the team
error-messages-choose-two = Choose at least two people
error-messages-family-only = For a family-only conversation, choose only family members
error-messages-mentor-apart = A parent partner can only be in a conversation with the parent they support and with staff
error-messages-date = Choose a date, or write it like 12/18/2026 (month, day, year). The last day cannot be before the first day
common-notice = You have something new
common-texts-stopped = You will get no more texts from this number. Send START to get them again.
common-texts-started = You will get texts from this number again, as you chose. Send STOP to end them.
error-messages-email = Check your email address. It should look like name@example.org
error-messages-email-letters = Check your email address. Before the @ we can use only plain letters and numbers, without accents
error-messages-phone = Check the phone number. It should have 10 digits, such as 608-555-0142. A number from another country begins with +
error-messages-file-empty = This file is empty. Choose it again, or take the photo again
error-messages-file-kind = You can send photos (JPEG, PNG, WebP, HEIC), PDF documents, and voice recordings (such as M4A, MP3, WAV, or AMR). What you wrote is still here
error-messages-file-video = This is a video, and we cannot take videos. You can send photos, or a voice recording. What you wrote is still here
error-messages-file-heic = We cannot open this photo (HEIC). Take a screenshot of it and send that. Or set your camera to “Most Compatible”
error-messages-file-large = This file is too large. Photos can be up to 15 MB, documents 10 MB, and voice recordings 3 MB
error-messages-file-dots = This photo is too large for us. Take a screenshot of it and send that
error-messages-file-broken = We cannot open this file. It may be damaged. Take the photo again, or save the document again
error-messages-file-many = Choose 4 files or fewer. You can send the rest later
error-messages-file-harmful = This file may not be safe for other people’s phones, so we did not keep it
error-messages-file-later = We cannot check files right now. Send your message now and the file later
common-paper-family = Family: { $family }
common-paper-printed = Printed: { $day }
common-paper-page = Page { $number } of { $all }
common-paper-missing = { $count ->
    [one] One character above could not be printed, and a box is in its place. You can read it on a screen.
   *[other] { $count } characters above could not be printed, and boxes are in their place. You can read them on a screen.
}

### Getting in, and getting out.
account-sign-in-title = Sign in
account-sign-in = Sign in
account-about = Alongside is where families see their plan and write to their team.
# $agency is the name of the agency.
account-run-by = { $agency } runs it. It is free.
account-run-by-your-agency = The agency that works with your family runs it. It is free.
account-promise = You choose who reads what you write. You can see who viewed your record.
account-name-label = Your sign-in name
account-passphrase-label = Your passphrase
account-show-passphrase = Show the passphrase
account-device = Is this your own phone or computer?
account-device-own = Yes, only I use it. Keep me signed in

# $minutes is 15.
account-device-shared = No, other people use it too. Sign me out after { $minutes } minutes without activity
account-kept = You were signed out. We saved what you wrote. Sign in to continue.
account-locked = This page was locked because no one used it for a while. Sign in to continue.
account-first-title = First time here?
account-first-body = Your worker or parent partner will give you a paper with a code.
account-first-link = I have a code
account-welcome-title = Welcome
account-code-label = The code on your paper
account-code-hint = 20 letters and numbers. Spaces and dashes do not matter.
account-code-go = Continue
account-have-name = I already have a sign-in name
account-choose-language = Which language do you want to use?
account-reads-title = Who reads what
account-reads-team = Your team can read the plan. Some parts are only for the people they are about.
account-reads-words = Before you send anything, you see who will read it.
account-reads-log = When someone outside your family opens your record, you can see who and when.
# For people of the agency, who have no family here.
account-reads-staff = Families can see who opened their record, and when.
account-choose-title = Choose how you will sign in
account-welcome-body = You do not need an email address.
account-choose-name = Choose a sign-in name
account-choose-name-hint = It does not have to be your real name.
account-choose-passphrase = Choose a passphrase
account-choose-passphrase-hint = At least { $count } characters. Four or five words that only you would put together work well.
account-offered = You can use this passphrase. Write it down on paper before you start:
account-offered-other = Or choose your own. To see a different one, load this page again.
account-accept = Start
account-invalid-title = This code does not work
account-invalid-body = Compare it with your paper, four letters or numbers at a time. If it is the same, ask your worker for a new code. Each code works only once and only for a short time.
account-invalid-used = If you already used this code, sign in with your name and passphrase.
account-cookies-title = Your browser does not keep our cookie
account-cookies-body = We set one small cookie so that we know it is you while you are signed in. Your browser did not keep it, so you cannot sign in yet.
account-cookies-settings = Allow cookies for this page in the settings of your browser. Then try again.
account-cookies-app = If you opened this page inside another app, or in a private window, open it in your usual browser.
account-cookies-call = If this does not help, call us. The number is below.
account-language-title = Language
account-language-other = Do you need another language, or large print? Call us. It is free.
account-exit-title = How to leave this site quickly
account-exit-does = The button “Leave now” is at the top of every page. It signs you out and opens a weather page.
account-exit-shortcut = On a computer, you can also press the Shift key three times quickly.
account-exit-limits = What the button cannot do
account-exit-history = Your browser history will still show that you were here. You can clear your history.
account-exit-typed = Anything you typed but did not send may be lost.
account-exit-watch = If someone is tracking your phone with an app, they may still see what you do.
account-exit-on = I understand. Continue
account-demo-title = Look around
account-demo-body = This is a demo. All of the people are made up. Pick a family, then a person.
account-demo-person = { $name } · { $role }

## My details
account-details-title = My details
account-details-body = Everyone on your team sees your name, your pronouns, how to say your name, and your languages.
account-details-name = The name you want people to use

# $name is the name that the agency has.
account-details-name-hint = Your agency has the name { $name }. If this is empty, we use that name.
account-details-pronouns = Your pronouns
account-details-pronouns-hint = For example she/her, he/him, or they/them. You do not have to say.
account-details-say = How to say your name
account-details-say-hint = Write it the way it sounds.
account-details-speaks = Languages you speak
account-details-reads = Languages you read
account-details-more-languages = More languages
account-details-agency-languages = You interpret for families, so your agency keeps the list of your languages. Ask your agency if it needs a change.
account-details-formats = Do you need written information in another format?
account-details-formats-hint = Only you and the workers on your team see this.
account-format-large-print = Large print
account-format-audio = Audio recording
account-format-braille = Braille
account-details-save = Save
account-details-saved = Your details are saved.
account-details-more = More about you
account-details-reach = When and how we may reach you
account-self-title = Who I am
account-self-why = Why we ask: your answers help your worker find people and services that fit you. Some people also have extra rights, such as members of a tribe.
account-self-optional = You do not have to answer any of this.
account-self-private = Only you can read your answers, unless you share them with the workers on your team. Your family never sees them.
account-self-races = Race and ethnicity
account-self-races-hint = Choose all that fit.
account-race-american-indian = American Indian or Alaska Native
account-race-asian = Asian
account-race-black = Black or African American
account-race-hispanic = Hispanic or Latino
account-race-middle-eastern = Middle Eastern or North African
account-race-pacific-islander = Native Hawaiian or Pacific Islander
account-race-white = White
account-self-race-words = In your own words
account-self-tribe = Your tribe or nation
account-self-tribe-hint = This does not tell the court or a tribe. If a child in your family may belong to a tribe, tell your worker too.
account-self-gender = Your gender
account-self-gender-hint = Use any words you like.
account-self-who = Who can read this?
account-self-who-me = Only me
account-self-who-workers = Me and the workers on my team
account-self-saved-me = Saved. Only you can read it.
account-self-saved-workers = Saved. The workers on your team can read it now.
account-self-deleted = Saved. There is nothing about you here now.
account-window-title = Hide the name of this site
account-window-body = Other people may see a name and a small picture at the top of your browser. They may also see it in your history. You can choose ones that tell them nothing.
account-window-limit = The address of this site still shows, and so does what is on the page. Before you sign in, the usual name shows.
account-window-reader = If you use a screen reader, it will say this same name for every page.
account-window-choice = What should show?
account-window-usual = Alongside, and the name of the page
account-look-notes = Notes
account-look-weather = Weather
account-look-recipes = Recipes
account-window-saved = Saved. You can see it at the top of your browser now.

## Base
account-title = Your account
account-devices-title = Where you are signed in
account-devices-body = These are the phones and computers where your account is open.
account-devices-this = This one
account-devices-own = Only you use it
account-devices-shared = Other people use it too
account-devices-locked = Locked until you sign in again

## Passkeys: the list and the buttons

# $moment is a day and a time.
account-passkeys-last = Last used: { $moment }
account-passkeys-unused = Not used yet
account-passkeys-new = Make a passkey
account-passkeys-name = Name of this passkey
account-passkeys-name-hint = The name helps you tell later which phone or computer it is on.
account-passkeys-make = Make it on this phone or computer
account-passkeys-remove = Remove
account-passkeys-added = Your passkey is ready. You can sign in with it next time.
account-passkeys-removed = The passkey is removed. It no longer opens your account.
account-passkeys-full = You cannot have more passkeys. Remove one before you make another.
account-passkeys-shared = When you signed in, you said that other people use this phone or computer too. You can make a passkey only where no one else does. Is it only yours? Sign out, sign in again, and choose “Yes, only I use it”.
account-passkeys-missing = You cannot make a passkey here. You can sign in the way you do now.
account-passkeys-help = Lost a phone? Remove its passkey here. Then sign the phone out on this page:
account-passkey-title = Sign in with a passkey
account-passkey-body = With a passkey, you sign in the way you unlock your phone or computer. It works only if you made one before.
account-passkey-ask = Sign in with a passkey
account-passkey-use = Continue with a passkey
account-passkey-instead = Use a passkey instead
account-passkey-passphrase = Use my passphrase instead
account-passkey-missing = Passkeys do not work in this browser. You can use your passphrase.
account-passkey-failed = That did not work. Nothing has changed. You can try again.
account-passkey-known = This phone or computer already has a passkey for you.

## Confirmed contact
account-confirm-email-title = Confirm your email address
account-confirm-phone-title = Confirm your phone number
account-confirm-no-email = You have not given us an email address. You can add one with the link above.
account-confirm-no-phone = You have not given us a phone number for text messages. You can add one with the link above.
account-confirm-not-yet = Not confirmed yet.
account-confirm-tag = Not confirmed yet
account-confirm-still = We still send our notices there. With a code, you can make sure that they reach you.

# $date is the day on which it was confirmed.
account-confirm-since = Confirmed on { $date }.

# $words is the sentence that is sent, with a made-up code.
account-confirm-what = We send only this, and it does not say who we are: “{ $words }”
account-confirm-send = Send me a code
account-confirm-again = Send me a new code
account-confirm-sent = Your code is on its way. It can take a few minutes. Type it below.
account-confirm-failed = We could not send the code. Check the email address or phone number above. If it is wrong, change it with the link at the top of this page. If it is right, ask for a new code.

# $from and $until are times of day.
account-confirm-hours = You asked us to send nothing at this time of day. You can get a code between { $from } and { $until }.
account-confirm-code = Your code
account-confirm-code-hint = 6 numbers. If you got more than one code, use the newest one.
account-confirm-go = Confirm
account-confirm-done = Thank you. It is confirmed.

# The next two are sent to the address. $code is the code.
account-confirm-subject = Your code
account-confirm-message = Your code is { $code }. It works for 15 minutes. If you did not ask for it, you do not need to do anything.

## Change passphrase
account-new-passphrase-title = Change your passphrase
account-new-passphrase-body = Type your sign-in name and the passphrase you use now. Then choose a new passphrase.
account-new-passphrase-current = The passphrase you use now
account-new-passphrase-offered = You can use this passphrase. Write it down on paper before you save:
account-new-passphrase-ends = When you save, we sign you out on all your other phones and computers. Your passkeys and the private address of your calendar stop working. You can make new ones.
account-new-passphrase-go = Save the new passphrase
account-new-passphrase-saved = Your new passphrase works now. All your other phones and computers are signed out. Your old passkeys and the old address of your calendar no longer work.
account-new-passphrase-card = If you have a recovery card, it still works. If someone else may have seen it, make a new one.
account-new-passphrase-forgot = I do not remember my passphrase. Use a recovery code
account-new-passphrase-none = You sign in without a passphrase, so there is nothing to change here.

## Where one is signed in, and what changed

account-devices-last = Last used: { $moment }
account-devices-end = Sign out there
account-devices-end-all = Sign out everywhere else
account-devices-only = Your account is not open anywhere else.
account-devices-help = Do you see one that is not yours? Sign it out. Then change your passphrase. If you need help, call us. The number is below.
account-devices-notices-elsewhere = Notices may also be on for a phone or computer that is not in this list. You can stop them all.
account-devices-ended = Your account is no longer open there.
account-devices-all-ended = Your account is now open only here.
account-device-unknown = A phone or computer
account-device-is-android-phone = Android phone
account-device-is-android-tablet = Android tablet
account-device-is-iphone = iPhone
account-device-is-ipad = iPad
account-device-is-windows-computer = Windows computer
account-device-is-mac = Mac
account-device-is-chromebook = Chromebook
account-device-is-linux-computer = Linux computer
account-events-title = What changed in your account
account-events-body = This list shows each sign-in on a new phone or computer, and each change to how you sign in. No one can delete anything from it.
account-events-empty = Nothing has changed yet.
account-events-seen = I have read this

# $count is how many.
account-events-unseen =
    { $count ->
        [one] One thing changed in your account. Please read it
       *[other] { $count } things changed in your account. Please read them
    }
account-events-help = Is there something here that you did not do? Sign out everywhere else, and call us. The number is below.
account-event-new = New

# $name is the name of the person who did it.
account-event-by = { $name } did this
account-event-by-other = Someone who works with you did this
account-event-is-passphrase-set = A new passphrase was chosen
account-event-is-passkey-added = A passkey was added
account-event-is-passkey-removed = A passkey was removed
account-event-is-recovery-codes-made = New recovery codes were made
account-event-is-recovery-code-used = A recovery code was used
account-event-is-voucher-made = A code was made so that you can get back in
account-event-is-voucher-used = A code was used to get back in
account-event-is-signed-in-new-device = Someone signed in on a new phone or computer
account-event-is-session-ended = A phone or computer was signed out
account-event-is-sessions-ended = All other phones and computers were signed out
account-event-is-details-changed = Your details were changed
account-event-is-contact-changed = Your email address, phone number, or notices were changed
account-event-is-staff-identity-linked = Your work account was connected
account-event-is-staff-identity-removed = Your work account was disconnected
account-event-is-totp-added = An app for sign-in codes was added
account-event-is-totp-removed = The app for sign-in codes was removed
account-again-title = Confirm that it is you
account-again-body = For your safety, we need to make sure that it is you before you continue.
account-again = Continue

## Getting back in
account-recover-title = I can’t sign in
account-recover-body = You can get back in with a code. You do not need email or a phone number.
account-recover-code = Your code
account-recover-code-hint = 16 letters and numbers, from your recovery card or from a person on your team. Spaces and dashes do not matter.
account-recover-code-retype = For your safety, we did not keep your code. Please type it again. It has 16 letters and numbers.
account-recover-passphrase = Choose a new passphrase
account-recover-go = Sign in
account-recover-none-title = If you do not have a code
account-recover-none-who = Ask your worker. If you are a parent partner, or have one, you can also ask the coordinator of the parent partners. If you work with families, call us. The number is below.
account-recover-none-how = You meet in person, so that no one else can get in with your name. Then they can make a code for you. It works for 30 minutes.
account-recover-remembered = I remember my passphrase. Sign in
account-recovered = You are signed in. Your new passphrase works now. All your other phones and computers are signed out.

# $names is the sign-in name.
account-recovered-name = Your sign-in name is { $names }.
account-recovered-card = The codes on your old recovery card no longer work. You can make a new card.
account-recovered-app = Your old app for sign-in codes is removed. You can add one again.
account-recovery-title = Recovery card
account-recovery-body = A recovery card has ten codes. With one of them you can sign in if you forget your passphrase or lose your phone. Each code works once.
account-recovery-secret = Keep the card where only you can find it. Anyone who has it can open your account.
account-recovery-none = You have no recovery card yet.

# $day is when the card was made.
account-recovery-made = Date of your card: { $day }.

# $count is how many codes of the card are not used.
account-recovery-left =
    { $count ->
        [0] All of its codes are used.
        [one] { $count } code is left.
       *[other] { $count } codes are left.
    }
account-recovery-make = Make a recovery card
account-recovery-again = Make a new card
account-recovery-ends = If you make a new card, the codes on the old one stop working.
account-recovery-new = This is your new card. Print it or copy it by hand now. We cannot show it again.
account-recovery-where = If you cannot sign in, go to this page and type one of these codes. Cross out each code that you use.

## Invitations
account-invite-link = Invite someone
account-invite-person = Invite { $name } to make an account
account-invite-title = Invite people to the portal
account-invite-back = Back to the team
# $days is 14.
account-invite-body = Print a letter with a code and give it to the person yourself. They use it to make their own account. A code works once, for { $days } days. You never see their passphrase.
account-invite-none = There is no one to invite right now.
account-invite-not-yet = They have no invitation yet.
account-invite-open = They have an invitation. It works through { $day }.
account-invite-open-by = They have an invitation from { $name }. It works through { $day }.
account-invite-make = Make the letter in { $language }
account-invite-again = Make a new letter in { $language }
account-invite-replaces = A new letter ends the old one. Use this when a letter is lost.
account-invite-other-language = In a different language:
account-invite-revoke = Cancel the invitation
account-invite-revoked = The invitation is canceled. The code on the letter no longer works.
account-invite-have = They already have an account
account-invite-agency = The agency invites these people
account-letter-title = Your invitation to Alongside
account-letter-gone = There is no letter to show here. A letter is shown only once. If you still need it, make a new one on the page where you invite people.
account-letter-home = Go to the home page
account-letter-once = Print this letter now. We cannot show it again.
account-letter-for = For { $name }
account-letter-how = How to start
account-letter-scan = Point your phone’s camera at this QR code:
account-letter-square = QR code that opens the page for your code
account-letter-address = Or type this address into your browser:
account-letter-code = Then type this code:
account-letter-choose = Choose your language, a sign-in name, and a passphrase. You do not need an email address or a phone number. It takes about three minutes.
account-letter-until = The code works once. You can use it through { $day }.
account-letter-keep = Keep this paper where other people cannot see it. After you start, you do not need it anymore.
account-letter-lost = Did you lose this paper, or do you have a question? Call us:

## Passkeys
account-passkeys-title = Passkeys
account-passkeys-body = With a passkey, you sign in the way you unlock your phone or computer. You use your finger, your face, or your PIN. Your passphrase still works too.
account-passkeys-warning = Make a passkey only if no one else can unlock this phone or computer. It keeps a list of passkeys. That list shows the address of this site.
account-passkeys-empty = You have no passkeys yet.

## Staff
account-staff-title = Do you work for the agency?
account-staff-body = Sign in with your work account. You may need your work phone or security key.
account-staff-own = Use my work account on my own computer or phone
account-staff-shared = Use my work account on a shared computer. Sign me out after { $minutes } minutes without activity
account-staff-or = Or choose a sign-in name and a passphrase
account-staff-again = Confirm with my work account
account-staff-problem-title = You are not signed in yet
account-staff-unavailable = Your agency’s sign-in page is not answering right now. Wait a few minutes, then try again.
account-staff-stale = This sign-in took too long, or it was started in another browser. Please start again.
account-staff-refused = Your agency’s sign-in did not let you in here. Try again and use your second step, such as a code or a security key. If that does not work, call your agency’s help desk.
account-staff-unknown = This work account is not connected to anyone who works with a family here. Ask your supervisor for an invitation.
account-staff-code = This invitation does not work, or this work account already belongs to someone else. Ask your supervisor for a new invitation.
account-second-step-title = One more step
account-second-step-label = The code from your app
account-second-step-hint = 6 numbers. A new code comes every 30 seconds.
account-second-step-go = Continue
account-second-step-over = Start over
account-second-step-lost = Did you lose the phone with the app? A code from your recovery card is not enough here. If you are a parent partner, ask the coordinator of the parent partners. If you work with families, call us. The number is below. You meet in person and get a new code, which replaces the app.
account-app-title = App for sign-in codes
account-app-why = Each time you sign in, you type your passphrase and then a code from an app on your phone. Someone who knows only your passphrase cannot get in.
account-app-get = On your phone, open an app that makes sign-in codes, called an authenticator app. If you have none, get one from your app store.
account-app-scan = In the app, add an account and scan this QR code:
account-app-square = QR code that adds your account to the app
account-app-key = If you cannot scan it, type this setup key into the app:
account-app-code = The app now shows a code. Type it below.
account-app-open = Open the app on this phone
account-app-begin = Add an app
account-app-remove = Remove the app
account-app-on = You use an app to sign in.
account-app-off = You do not use an app to sign in yet.
account-app-added = From now on you need a code from your app to sign in.
account-app-removed = The app is removed. You no longer need a code from it to sign in.

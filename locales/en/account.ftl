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
account-device-shared = No, other people use it too. Sign me out when I do nothing for { $minutes } minutes
account-kept = You were signed out. We saved what you wrote. Sign in to continue.
account-locked = This page was locked because no one used it for a while. Sign in to continue.
account-first-title = First time here?
account-first-body = Your worker or parent partner will give you a paper with a code.
account-first-link = I have a code
account-lost = Forgot your passphrase? Ask your worker for a new code.
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
account-accept = Start
account-unknown-title = We cannot find this code
account-unknown-body = Compare it with your paper, four letters or numbers at a time. If it is the same, ask your worker for a new code.
account-spent-title = This code no longer works
account-spent-body = Each code works only once and only for a short time. If you already used it, sign in. If not, ask your worker for a new one.
account-other-code = Enter a different code
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

## Base
account-title = Your account
account-devices-title = Where you are signed in
account-devices-body = These are the phones and computers where your account is open.
account-devices-this = This one
account-devices-own = Only you use it
account-devices-shared = Other people use it too
account-devices-locked = Locked until you sign in again
# $moment is a day and a time.
account-devices-last = Last used: { $moment }
account-devices-end = Sign out there
account-devices-end-all = Sign out everywhere else
account-devices-only = Your account is not open anywhere else.
account-devices-help = Do you see one that is not yours? Sign it out. Then call us or ask your worker for a new code. The number is below.
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
account-events-body = Each time someone signs in on a new phone or computer, or changes how you sign in, it is listed here. No one can delete a line.
account-events-empty = Nothing has changed yet.
account-events-seen = I have read this
# $count is how many.
account-events-unseen =
    { $count ->
        [one] One thing changed in your account. Please read it
       *[other] { $count } things changed in your account. Please read them
    }
account-events-help = Was something here not you? Sign out everywhere else, and call us. The number is below.
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
account-event-is-contact-changed = Your email address or phone number was changed
account-event-is-staff-identity-linked = Your work sign-in was connected
account-event-is-staff-identity-removed = Your work sign-in was disconnected
account-event-is-totp-added = An app for sign-in codes was added
account-event-is-totp-removed = The app for sign-in codes was removed
account-again-title = Your passphrase once more
account-again-body = Before you change how you sign in, we make sure that it is you.
account-again = Continue

## Staff
account-staff-title = Do you work for the agency?
account-staff-body = Sign in with your work account. You may need your work phone or security key.
account-staff-own = Use my work account on my own computer or phone
# $minutes is 15.
account-staff-shared = Use my work account on a shared computer. Sign me out when I do nothing for { $minutes } minutes
account-staff-again = Confirm with my work account
account-staff-problem-title = You are not signed in yet
account-staff-unavailable = Your agency’s sign-in page does not answer right now. Wait a few minutes, then try again.
account-staff-stale = This sign-in took too long, or it was started in another browser. Please start again.
account-staff-refused = Your agency’s sign-in did not let you in here. Try again and use your second step, such as a code or a security key. If it does not work, call your agency’s help desk.
account-staff-unknown = This work account is not connected to anyone who works with a family here. Ask your supervisor for an invitation.
account-staff-code = This invitation does not work, or this work account already belongs to someone else. Ask your supervisor for a new invitation.
account-second-step-title = One more step
account-second-step-label = The code from your app
account-second-step-hint = 6 numbers. A new code comes every 30 seconds.
account-second-step-go = Continue
account-second-step-over = Start over
account-app-title = App for sign-in codes
account-app-why = Each time you sign in, you type your passphrase and then a code from an app on your phone. Someone who knows only your passphrase cannot get in.
account-app-get = Open an authenticator app on your phone. If you have none, get one from your app store.
account-app-key = In the app, add an account and choose to type a key. This is the key:
account-app-code = The app now shows a code. Type it here.
account-app-open = The app is on this phone. Open it
account-app-begin = Add an app
account-app-remove = Remove the app
account-app-on = You use an app when you sign in.
account-app-off = You do not use an app when you sign in yet.
account-app-added = From now on you need a code from your app to sign in.
account-app-removed = The app is removed.

### Private conversations.
messages-title = Messages
messages-empty = You have no conversations yet. Start one with someone on your team.
messages-start = Write to someone
messages-new-title = Who do you want to write to?
messages-new-empty = There is no one to write to yet. Call us if you need help.
messages-not-sure = Not sure who? Call us and we will help you.
messages-role-for = { $role } · { $what }
messages-for-worker = for the plan, family time, and what we promised you
messages-for-mentor = has been through this too
messages-for-supervisor = when something is not working
messages-readers = Only { $names } can read this.
messages-readers-two = Only you two can read this.
messages-name-role = { $name } ({ $role })
messages-mentor-reports = What a parent partner must report
messages-mentor-reports-body = What you write here stays between you and your parent partner. There is one exception. If a child or an adult is in danger, your parent partner must tell the agency. They will tell you first if they can.
# In a conversation of several: nothing there stays between two people.
messages-all-report = What must be reported
messages-all-report-body = Everyone named above can read this. If a child or an adult is in danger, parent partners and workers must report it.
messages-older = See older messages
messages-thread-empty = Nothing here yet. Say hello.
messages-unread-divider = New messages
messages-you = You
# The reader, as the first name of a list inside a sentence.
messages-you-in-list = you
messages-entered = entered by the agency
messages-to = Your message to { $name }
messages-to-all = Your message
messages-send = Send
messages-not-watched = Not monitored 24/7
messages-not-watched-body = It may take a while before someone reads your message. For help right now, call:
messages-not-watched-call = Help now:
messages-draft-saved = Saved. You can finish it later.
messages-draft-not-saved = Not saved yet. Keep this page open.
# Shown by the browser: {"{n}"} stands for a number.
messages-left = Characters left: {"{n}"}
messages-too-long = Characters over the limit: {"{n}"}
messages-look-again = Check for new messages
messages-disconnected = New messages may come late. We are trying to connect again.
messages-sending = Sending …
messages-sent = Sent.
messages-not-sent-yet = Not sent yet. There is no internet connection. Keep this page open and we will try again.
messages-first-sent = Your first message was sent. What you wrote after that is still here.
messages-not-sure-write = Not sure who to write to? Write to { $name }, who leads your team
messages-several = Write to several people at once
messages-several-hint = Everyone you choose can read everything in this conversation. Each person can see who else can read it.
messages-two-parents = If you choose both parents, each one can read what the other writes. Do this only if both agree and no court order forbids it.
messages-kind = What kind of conversation?
messages-kind-team = With the team. You can read it too.
messages-kind-family = For the family only. You cannot read it.
messages-who = Who should read it?
messages-begin = Start
messages-begun = They now have their own conversation. You cannot read it.
messages-told-began = { $by } started this conversation. Everyone named above can read it from the beginning.
messages-told-joined = { $who } was added by { $by } and can read everything from here on.
messages-told-left = { $who } left and cannot read new messages.
messages-told-taken-off = { $by } removed { $who }, who cannot read new messages.
messages-told-handover = { $by } no longer works with you. You now work with { $who }.
messages-alone = A conversation that only you read
messages-list-closed = closed
messages-list-all = All conversations
messages-closed = No one else is in this conversation anymore. You can still read it.
messages-closed-write = Write to { $name } ({ $role })
messages-readers-more = More about who can read this
messages-readers-who = Who reads it, and since when
messages-readers-title = Who can read this conversation
messages-back = Back to the conversation
messages-readers-all = can read everything from the start
messages-readers-since = can read since: { $day }
messages-readers-now = can read from now on
messages-readers-until = cannot read anything after: { $day }
messages-readers-put-in = Add someone
messages-readers-put-in-hint = They can read what is written from now on, but nothing from before. Everyone will be told.
messages-readers-add = Add { $name } ({ $role })
messages-readers-take-off = Remove { $name }
messages-leave-title = Leave this conversation
messages-leave-hint = You will not see it anymore. The others will be told that you left.
messages-leave = Leave conversation
messages-receipts-title = Can others see what you have read?
messages-receipts-on = Yes. They can see when you have read their messages. You can see when they have read yours, if they agree.
messages-receipts-off = No. They cannot see what you have read, and you cannot see what they have read.
messages-receipts-both = Two parents are in this conversation. Neither can see what the other has read until both say yes.
messages-receipts-turn-off = Turn this off
messages-receipts-turn-on = Turn this on
messages-receipt-read = Read
messages-receipt-read-by = Read by { $names }
messages-receipt-reached = Delivered
messages-receipt-sent = Sent
messages-away-title = When you are away
messages-away-hint = Families will see this above the box where they write, with the name of the person covering for you.
messages-away-starts = First day away
messages-away-ends = Last day away
messages-away-who = Who is covering for you?
messages-away-who-hint = A family will only see someone who is on their own team.
messages-away-nobody = No one
messages-away-save = Save
messages-away-back = I am back
messages-away-until = { $name } is away. Last day away: { $day }.
messages-away-cover = For now, write to { $name }
messages-send-now = Send it now
messages-lines-title = Do you want to talk to someone now?
messages-lines-body = It may be a while before someone reads your message. These people answer day and night. It is free. If you do not speak English, say the name of your language and wait for an interpreter.
messages-lines-911 = if you or someone else is in danger now
messages-lines-988 = when it feels like too much: call, or text in English or Spanish
messages-lines-home = when someone at home hurts or scares you
messages-lines-211 = for food or a place to sleep
messages-lines-after = We did not tell anyone. Your message is still here and has not been sent.
messages-urgent = Urgent
messages-untold = We could not reach { $names } yet to say that you wrote. Call them if it cannot wait.
messages-notify-title = How we let you know
messages-notify-what = When there is something new, we send you only this sentence: “{ $words }”. It has no names and nothing that was written. It does not say who we are.
messages-notify-none = We cannot send notices yet. You will see what is new when you sign in.
messages-notify-shared = Other people use this phone or computer too, so we show no notices on it.
messages-notify-trouble-email = We have not been able to reach you by email since { $date }. Check your email address below, or choose another way.
messages-notify-trouble-sms = We have not been able to reach you by text message since { $date }. Check your phone number below, or choose another way.
messages-notify-trouble-push = One of your phones or computers has not received our notices since { $date }. Turn them on again there, or choose another way.
messages-notify-mode = How often?
messages-notify-each = Every time there is something new
messages-notify-daily = Once a day
messages-notify-off = Never. I will check on my own.
messages-notify-remind = Should we remind you before a date?
messages-notify-remind-hint = You get the same sentence. We send it only in your safe hours. If that is too late, we send it earlier.
messages-notify-remind-never = No reminders
messages-notify-remind-day = The day before
messages-notify-remind-hours = Two hours before
messages-notify-remind-both = The day before and two hours before
messages-notify-email = Your email address
messages-notify-email-hint = Leave this blank if someone else can read your email.
messages-notify-phone = Your phone number for text messages
messages-notify-phone-hint = Leave this blank if someone else can see your texts.
messages-notify-consent = If you give a number, you agree that we text you the sentence above. Your phone company may charge for it. Reply STOP to end the texts.
messages-notify-stopped = We stopped texting this number on { $date }, because it sent us STOP. To get texts again, send START from that phone to the number our texts came from.
messages-notify-from = It is safe to contact me from
messages-notify-from-hint = Choose hours when no one else looks at your phone. We will not send anything at other times. Choose the same hour twice for any time.
messages-notify-until = It is safe to contact me until
messages-notify-old-way = If you change your email or phone number or turn notices off, we send one last notice the old way.
messages-notify-save = Save
messages-notify-saved = Saved.
messages-notify-browser = On this phone or computer
messages-notify-browser-until = Only if no one else uses it. Notices also show when the portal is closed. They stop when you sign out here.
messages-notify-browser-on = Notify me here
messages-notify-browser-no = This phone or computer does not allow notices.
messages-notify-iphone = On an iPhone or iPad
messages-notify-iphone-1 = Open this page in Safari. Tap the Share button, then “Add to Home Screen”.
messages-notify-iphone-2 = The icon is called “Notes”. You can give it another name. Anyone who sees your phone can see the icon.
messages-notify-iphone-3 = Open it from your Home Screen and sign in there. Come back to this page and tap “{ $button }”.
messages-notify-browsers = { $count ->
    [one] We notify you on { $count } phone or computer.
   *[other] We notify you on { $count } phones or computers.
}
messages-notify-browsers-off = Stop notices there
messages-file-add = Photo or voice
messages-file-label = Photo, PDF or voice recording
messages-file-hint = Up to 4 files. We make photos smaller and remove location information.
messages-file-picture = Photo from { $name }
messages-file-voice = Voice message from { $name }
messages-file-recording = { $label }: save it to listen ({ $size } KB)
messages-file-paper = Save the document (PDF, { $size } KB)
messages-voice-start = Record a voice message
messages-voice-stop = Stop recording
messages-voice-on = Recording. You have up to 3 minutes.
messages-voice-done = Your voice message is ready. Listen to it, or send it.
messages-voice-play = Listen
messages-voice-play-stop = Stop
messages-voice-remove = Remove recording
messages-voice-removed = Your voice message was removed.
messages-voice-no = We could not use the microphone on this phone or computer.
messages-aloud = Read aloud
messages-aloud-stop = Stop reading
messages-told-translated = { $who }, an interpreter, read one message here and translated it.
messages-told-see = See it
messages-made-person = Translated for you by { $name }, interpreter. { $day }
messages-interpret-link = Ask an interpreter to translate this
messages-interpret-person = Ask a person to translate this
messages-interpret-voice = Ask for this in writing
messages-interpret-asked = We asked an interpreter. The translation will show here.
messages-machine-ask = See a machine translation now
messages-machine-no = The machine could not translate this. Ask a person.
messages-interpret-title = Ask an interpreter
messages-interpret-hint = The interpreter can read only this message, unless you allow more. Everyone in the conversation will be told that it was read.
messages-interpret-before = Can the interpreter read the messages before it?
messages-interpret-only = No, only this message
messages-interpret-three = Yes, the three messages before it
messages-interpret-ten = Yes, the ten messages before it
messages-interpret-ask = Ask
messages-queue-title = Waiting for an interpreter
messages-queue-empty = Nothing is waiting for you.
messages-queue-into = One message to translate into { $language }
messages-queue-text = One part of a plan to translate into { $language }
messages-queue-due = Due: { $day }
messages-queue-age = { $days ->
    [0] Asked today
    [one] Asked { $days } day ago
   *[other] Asked { $days } days ago
}
messages-queue-yours = yours
messages-queue-done = Thank you. They can read it now.
messages-claim = Start this translation
messages-claim-hint = When you start, no one else can take it. You will see the words then.
messages-translate-label = Your translation into { $language }
messages-translate-save = Send the translation
messages-translate-before = Earlier messages
messages-translate-rules = Translate all of it. Do not add or leave out anything. Keep what you read here private. When you finish, you will not see it again.
messages-translate-voice = The voice message
messages-translate-back = I cannot do this one. Return it.
messages-search-title = Search your messages
messages-search-label = Words to search for
messages-search-go = Search
messages-search-none = We did not find anything. Try one word, or the beginning of a word.
messages-search-newest = These are the newest { $count }. Add a word to find older ones.
messages-search-own = You, to { $names }
messages-search-among = { $name }, to you and { $names }
messages-search-found = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
messages-paper-title = Print or save this conversation
messages-paper-hint = This is everything you can read in this conversation. It does not include photos, documents, or voice messages.
messages-paper-part = This is one part of your conversation, from { $first } to { $last }. It does not include photos, documents, or voice messages.
messages-paper-parts = Your conversation is long, so it is printed in parts. The spreadsheet has all of it.
messages-paper-earlier = Earlier messages
messages-paper-careful = Other people wrote here too. Keep printed pages where only you can see them.
messages-paper-take = Print it or keep a copy
messages-paper-table = As a spreadsheet (CSV)
messages-paper-interpreter = { $name }, interpreter
messages-paper-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
messages-kept-days = { $count ->
    [one] Messages are kept for { $count } day. Then they are deleted for good.
   *[other] Messages are kept for { $count } days. Then they are deleted for good.
}
messages-contact-title = Contacts between a parent and their parent partner
messages-contact-hint = Tap once to note that you were in touch today. The parent and the coordinator see the same list. It shows when and how, and nothing more.
messages-contact-who = Who were you in touch with?
messages-contact-today = Today with { $name }
messages-contact-kind-call = A call
messages-contact-kind-visit = We met
messages-contact-kind-text = We wrote or texted
messages-contact-kind-beside = At a meeting or in court
messages-contact-month = { $count ->
    [one] { $month }: { $count } contact
   *[other] { $month }: { $count } contacts
}
messages-contact-none = None yet.
messages-contact-names = { $mentor } and { $parent }
messages-contact-noted = Saved.
messages-contact-out = Remove this
messages-contact-vouch = When a parent cannot sign in
messages-contact-no-account = { $name } has no account yet. A worker on their team can make a letter for { $name }. It has a code to start with.
messages-starts = Message templates
messages-start-seen = I got your message. I will look into it and write back as soon as I can.
messages-start-meeting = Our next meeting is coming up. What would you like to talk about first?
messages-start-how = How are you doing this week? Is there something we can help with?
messages-start-late = I am sorry this took so long. I am still working on it, and I will write when I know more.
messages-newest = Go to the newest messages
messages-contact-reads = When a parent and their parent partner were in touch, and how. Nothing more is written here.
messages-file-held = { $count ->
    [one] Your file is saved and will be sent with your message.
   *[other] Your { $count } files are saved and will be sent with your message.
}
messages-file-without = Send only my message
messages-file-again = Choose these files again, if you still want to send them: { $names }
messages-file-others = To send other files instead, choose them here.

# The columns of a conversation that is saved as a table.
messages-column-time = Time
messages-column-author = From
messages-column-language = Language
messages-column-words = Message
messages-column-files = Files

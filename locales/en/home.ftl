### The one short page.
home-hello = Hello, { $name }
home-days-to-18 = { $days ->
    [one] You turn 18 in { $days } day.
   *[other] You turn 18 in { $days } days.
}
home-next = Coming up
home-next-empty = Your next meeting or family time will show here.
home-next-none = When a meeting or family time is planned with this family, it will show here.
home-people = People with you
home-write-to = Write to { $name }
home-team = Everyone on your team
home-owed = What we promised you
home-agency-owes = What the agency promised
home-we-promised = What we promised the family
home-steps = Your next steps
home-steps-empty = You have no steps right now.
home-see-plan = See the plan
home-new = New for you
home-new-empty = When someone writes to you, it will show here.
home-new-count = New for you: { $count }
home-walk-with = Families you support
home-families = Your families
home-families-all = All families
home-families-empty = When a family adds you to their team, it will show here.
home-looked = The family can see that you opened this page.
home-wanted-title = Translations requested
home-wanted = { $count ->
    [one] { $count } item to translate into { $language }
   *[other] { $count } items to translate into { $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = Due: { $day }
home-was-due = Was due { $day }
home-any-time = Any time
home-who-when = { $name } · { $when }
home-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
home-on-time = On time
home-stuck = Need help?
home-wrote = { $name } wrote to you
home-kind-family-time = Family time
home-kind-meeting = Team meeting
home-kind-hearing = Court hearing
home-kind-appointment = Appointment
home-kind-review = Plan review
home-kind-training = Training
home-kind-transition-conference = Transition conference
home-kind-other = Other date
home-partners = Parent partners you support
home-partners-empty = When a parent partner is matched with a family, they will show here.
home-partner-walks = { $count ->
    [one] Supports { $count } parent
   *[other] Supports { $count } parents
}
home-asked = What you asked the team
home-to-answer = Waiting for your answer
home-said = { $name }: { $kind }
home-answered = Answered
home-waits = Waiting
home-answer-by = Answer due: { $day }
home-plan-changed = The plan has changed: version { $version }
home-date-added = A new date was added
home-date-moved = A date was moved to another time
home-date-changed = A date was changed
home-date-cancelled = A date was canceled
home-date-restored = A canceled date is back on
home-notes-new = There are new notes from a meeting or a hearing
home-commitment-asked = { $name } asks you for something
home-commitment-answered = { $name } answered you
home-translated = The { $language } translation you asked for is ready
home-unread = Unread for more than two days
home-unread-hint = Families wrote to these workers. You can see how long each message has been waiting, but not what it says.
home-unread-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
home-duties = To do this week
home-duties-late = Past due
home-duties-empty = No answers or promises are due this week.
home-duty-answer = { $name } is waiting for an answer
home-duty-team = { $name } wrote about the team
home-duty-promise = Promised by { $name }
home-duty-promise-own = Your promise to the family
home-duty-promise-agency = Promised by the agency
home-duty-new-time = { $name } asks for a change
home-duty-make-up = A visit has to be made up
home-duty-documents = Documents for { $name }
home-duty-right = { $name } has a question about their rights
home-duty-need = { $name } needs help to come: { $need }
home-duty-need-withdrawn = { $name } no longer needs: { $need }

# An interpreter who is not found shortly before a date.
home-need-urgent = Less than 48 hours left
home-duty-notes = Write the notes: { $kind }
home-notes-by = Notes due: { $day }
home-duty-translation = { $count ->
    [one] { $name } asked for a text in { $language }
   *[other] { $name } asked for { $count } texts in { $language }
}
home-translation-by = Translation due: { $day }
home-week = Meetings and family time this week
home-family-duties = { $count ->
    [0] Nothing due this week
    [one] { $count } item to do this week
   *[other] { $count } items to do this week
}
home-last-contact = Last contact: { $day }
home-no-contact = No contact logged yet
home-next-event = Next: { $day } · { $time }
home-log-contact = Log a contact
home-queue = { $count ->
    [one] { $count } request is waiting.
   *[other] { $count } requests are waiting.
}
home-queue-oldest = { $days ->
    [0] The oldest is from today.
    [one] The oldest has been waiting for { $days } day.
   *[other] The oldest has been waiting for { $days } days.
}

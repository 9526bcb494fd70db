### The one short page.
home-hello = Hello, { $name }
home-next = Next
home-next-empty = Your next meeting or visit will show here.
home-owed = What we promised you
home-agency-owes = What the agency promised
home-steps = Your next steps
home-steps-empty = You have no steps right now.
home-see-plan = See our plan
home-new = New for you
home-new-empty = When someone writes to you, it will show here.
home-walk-with = Families you walk with
home-families = Your families
home-families-empty = When a family adds you to their team, it will show here.
home-looked = The family can see that you opened this page.
home-wanted-title = Translations asked for
home-wanted = { $count ->
    [one] { $count } text in { $language }
   *[other] { $count } texts in { $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = Due: { $day }
home-was-due = Was due { $day }
home-any-time = Whenever you like
home-who-when = { $name } · { $when }
home-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
home-on-time = On time
home-stuck = Stuck?
home-wrote = { $name } wrote to you
home-kind-family-time = Family time
home-kind-meeting = Team meeting
home-kind-hearing = Court hearing
home-kind-appointment = Appointment
home-kind-review = Review of the plan
home-partners = Parent partners you support
home-partners-empty = When a parent partner walks with a family, they will show here.
home-partner-walks = { $count ->
    [one] Walks with { $count } parent
   *[other] Walks with { $count } parents
}
home-asked = What you asked the team
home-to-answer = Waiting for your answer
home-said = { $name }: { $kind }
home-answered = Answered
home-waits = Waiting
home-answer-by = Answer due: { $day }
home-plan-changed = Our plan has changed: version { $version }
home-unread = Not read for over two days
home-unread-hint = Families wrote to these workers. You see how long it waits, not what it says.
home-unread-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

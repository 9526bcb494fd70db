### The calendar: dates of a family, and what to know before each.
calendar-title = Calendar
# A link on the first page, to all dates.
calendar-open = See all dates
calendar-back = Back to the calendar
calendar-this-week = This week
calendar-next-week = Next week
calendar-week-of = Week of { $day }
# $names is a list of people who are invited, too.
calendar-with = With { $names }
calendar-later = See later dates
calendar-earlier = See earlier dates
calendar-coming = See upcoming dates
calendar-earlier-title = Earlier dates
calendar-earlier-empty = There are no earlier dates.
calendar-month-open = See a whole month
calendar-month-title = Dates in { $month } { $year }
calendar-month-before = Month before
calendar-month-after = Month after
calendar-month-empty = There are no dates in this month.
calendar-day-empty = There are no dates on this day.

# After a day, for screen readers.
calendar-day-count = { $count ->
    [one] { $count } date
   *[other] { $count } dates
}
calendar-day-more = { $count ->
    [one] { $count } more on this day
   *[other] { $count } more on this day
}

# Above the columns of a month, as short as can be.
calendar-weekday-1 = Mon
calendar-weekday-2 = Tue
calendar-weekday-3 = Wed
calendar-weekday-4 = Thu
calendar-weekday-5 = Fri
calendar-weekday-6 = Sat
calendar-weekday-7 = Sun
calendar-print = Print the next four weeks
calendar-print-title = Dates in the next four weeks
calendar-over = This date has passed.

# The days by which the law wants a review or a hearing, one after the other.
calendar-clocks-title = Dates the law sets
calendar-clocks-intro = The law says by when the court or the agency looks at a child’s plan again. The agency has to keep these dates.
calendar-clocks-empty = There are no dates of this kind to show you.
calendar-clock-permanency-review = Plan review (permanency review)
calendar-clock-permanency-hearing = Hearing on the main goal (permanency hearing)
calendar-clock-efforts-hearing = Early hearing on the main goal (permanency hearing)
calendar-clock-what-permanency-review = The court or a panel looks at the plan and at what everyone has done. This happens at least every 6 months.
calendar-clock-what-permanency-hearing = A judge decides on the main goal: where the child will live permanently. This happens at least every 12 months.
calendar-clock-what-efforts-hearing = The court decided that the agency may stop working on a return home. A judge then holds a hearing within 30 days.
calendar-clock-due = To be held by
calendar-clock-planned = Planned for
calendar-clock-not-planned = There is no day for it in your calendar yet.
calendar-clock-planned-late = This is later than the law says.
calendar-clock-missed = This was to be held by { $day }. We have no record that it was held.
calendar-clock-ask = The agency and the court are responsible for this. You can ask your caseworker or your lawyer when it will be held.
calendar-clock-from = Counted from

# $law is where the rule is written, such as a section of a statute.
calendar-clock-law = The law: { $law }
calendar-held-list = Reviews and hearings that were held
calendar-held-none = We have no record that one was held.
calendar-held-on = Held on { $day }
calendar-held-by = Noted by { $name } on { $day }
calendar-held-imported = From the agency’s records
calendar-held-withdrawn = Taken back by { $name } on { $day }. It does not count.
calendar-held-corrected = Corrected by { $name } on { $day }. It does not count.
calendar-held-note = Note a review or hearing that was held
calendar-held-correct = Correct it
calendar-held-take-back = Take it back
calendar-held-intro = The next date the law sets is counted from this day. The family sees it too.
calendar-held-no-case = The agency’s records do not say when a child was removed from home, so there is nothing to count from.
calendar-held-kind = What was held?
calendar-held-child = For which child?
calendar-held-all = All children of the family
calendar-held-day = On which day was it held?
calendar-held-save = Save
calendar-notice-held = Saved. The next date is counted from this day.
calendar-notice-held-out = Taken back. It does not count now.
calendar-notice-held-back = It counts again.

# From what a date is counted; a day follows.
calendar-since-removal = Removal from home
calendar-since-review-held = Last plan review
calendar-since-hearing-held = Last hearing on the main goal
calendar-since-efforts-not-required = Decision of the court
calendar-comments = Written comments
calendar-comments-until = Written comments can be given until { $day }.
calendar-comments-over = The day for written comments was { $day }.

# Tags beside the name of a day: a holiday of the agency, and a day that a family keeps.
calendar-holiday = Holiday
calendar-day-kept = Important day
calendar-day-off-names = On this day: { $names }
calendar-day-off-dates = These dates are on such a day:
calendar-day-off-date = { $day } ({ $name })

# Beside a checkbox.
calendar-day-off-anyway = Keep this day anyway
calendar-day-off-anyway-dates = Keep these dates anyway
calendar-days-title = Days that matter to you
calendar-days-intro = Tell us about holidays and other days that you keep. Your caseworker sees them before planning something on such a day. Only you and your family’s caseworkers see them.
calendar-days-name = What is it called?
calendar-days-last-hint = Leave this empty if it is one day.
calendar-days-add = Add this day
calendar-days-remove = Remove
calendar-notice-day-added = Added. Your caseworkers can see it.
calendar-notice-day-removed = Removed. Your caseworkers no longer see it.
calendar-where = Where
calendar-video = By video
calendar-join = Join the video meeting
calendar-length = How long
calendar-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
calendar-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
calendar-people = Who is invited

# Where a date comes from.
calendar-source-court = From the court’s list of { $day }
calendar-source-added = Added by { $name }
calendar-source-agency = From the agency’s records

# What a date from the court’s list is.
calendar-court-about = The court set this date. Your caseworker can tell you what it is for.
calendar-topic-bring = What to bring
calendar-topic-way = How to get there
calendar-topic-court = Judge or court, and branch
calendar-topic-join = How to take part: in person, by phone, or by video
calendar-hearing-title = For a court hearing
calendar-topic-after = What happens after
# What a person says about coming; on buttons, and after “You said”.
calendar-answer-accept = I’ll be there
calendar-answer-decline = I can’t come
calendar-answer-change = I need a change
calendar-answer-title = Will you be there?
calendar-said = You said: { $answer }
calendar-asked-again = You answered for the earlier time. Can you come at the new time?
calendar-said-by = { $name }: { $answer }
calendar-said-earlier = This answer is for the earlier time.
calendar-change-answer = Change my answer
calendar-change-words = What would work better for you?
calendar-change-hint = You can ask for another day or time, a ride, or to join by video. Only your caseworker and their supervisor can read this.
calendar-notice-accept = Thank you. Your caseworker can see that you will be there.
calendar-notice-decline = Thank you. Your caseworker can see that you can’t come.
calendar-notice-change = Thank you. Your caseworker can see that you need a change, and what you wrote.
calendar-notice-withdrawn = Your answer is removed.
calendar-answers = Answers
calendar-settle = Mark as taken care of
calendar-settled = A caseworker marked this as taken care of.
calendar-notice-settled = Marked as taken care of. The person who asked can see this.
calendar-settled-moved = This date was moved to one of these times.
calendar-settled-unavailable = No other time is possible. A caseworker wrote:

# A person proposes up to two other days and times.
calendar-propose = Suggest another day or time
calendar-propose-day = A day that works
calendar-propose-time = Time on that day
calendar-propose-other-day = Another day that works
calendar-propose-other-time = Time on the other day
calendar-proposed = These times would work:
calendar-move-to = Move to { $when }
calendar-not-possible = No other time is possible
calendar-not-possible-words = Why is no other time possible?
calendar-not-possible-hint = The person who asked can read this.
calendar-not-possible-send = Tell the person
calendar-notice-not-possible = The person who asked can see that no other time is possible, and what you wrote.

# Something else at the time of a date.
calendar-clash-own = You have something else at this time
calendar-clash-busy = You said that you are busy: { $part }
calendar-clash-step = A step of your plan is at this time.
calendar-clash-change = If you can’t come, you can ask for another time below.
calendar-clash-invited = Not everyone is free at this time
calendar-clash-busy-other = { $name } is busy then.
calendar-clash-none = Everyone you chose looks free at this time.
calendar-check = Check who is free
calendar-notice-clash = These people have something else at that time: { $names }

# What a person needs to come.
calendar-needs-interpreter = Interpreter
calendar-needs-ride = Ride
calendar-needs-child-care = Child care
calendar-needs-remote-link = A link to join by video or phone
calendar-needs-food = Food
calendar-needs-support-person = A support person
calendar-needs-accommodation = Help for a disability

# What came of it; on its own, and after the name of what is needed.
calendar-state-requested = Asked for
calendar-state-confirmed = Confirmed
calendar-state-unavailable = Can’t be arranged
calendar-state-withdrawn = No longer needed
calendar-need-title = What I need to come
calendar-need-intro = A ride, an interpreter, child care, or something else
calendar-need-line = { $need }: { $state }

# An interpreter and the language.
calendar-need-language = { $need } ({ $language })
calendar-need-readers = Only you and your family’s caseworkers can see what you ask for.
calendar-need-closed = This date has passed or is canceled. You can’t ask for anything here now.
calendar-need-asked = What you asked for
calendar-need-answered = Your caseworker wrote:
calendar-need-withdraw = I don’t need this
calendar-need-withdraw-later = I don’t need this on later dates either
calendar-need-later = { $count ->
    [one] You ask for this on the { $count } later date that belongs to this one, too.
   *[other] You ask for this on the { $count } later dates that belong to this one, too.
}
calendar-need-more = Add or change details
calendar-need-words = What should we know about this?
calendar-need-words-hint = You can leave this empty. Only you and your family’s caseworkers can read it.
calendar-need-words-rights = Say what would help you, such as large print or a room without stairs. You do not have to say what your disability is. Only you and your family’s caseworkers can read this.
calendar-need-save = Save details
calendar-need-which-language = In which language?
calendar-need-same = Ask for the same
calendar-need-last = Last time you asked for: { $needs }
calendar-need-ask = What do you need?
calendar-need-tap = Tap what you need. Your caseworker sees it right away. You can change your mind.
calendar-need-everyone = What people need to come
calendar-need-confirm = Mark as confirmed
calendar-need-unavailable = This can’t be arranged
calendar-need-tell = Tell the person
calendar-need-answer-words = Why can’t it be arranged, and what can you do instead?
calendar-need-answer-hint = The person who asked can read this.
calendar-need-notice-asked = Your caseworker can see what you asked for: { $label }
calendar-need-notice-withdrawn = You no longer ask for: { $label }
calendar-need-notice-later = { $count ->
    [one] This is also for the { $count } later date that belongs to this one.
   *[other] This is also for the { $count } later dates that belong to this one.
}
calendar-need-notice-same = Your caseworker can see that you ask for the same as last time.
calendar-need-notice-confirmed = Marked as confirmed. The person who asked can see this.
calendar-need-notice-unavailable = The person who asked can see that this can’t be arranged, and what you wrote.
calendar-need-notice-undone = Your answer is removed.
calendar-need-notice-stale = This person changed what they need. Please look again before you answer.
calendar-add = Add a date
calendar-edit = Change or cancel
calendar-back-event = Back to this date
calendar-save = Save this date
calendar-told = Everyone who is invited sees this on their first page.
calendar-kind-label = What kind of date is it?
calendar-day-label = Day
calendar-starts-label = When does it start?
calendar-ends-label = When does it end?
calendar-ends-hint = Leave this empty if you do not know.
calendar-last-label = Last day
calendar-last-hint = Only if it ends on another day.
# Beside a checkbox, for a time that comes twice on the night when clocks are set back.
calendar-first = I mean the first of these two times, before the clocks are set back
calendar-repeat-title = It happens more than once
calendar-repeat-label = How often does it happen?
calendar-repeat-hint = Each date has the same time of day. “Every month” means the same weekday, such as the second Tuesday. A month without such a day is left out.
calendar-repeat-never = Only once
calendar-repeat-week = Every week
calendar-repeat-two-weeks = Every two weeks
calendar-repeat-month = Every month on this weekday
calendar-times-label = How many dates are there in all?
calendar-until-label = Or until which day?
calendar-later-change = { $count ->
    [one] Change the { $count } later date that belongs to it, too
   *[other] Change the { $count } later dates that belong to it, too
}
calendar-later-kept = { $count ->
    [one] { $count } later date was changed on its own and stays as it is.
   *[other] { $count } later dates were changed on their own and stay as they are.
}
calendar-later-cancel = { $count ->
    [one] Cancel the { $count } later date that belongs to it, too
   *[other] Cancel the { $count } later dates that belong to it, too
}
calendar-about-label = What is it for, and what will be decided?
calendar-link-label = Link to take part by video
calendar-link-hint = It starts with https://
calendar-invite = Who is invited?
calendar-invite-hint = Only these people, and the family’s caseworkers, see this date.
calendar-hide = Who may not know the place?
calendar-hide-hint = They see this date, but not the place, the court, or how to get there.
calendar-cancel-title = Cancel this date
calendar-why = Why is it canceled? You can leave this empty. Everyone who is invited can read it.
calendar-cancel = Cancel this date
calendar-cancelled = Canceled
calendar-is-cancelled = This date is canceled.
calendar-restore = Put it back on
calendar-restore-first = This date is canceled. Put it back on before you change it.
calendar-history = Changes to this date
calendar-before = Before: { $when }
# What was done to a date; a name and a day follow.
calendar-act-add = Added
calendar-act-move = Moved to another time
calendar-act-change = Changed
calendar-act-cancel = Canceled
calendar-act-restore = Put back on
calendar-notice-added = The date is added. Everyone who is invited can see it.
calendar-notice-saved = The date is changed. Everyone who is invited can see it.
calendar-notice-cancelled = The date is canceled. Everyone who was invited can see that.
calendar-notice-restored = The date is back on. Everyone who is invited can see that.
calendar-notice-series-added = The dates are added. Everyone who is invited can see them.
calendar-notice-series-skipped = Months without such a day are left out.
calendar-notice-series-saved = This date and the later ones are changed. Everyone who is invited can see that.
calendar-notice-series-count = { $count ->
    [one] { $count } later date is changed.
   *[other] { $count } later dates are changed.
}
calendar-notice-series-kept = These were changed on their own before and stay as they are: { $days }
calendar-notice-series-cancelled = This date and the later ones are canceled. Everyone who was invited can see that.
calendar-notice-series-restored = This date and the later ones are back on. Everyone who is invited can see that.
calendar-notice-series-undone = The change is taken back. This date and the later ones are as they were before. Everyone who is invited can see that.
calendar-words-first = What people want said
calendar-words-write = Write what I want said
calendar-words-title = My words for this date
calendar-words-note = The team reads your words first, before anything else. You can change them until this date starts.
calendar-words-what = What is it?
calendar-words-kind-say = What I want said
calendar-words-kind-agenda = Something to talk about
calendar-words-kind-comment = Written comments
calendar-words-label = Your words
calendar-words-hint = Something to talk about is one short line. Add each one on its own.
calendar-words-save = Save my words
calendar-words-own = What you wrote
calendar-words-change = Change
calendar-words-remove = Take back
calendar-words-earlier = Your earlier words. Only you can see them.
calendar-words-typed = What you typed. It is not saved.
calendar-words-closed = This date has started or was canceled, so the words stay as they are. You can still say more at the meeting, or write to your caseworker.

# Who can read one’s own words.
calendar-readers-author = Only me. Keep it as a draft.
calendar-readers-workers = Only my caseworkers and their supervisor
calendar-readers-event = Everyone who can see this date
calendar-readers-hint = Anyone who is invited later can read it only after you save it again.
calendar-notice-words = Your words are saved.
calendar-notice-words-removed = Your words are taken back. Only you can still see them.
calendar-notice-words-back = Your words are back.
calendar-notice-words-kept = This could not be changed. This date has started, or other words are in that place.
calendar-notes-title = Notes
calendar-notes-promised = Notes promised by { $day }.
calendar-notes-late = The notes were promised by { $day }. They are late.
calendar-notes-write = Write the notes
calendar-notes-by = Written by { $name } · { $day }
calendar-notes-there = There: { $names }
calendar-notes-away = Not there: { $names }
calendar-notes-decided = What was decided
calendar-notes-answer = How the team answered:
calendar-notes-attendance = Who was there?
calendar-notes-result = What happened, in plain words
calendar-notes-result-hint = The family reads this. Write it the way you would say it to them.
calendar-notes-answers = Answers to what people brought
calendar-notes-answer-to = What was the answer to { $name }?
calendar-notes-decisions = Decisions
calendar-notes-rule = For each decision, say who was there and what each family member thinks of it.
calendar-notes-decision = What was decided?
calendar-notes-more = Save a draft to add another decision.
calendar-notes-readers = Everyone who can see this date can read the published notes. An answer can be read only by those who can read the words.
calendar-notes-publish = Publish the notes
calendar-notes-keep = Save a draft
calendar-notes-is-draft = This is a draft. Only caseworkers can read it.
calendar-notes-due-title = When the notes will be there
calendar-notes-due = Promised by
calendar-notes-due-hint = If you choose no other day, it is 7 days after the date. That is this portal’s own rule.
calendar-notes-due-save = Save this day
calendar-notice-notes = The notes are published. Everyone who can see this date can read them.
calendar-notice-draft = The draft is saved. Only caseworkers can read it.
calendar-notice-due = The day is saved. Everyone who can see this date can see it.

# What a family member thinks of a decision; after a name, and as a choice.
calendar-position-is-agree = Agree
calendar-position-is-disagree = Do not agree
calendar-position-is-not-there = Not there
calendar-position-noted = { $name }: { $position }
calendar-position-own = { $name } says: { $position }
calendar-position-of = What does { $name } think of it?
calendar-position-why = Why? In the words of { $name }, or as you were told
calendar-position-correct = This is not what I said
calendar-position-add = Add what I said
calendar-position-mine = What do you think of this decision?
calendar-position-said = Your words
calendar-position-hint = They are shown beside the notes. Everyone who can see this date can read them.
calendar-position-save = Save what I said
calendar-notice-position = Your words are now beside the notes.
# The title in the calendar of a phone, which others may see.
calendar-neutral = Appointment
calendar-take-title = Add it to your own calendar
calendar-take-neutral = This gives you a file for the calendar on your phone. It has only the time and the word “Appointment”.
calendar-take = Get the file
calendar-take-more = Add the place and what it is about
calendar-take-seen = Anyone who looks at the calendar on your phone can read this.
calendar-take-details = Get the file with the place
calendar-feed-title = Your dates on your own phone
calendar-feed-body = A private address keeps the calendar on your phone up to date. It has only times and the word “Appointment”, unless you choose something else.
calendar-feed-secret = Anyone who has this address can see when you have dates. Keep it to yourself.
calendar-feed-create = Make a private address
calendar-feed-new = This is your address. We show it only once.
calendar-feed-open = Open it in my calendar
calendar-feed-on = You have a private address. You can turn it off, or make a new one. The old one then stops at once.
calendar-feed-revoke = Turn it off
calendar-feed-again = Make a new one
calendar-feed-content = What does your private address tell?
calendar-feed-content-neutral = Only times, and the word “Appointment”
calendar-feed-content-titles = Times, and what kind of date it is
calendar-feed-content-places = Times, what kind of date it is, and where
calendar-feed-content-save = Save
calendar-notice-feed-content = Saved. The calendar on your phone shows it the next time that it updates.
calendar-notice-feed-off = Your private address is turned off.

# Family time: its plan, and what came of the visits.
calendar-time-title = Family time
calendar-time-empty = No family time is planned here yet.

# Who spends time with whom.
calendar-time-with = { $parent } with { $children }
calendar-time-siblings = { $children } with each other
calendar-time-next = Next visit: { $when }
calendar-time-none = No visit is planned yet.
calendar-time-owed = { $count ->
    [one] { $count } visit still has to be made up.
   *[other] { $count } visits still have to be made up.
}
calendar-time-owed-none = No visit has to be made up.
calendar-time-owed-for = { $days ->
    [0] To be made up
    [one] To be made up for { $days } day now
   *[other] To be made up for { $days } days now
}
calendar-time-plan = How it works
calendar-time-often = How often and how long
calendar-time-level = Who has to be there
calendar-time-supervisor = Who supervises
calendar-time-supervisor-hint = This person speaks the parent’s language, or an interpreter who is at least 18 comes too.
calendar-time-transport = How the children get there
calendar-time-confirm = When to say that you will be there
calendar-time-confirm-rule = { $days ->
    [0] By { $time } on the same day
    [one] By { $time }, { $days } day before
   *[other] By { $time }, { $days } days before
}
calendar-time-step = What has to be true for the next step
calendar-time-visits = Visits
calendar-time-month = { $month } { $year }
calendar-time-ended = This family time has ended.

# For a worker, about who supervises and the parent.
calendar-time-language = { $name } and { $parent } do not speak the same language. Ask an interpreter who is at least 18 to come, or choose another person.
calendar-time-print = Print for court
calendar-time-back = Back to family time
calendar-time-add = Add family time
calendar-time-edit = Change this family time
calendar-time-save = Save family time
calendar-time-parent = Who spends time with the children?
calendar-time-siblings-only = The children with each other
calendar-time-children = Which children?
calendar-time-nobody = No one
calendar-time-confirm-when = By when does the parent say that they will be there?
calendar-time-confirm-never = They do not have to say
calendar-time-days-before = { $days ->
    [0] On the same day
    [one] { $days } day before
   *[other] { $days } days before
}
calendar-time-confirm-at = By what time?
calendar-time-people = Who sees this family time?
calendar-time-people-hint = Only these people, the parent, and the family’s caseworkers see it and its visits.
calendar-time-hide-hint = They see the visits, but not the place.
calendar-time-history = Changes to this family time

# How family time is supervised.
calendar-level-supervised-center = Someone is there the whole time, at a center
calendar-level-supervised-community = Someone is there the whole time, at home or out
calendar-level-monitored = Someone looks in from time to time
calendar-level-unsupervised = No one else has to be there
calendar-level-overnight = The children stay overnight
calendar-level-trial-home = The children live at home to see how it goes
calendar-confirm-by = Please say by { $when } that you will be there
calendar-visit-title = About this visit
calendar-visit-coming = Planned
calendar-visit-unrecorded = Not written down yet
calendar-visit-held = It took place
calendar-visit-held-for = It took place for { $length }
calendar-visit-unconfirmed = Called off, because no one said that the parent would be there
calendar-visit-cancelled-by = Canceled: { $who }

# Who canceled a visit, or what was in the way.
calendar-canceller-agency = the agency
calendar-canceller-caregiver = the caregiver
calendar-canceller-provider = the provider
calendar-canceller-parent = the parent
calendar-canceller-child = the child
calendar-canceller-weather = the weather
calendar-canceller-other = another reason
calendar-visit-confirmed = The parent said that they will be there.
calendar-visit-not-confirmed = The parent has not said yet that they will be there.
calendar-visit-makes-up = It makes up for the visit of: { $day }
calendar-visit-owed = This visit has to be made up.
calendar-visit-still-owed = The visit that this one was planned for still has to be made up.
calendar-visit-not-owed = This visit does not have to be made up. You can still ask your caseworker for another time.
calendar-visit-made-up = The make-up visit was held on: { $day }
calendar-visit-outcome = What happened?
calendar-outcome-held = It took place
calendar-outcome-held-shorter = It took place, but was shorter
calendar-outcome-cancelled = It was canceled
calendar-outcome-unconfirmed = The parent did not say that they would be there
calendar-visit-minutes = How many minutes did it take?
calendar-visit-minutes-hint = Only if it was shorter.
calendar-visit-by = Who canceled it?
calendar-visit-by-hint = Only if it was canceled. A visit that the agency, the caregiver or the provider cancels has to be made up.
calendar-visit-why = Why? Write this if it was canceled or shorter. Everyone who is invited can read it.
calendar-visit-save = Save what happened
calendar-visit-cancel = Cancel this visit
calendar-visit-cancel-hint = This visit then has to be made up. Everyone who is invited sees that you canceled it.
calendar-visit-cancel-why = Why? Everyone who is invited can read it.
calendar-visit-add = Add a visit
calendar-visit-add-hint = The place, and who can see it, are those of this family time.
calendar-visit-about = Family time with { $names }
calendar-visit-about-label = What should people know about this visit?
calendar-visit-makes-up-label = Does it make up for a canceled visit?
calendar-visit-makes-up-none = No
calendar-visit-link-title = Is it in the calendar already?
calendar-visit-link-which = Which date is it?
calendar-visit-link-hint = The date keeps its place and the people who are invited.
calendar-visit-link = Make it a visit of this family time
calendar-notice-time-saved = The family time is saved. The people you chose can see it.
calendar-notice-visit-added = The visit is added. Everyone who sees this family time can see it.
calendar-notice-visit-linked = The date is now a visit of this family time. Everyone who sees both can see that.
calendar-notice-visit-off = The date is no longer a visit of this family time.
calendar-notice-visit-kept = This stays a visit, because something is written down about it or it belongs to another visit.
calendar-notice-recorded = What happened with this visit is saved.
calendar-notice-visit-cancelled = The visit is canceled. Everyone who was invited can see that.

# The numbers of visits, for court.
calendar-balance-title = The visits in numbers
calendar-balance-planned = Visits planned
calendar-balance-held = Visits that took place
calendar-balance-open = Visits to come, or not written down yet
calendar-balance-cancelled = Visits canceled or called off
calendar-balance-time-planned = Time planned
calendar-balance-time-held = Time spent together
calendar-balance-to-make-up = Visits that had to be made up
calendar-balance-made-up = Visits that were made up
calendar-balance-owed = Visits that still have to be made up

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

# Beside a checkbox.
calendar-day-off-anyway = Keep this day anyway
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
calendar-hide-hint = They see this date, but not the place or how to get there.
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
calendar-notice-series-cancelled = This date and the later ones are canceled. Everyone who was invited can see that.
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

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
calendar-coming = See coming dates
calendar-earlier-title = Earlier dates
calendar-earlier-empty = There are no earlier dates.
calendar-over = This date has passed.
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
calendar-topic-bring = What to bring
calendar-topic-way = How to get there
calendar-topic-after = What happens after

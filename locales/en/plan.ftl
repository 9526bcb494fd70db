### Our plan.
plan-title = Our plan
plan-version = Version { $version } · since { $day }
plan-empty = There is no plan yet. When your team has made one with you, it will show here.
plan-ours = In our words
plan-ours-empty = Your own words will stand here, above everything else.
plan-author = { $name }
plan-author-entered = { $name } · entered by the agency
plan-strengths = What is strong here
plan-heading = Where this is heading
plan-goal = Goal
plan-since = Since
plan-why = Why
plan-concurrent = If that cannot be
plan-permanency-return-home = The children come home
plan-permanency-adoption = Adoption
plan-permanency-guardianship = Living with a guardian
plan-permanency-relative = Living with a relative for good
plan-permanency-other-planned = Another lasting home, with an adult who stays
plan-family-goals = Our own goals
plan-agency-goals = Goals of the team
plan-how-we-know = How we will know:
plan-by = Due: { $day }
plan-agency = Agency
plan-you = You
plan-late = Late
plan-state-done = Done
plan-state-not-yet = Not yet
plan-state-need-help = Needs help
plan-state-cannot = Cannot do this
plan-needs = What we need
plan-worries = What worried people
plan-worries-inside = Inside: what worried people about safety. It can be hard to read. You can read it later, or with someone.
plan-changes = What must be true to close
plan-back = Back to our plan
plan-goals = Goals and steps
plan-next = Do this next
plan-done-count = { $count ->
    [one] See { $count } step that is done
   *[other] See { $count } steps that are done
}
plan-think = What do you think?
plan-think-of = What do you think? { $section }
plan-talk = What was said
plan-talk-empty = Nobody has said anything here yet. You can be the first.
plan-talk-count = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
plan-talk-waits = { $count ->
    [one] { $count } reply, waiting for the team
   *[other] { $count } replies, some waiting for the team
}
plan-say = Say what you think
plan-words = In your own words
plan-send = Send to the team
plan-who = Who may read this?
plan-who-own = Only my worker and their supervisor
plan-who-wide = Everyone who can see this part of the plan
plan-who-plan = Everyone who can see the plan
plan-who-when = { $name } · { $day }
plan-kind-comment = I want to say something
plan-kind-agree = I agree
plan-kind-disagree = I do not agree
plan-kind-change = I want a change
plan-kind-not-helping = This isn’t helping
plan-kind-done = Done
plan-kind-not-yet = Not yet
plan-kind-need-help = I need help
plan-kind-cannot = I cannot do this
plan-kind-propose-goal = I suggest a goal
plan-kind-propose-step = I suggest a step
plan-kind-propose-service = I suggest help or a service
plan-outcome-accepted = Yes, it goes into the plan
plan-outcome-changed = We will change it
plan-outcome-stopped = We will stop it
plan-outcome-kept = We will keep it as it is
plan-outcome-not-now = Not now
plan-answer = Answer
plan-answer-what = What does the team answer?
plan-answer-words = Why, in plain words. A no always has a reason.
plan-answer-send = Send the answer
plan-answer-by = The team will answer by { $day }.
plan-answer-late = The answer from the team was due { $day }. It is late.
plan-review-by = The team will look at this again by { $day }.
plan-replies = What was said, and what came of it
plan-replies-waiting = Waiting for the team
plan-replies-rest = All the rest
plan-replies-empty = What you or others say about the plan will stand here, with the team’s answers.
plan-propose = Suggest something
plan-propose-what = What do you suggest?
plan-propose-words = What would help, in your own words
plan-propose-next = Your worker answers within 7 days: yes, or why not now. What you suggest is never thrown away.
plan-how-goes = How is it going?
plan-how-stands = How it stands
plan-step-why = A word why, if you like
plan-one-strength = Something strong
plan-one-need = Something we need
plan-one-worry = Something that worried people
plan-one-change = Something that must be true to close
plan-one-family-goal = A goal of ours
plan-one-goal = A goal of the team
plan-one-step = A step
plan-agency-who = The agency: { $name }
plan-who-does = Who does it
plan-when = By when
plan-seen-by = Who can see this
plan-edit = Edit the plan
plan-edit-note = This is your working copy. The family sees it once you publish it. Their own words are theirs alone.
plan-publish-count = { $count ->
    [0] Nothing to publish yet
    [one] Publish { $count } change
   *[other] Publish { $count } changes
}
plan-not-published = Not published
plan-add-strength = Add a strength
plan-add-need = Add a need
plan-add-worry = Add a worry
plan-add-change = Add what must be true to close
plan-add-goal = Add a goal
plan-add-step = Add a step
plan-steps-without-goal = Steps that have no goal yet
plan-line-words = In plain, kind words
plan-line-benchmark = How will everyone know?
plan-line-why = Why does it change? The family will read this.
plan-agency-owes = The agency
plan-save-draft = Save in the working copy
plan-take-out = Take it out
plan-put-back = Put it back
plan-taken-out = This line is taken out. The family still reads it until you publish.
plan-meanwhile = Someone changed this while you were writing. It now says:
plan-their-words = The family’s own words. Only they change them.
plan-earlier = Earlier wordings
plan-own = Write in our words
plan-own-words = What should everyone know about your family?
plan-own-note = Your words stand at the top of the plan, right away. Nobody else can change them.
plan-own-change = Change my words
plan-save-own = Save my words
plan-who-partner = These two, and my parent partner
plan-versions = What changed, and why
plan-version-by = Version { $version } · { $day }
plan-version-before = The version before
plan-version-after = The version after
plan-first-version = This is the first version that is kept here.
plan-no-changes = Nothing changed in the parts you can see.
plan-what-changed = What changed
plan-what-changes = What changes
plan-change-added = New
plan-change-gone = Taken out
plan-change-changed = Changed
plan-before = Before
plan-now = Now
plan-publish-title = Publish the plan
plan-publish = Publish version { $version }
plan-publish-why = Why a new version? The family will read this first.
plan-asked = Have you asked the family?
plan-asked-hint = Tick a part only if you talked about it with them. They can see that you ticked it.
plan-we-asked = We talked about “{ $section }”
plan-missing = What is missing
plan-missing-strengths = A strength. Every plan begins with what is strong.
plan-missing-own-words = The family’s own words. Ask them to write some.
plan-missing-change = Nothing has changed since the last version.
plan-missing-asked = The family has not been asked about “{ $section }” since it changed.
plan-more-steps = More steps
plan-print = For paper
plan-print-how = To print, or to keep it as a file, use the menu of your browser.
plan-orders = What the court ordered
plan-one-order = Something the court ordered
plan-order-steps = Steps for this:
plan-order-no-step = No step is there for this yet. Your worker sees that.
plan-orders-unmet = { $count ->
    [one] { $count } order has no step yet.
   *[other] { $count } orders have no step yet.
}
plan-add-order = Add a court order
plan-which-order = Which court order does it meet?
plan-no-order = None
plan-safety = Our safety plan
plan-safety-open = Open our safety plan
plan-safety-do = What we do when it gets hard
plan-safety-call = Whom we call
plan-safety-always = Always there
plan-safety-empty = When you and your team have made a safety plan, it will stand here, on one page.
plan-add-safety-do = Add something to do
plan-add-safety-call = Add someone to call
plan-hint = Could this be plainer? It is saved either way.
plan-hint-long = One sentence has { $count } words. Two short ones are easier to read.
plan-hint-better = — maybe:
plan-was-asked = { $name } says you talked about this on { $day }. If not, say so below.
plan-progress = How it is going
plan-progress-empty = When the team has held a review, what each of you said will stand here, over time.
plan-progress-nobody = Nobody has said yet how it is going. You can be the first.
plan-progress-team = The team
plan-progress-none = Said nothing
plan-progress-day = Review
plan-progress-caption = What each said, from 1 to { $top }
plan-progress-first = { $name }: { $last } of { $top } at the first review. The line grows from here.
plan-progress-up = { $name }: from { $first } up to { $last } of { $top } since { $day }.
plan-progress-same = { $name }: { $last } of { $top }, as on { $day }.
plan-progress-down = { $name }: from { $first } to { $last } of { $top } since { $day }. What would help?
plan-progress-ask = How close are we to what we want?
plan-progress-yours = Your say, for the review on { $day }
plan-progress-low = still far away
plan-progress-high = we are there
plan-progress-end = { $value } – { $words }
plan-review-add = Add a review
plan-review-held = When was it held?
plan-review-words = What did the team learn?
plan-review-scale = Which scale did the team choose?
plan-review-scale-hint = It stays the same from the first answer on.
plan-review-scale-to = 1 to { $top }
plan-review-low = What does 1 mean, in the team’s words?
plan-review-high = What does the highest number mean?
plan-review-save = Save the review
plan-seen-keep = As it is now
plan-seen-all = Everyone who sees this part of the plan
plan-seen-only = Only { $name }, the workers and the supervisor
plan-children = How the children are
plan-one-well-being = How a child is
plan-area-physical = Body and health
plan-area-mental = Feelings
plan-area-behavioral = Behavior
plan-area-education = School and learning
plan-area-culture = Culture, and people who matter
plan-next-date = Next: { $day }
plan-next-when = Next date
plan-responsible = Who looks after this
plan-nobody-yet = Nobody yet
plan-which-child = Which child?
plan-which-area = Which part of life?
plan-add-well-being = Add how a child is
plan-no-children = The agency’s record names no children here yet. Ask your office to add them.
plan-decided-by = Who decided
plan-decider-court = The court
plan-decider-team = The whole team, together
plan-decider-family = The family
plan-decider-agency = The agency
plan-decider-tribe = The tribe
plan-heading-none = No goal yet
plan-heading-edit = Change where this is heading
plan-heading-hint = The law knows five. The last one is only for someone who is 16 or older.
plan-heading-why = Why, in plain words? The family will read this.
plan-pick = Choose one
plan-first = First:
plan-which-goal = Which goal does it belong to?
plan-no-goal = No goal yet
plan-which-after = Must another step be done first?
plan-no-after = No, it can start now
plan-closure-open = See how far we are
plan-closure-empty = When the team has written what must be true to close, it will stand here.
plan-closure-count = True now: { $done } of { $all }. When all of it is true, the team asks to close.
plan-closure-after = After it closes you can still read everything here.
plan-true-now = True now
plan-true-later = Not yet
plan-common = Start from a step that many plans have
plan-common-visit = Spend family time together every week
plan-common-class = Go to the parenting class
plan-common-doctor = Make a visit to the doctor
plan-common-counseling = Talk with a counselor
plan-common-school = Meet with the school
plan-common-home = Find a home that is safe and that we can pay
plan-common-ride = Set up rides to visits and appointments
plan-common-papers = Get the birth certificate and other papers
plan-common-work = Look for work that fits our days
plan-common-kin = Name relatives and friends who can help
plan-week = What a week takes
plan-week-of = The week of { $day }
plan-week-before = The week before
plan-week-after = The week after
plan-week-empty = Nobody of the family is on this team yet.
plan-week-asks = This week: { $hours } · { $trips } · { $dates }
plan-week-hours-count = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
plan-week-trips-count = { $trips ->
    [one] { $trips } trip
   *[other] { $trips } trips
}
plan-week-dates-count = { $count ->
    [one] { $count } appointment
   *[other] { $count } appointments
}
plan-week-slot = { $day }, { $from } – { $to }
plan-week-nothing = Nothing in the plan has a set time this week.
plan-week-takes = What it takes each week
plan-week-hours = Hours each week, such as 1.5
plan-week-trips = Trips each week, there and back
plan-week-day = Is it always on one day?
plan-week-no-day = No, on different days
plan-week-from = From
plan-week-to = To
plan-week-carry = What you can carry
plan-week-carry-note = You know best how much fits into your week. Your worker and their supervisor see this, nobody else.
plan-week-hours-most = Hours a week for the plan, at most
plan-week-trips-most = Trips a week, at most
plan-week-busy = Times you are busy
plan-week-busy-hint = Work, school, prayer, caring for someone: you do not have to say what. Leave a day blank if you are free.
plan-week-save = Save my week
plan-week-you-said = You said you can carry, at most:
plan-week-they-said = They said they can carry, at most:
plan-week-can-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
plan-week-can-trips = { $trips ->
    [one] { $trips } trip
   *[other] { $trips } trips
}
plan-week-over-mine = This week asks more than you said you can carry. Tell your worker: together you can move things or take some away.
plan-week-over-theirs = This week asks more than they said they can carry.
plan-week-warn-hours = With this, a week would ask { $hours } hours of { $name }. { $name } said: { $most } at most.
plan-week-warn-trips = With this, a week would ask { $trips } trips of { $name }. { $name } said: { $most } at most.
plan-week-warn-busy = { $name } is busy at that time: { $when }
plan-week-warn-clash = The plan already has something for { $name } at that time: { $when }
plan-week-all-the-same = I talked about it with them. Save it all the same.
plan-print-pdf = As a PDF file
plan-written-by = Written by
plan-worried = What worried people, in plain, kind words
plan-safe-when = What would make it safe:
plan-so-far = Done so far:
plan-keeps = Who keeps it moving:

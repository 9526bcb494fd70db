### Our plan.
plan-title = Our plan
plan-title-youth = My plan
plan-title-team = The family’s plan
plan-version = Version { $version } · since { $day }
plan-empty = There is no plan yet. When your team has made one with you, it will show here.
plan-empty-team = There is no plan yet. When the team has made one with the family, it will show here.
plan-ours = In our words
plan-ours-team = In the family’s words
plan-ours-empty = Your own words will go here, at the top of the plan.
plan-ours-empty-team = The family’s own words will show here, at the top of the plan.
plan-author = { $name }
plan-author-entered = { $name } · entered by the agency
plan-strengths = Our strengths
plan-strengths-team = The family’s strengths
plan-heading = What we are working toward
plan-goal = Main goal
plan-since = Since
plan-why = Why
plan-concurrent = Backup goal
plan-permanency-return-home = The children come home
plan-permanency-adoption = Adoption
plan-permanency-guardianship = Living with a guardian
plan-permanency-relative = A permanent home with a relative
plan-permanency-other-planned = Another permanent home, with an adult who will stay close
plan-family-goals = Our own goals
plan-family-goals-team = The family’s own goals
plan-agency-goals = The team’s goals
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
plan-needs-team = What the family needs
plan-worries = Safety worries
plan-worries-inside = This part is about safety worries. It can be hard to read. You can read it later, or with someone you trust.
plan-changes = What needs to happen before the case can close
plan-back = Back to the plan
plan-goals = Goals and steps
plan-next = Your next steps
plan-done-count = { $count ->
    [one] See { $count } finished step
   *[other] See { $count } finished steps
}
plan-think = What do you think?
plan-think-of = What do you think? { $section }
plan-talk = What people said
plan-talk-count = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
plan-talk-waits = { $count ->
    [one] { $count } comment, waiting for an answer
   *[other] { $count } comments, some waiting for an answer
}
plan-say = Say what you think
plan-words = In your own words
plan-send = Send to the team
plan-who = Who can read this?
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
plan-outcome-accepted = Yes, we will add it to the plan
plan-outcome-changed = We will change it
plan-outcome-stopped = We will stop it
plan-outcome-kept = We will keep it as it is
plan-outcome-not-now = Not now
plan-answer = Answer
plan-answer-what = What is the team’s answer?
plan-answer-words = Say why, in plain words. Always give a reason when the answer is no.
plan-answer-send = Send the answer
plan-answer-by = The team will answer by { $day }.
plan-answer-late = The team’s answer was due { $day }. It is late.
plan-review-by = The team will look at this again by { $day }.
plan-replies = Comments and answers
plan-replies-waiting = Waiting for the team’s answer
plan-replies-rest = Everything else
plan-replies-empty = Comments about the plan will show here, along with the team’s answers.
plan-translations = Translations requested
plan-translations-empty = No one is waiting for a translation.
plan-translations-done = The translation is saved. The person who asked will be told.
plan-translation-title = Write this in { $language }
plan-translation-into = { $language } · Asked: { $asked } · Due: { $due }
plan-translation-claimed = With an interpreter
plan-translation-claimed-hint = An interpreter is working on this one. You can still write it if it cannot wait.
plan-translation-rules = Translate all of it. Do not add or leave out anything. Write only in a language you know well. If you do not, leave it for an interpreter.
plan-translation-label = Your translation into { $language }
plan-translation-save = Save the translation
plan-translation-where = See where these words are
plan-translation-there = This has a translation now.
plan-translation-typed = What you wrote
plan-propose = Suggest something
plan-propose-what = What do you suggest?
plan-propose-words = What would help? Use your own words
plan-propose-next = Your worker will answer within 7 days. The answer will be yes, or a reason why not now. We keep every suggestion.
plan-how-goes = How is it going?
plan-how-stands = How it is going
plan-step-why = Tell us why, if you want to
plan-one-strength = A strength
plan-one-need = Something we need
plan-one-need-team = Something the family needs
plan-one-worry = A safety worry
plan-one-change = Something that needs to happen before the case can close
plan-one-family-goal = One of our goals
plan-one-family-goal-team = One of the family’s goals
plan-one-goal = One of the team’s goals
plan-one-step = A step
plan-agency-who = The agency: { $name }
plan-who-does = Who will do this
plan-when = Due date
plan-seen-by = Who can see this
plan-seen-now = Who can see this now
plan-edit = Edit the plan
plan-edit-note = This is your draft. The family will see it after you publish it. Only the family can change their own words.
plan-edit-unpublished = Not published yet: { $parts }
plan-publish-count = { $count ->
    [0] Nothing to publish yet
    [one] Publish { $count } change
   *[other] Publish { $count } changes
}
plan-not-published = Not published
plan-add-strength = Add a strength
plan-add-need = Add a need
plan-add-worry = Add a worry
plan-add-change = Add something that needs to happen before the case can close
plan-add-goal = Add a goal
plan-add-step = Add a step
plan-steps-without-goal = Steps without a goal yet
plan-line-words = Write it in plain, kind words
plan-line-benchmark = How will everyone know it is done?
plan-line-why = Why are you changing this? The family will read your answer.
plan-agency-owes = The agency
plan-save-draft = Save draft
plan-take-out = Remove
plan-put-back = Restore
plan-taken-out = This was removed from your draft. The family will still see it until you publish.
plan-their-words = These are the family’s own words. Only they can change them.
plan-earlier = Earlier versions
plan-own = Add our own words
plan-own-words = What should everyone know about your family?
plan-own-note = Your words will go at the top of the plan right away. No one else can change them.
plan-own-change = Change my words
plan-save-own = Save my words
plan-who-partner = Only my worker, their supervisor, and my parent partner
plan-versions = What changed and why
plan-version-by = Version { $version } · { $day }
plan-published-by = Published by { $name }
plan-version-before = Previous version
plan-version-after = Next version
plan-first-version = This is the first version saved here.
plan-no-changes = Nothing changed in the parts you can see.
plan-what-changed = What changed
plan-what-changes = What will change
plan-change-added = New
plan-change-gone = Removed
plan-change-changed = Changed
plan-before = Before
plan-after = After
plan-publish-title = Publish the plan
plan-publish = Publish version { $version }
plan-publish-why = Why is there a new version? The family will read this first.
plan-asked = Did you talk with the family?
plan-asked-hint = Check a part only if you talked about it with the family. They can see that you checked it.
plan-we-asked = We talked about “{ $section }”
plan-missing = What is missing
plan-missing-strengths = A strength. Every plan starts with what is going well.
plan-missing-own-words = The family’s own words. Ask them to write some.
plan-missing-change = Nothing has changed since the last version.
plan-missing-asked = You have not talked with the family about “{ $section }” since it changed.
plan-more-steps = More steps
plan-print = Print this version
plan-print-how = To print this or save it as a file, use your browser’s menu.
plan-orders = What the court ordered
plan-one-order = Something the court ordered
plan-order-steps = Steps for this:
plan-order-no-step = There is no step for this yet. The agency can see that.
plan-orders-unmet = { $count ->
    [one] { $count } order has no step yet.
   *[other] { $count } orders have no step yet.
}
plan-add-order = Add a court order
plan-which-order = Which court order is this step for?
plan-no-order = None
plan-safety = Our safety plan
plan-safety-team = The family’s safety plan
plan-safety-open = Safety plan
plan-safety-do = What we do when things get hard
plan-safety-do-team = What the family does when things get hard
plan-safety-call = Who we call
plan-safety-call-team = Who the family calls
plan-safety-always = Other numbers to call
plan-safety-empty = When you and your team make a safety plan, it will show here on one page.
plan-safety-empty-team = When the family and the team make a safety plan, it will show here on one page.
plan-add-safety-do = Add something to do
plan-add-safety-call = Add someone to call
plan-hint = Could this be simpler? It is saved either way.
plan-hint-long = One sentence has { $count } words. Two short ones are easier to read.
plan-hint-better = Try:
plan-was-asked = { $name } says you talked about this on { $day }. If not, say so below.
plan-was-asked-team = { $name } talked about this with the family on { $day }.
plan-progress = How it is going
plan-progress-empty = After the team has a review, what each person said will show here over time.
plan-progress-nobody = No one has said how it is going yet.
plan-progress-team = The team
plan-progress-none = No answer yet
plan-progress-day = Review
plan-progress-caption = What each person said, from 1 to { $top }
plan-progress-first = { $name }: { $last } out of { $top } at the first review. Later reviews will show here too.
plan-progress-up = { $name }: up from { $first } to { $last } out of { $top } since { $day }.
plan-progress-same = { $name }: { $last } out of { $top }, the same as on { $day }.
plan-progress-down = { $name }: from { $first } to { $last } out of { $top } since { $day }. What would help?
plan-progress-ask = How close are we to what we want?
plan-progress-yours = Your rating for the review on { $day }
plan-progress-low = not close yet
plan-progress-high = we are there
plan-progress-end = { $value } – { $words }
plan-review-add = Add a review
plan-review-held = When was the review?
plan-review-words = What did the team learn?
plan-review-scale = Which scale did the team choose?
plan-review-scale-hint = It cannot change after the first answer.
plan-review-scale-to = 1 to { $top }
plan-review-low = What does 1 mean, in the team’s words?
plan-review-high = What does the highest number mean?
plan-review-save = Save the review
plan-seen-keep = Keep it as it is now
plan-seen-all = Everyone who sees this part of the plan
plan-seen-only = Only { $name }, the workers, and the supervisor
plan-children = How the children are doing
plan-children-youth = How I am doing
plan-one-well-being = How a child is doing
plan-area-physical = Body and health
plan-area-mental = Feelings
plan-area-behavioral = Behavior
plan-area-education = School and learning
plan-area-culture = Culture and important people
plan-next-date = Next: { $day }
plan-next-when = Next date
plan-responsible = Who is responsible for this
plan-nobody-yet = No one yet
plan-which-child = Which child?
plan-which-area = Which part of life?
plan-add-well-being = Add how a child is doing
plan-no-children = No children are listed in the agency’s record yet. Ask your office to add them.
plan-decided-by = Who decided
plan-decider-court = The court
plan-decider-team = The whole team, together
plan-decider-family = The family
plan-decider-agency = The agency
plan-decider-tribe = The tribe
plan-heading-none = No goal yet
plan-heading-edit = Change what we are working toward
plan-heading-hint = The law allows five goals. The last one is only for someone who is 16 or older.
plan-heading-why = Why? Use plain words. The family will read this.
plan-pick = Choose one
plan-first = First:
plan-which-goal = Which goal is this step for?
plan-no-goal = No goal yet
plan-which-after = Does another step need to be done first?
plan-no-after = No, it can start now
plan-closure-empty = When the team writes down what needs to happen before the case can close, it will show here.
plan-closure-count = Done so far: { $done } of { $all }. When everything is done, the team will ask to close the case.
plan-closure-after = After the case closes, you can still read everything here.
plan-closure-after-team = After the case closes, the family can still read everything here.
plan-true-now = Done
plan-true-later = Not yet
plan-common = Start with a common step
plan-common-visit = Spend family time together every week
plan-common-class = Go to the parenting class
plan-common-doctor = Make a doctor’s appointment
plan-common-counseling = Talk with a counselor
plan-common-school = Meet with the school
plan-common-home = Find a safe home that we can afford
plan-common-ride = Set up rides to family time and appointments
plan-common-papers = Get the birth certificate and other documents
plan-common-work = Look for work that fits our schedule
plan-common-kin = List relatives and friends who can help
## Parts of the day
plan-part-morning = Morning
plan-part-afternoon = Afternoon
plan-part-evening = Evening
plan-busy-morning = { $weekday } morning
plan-busy-afternoon = { $weekday } afternoon
plan-busy-evening = { $weekday } evening
plan-busy-hint = Afternoon is from noon to { $time }. Evening is after { $time }.
plan-week = My week
plan-week-team = What the plan takes each week
plan-week-of = The week of { $day }
plan-week-before = Previous week
plan-week-after = Next week
plan-week-empty = No one from the family is on this team yet.
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
plan-week-nothing = Nothing in the plan is scheduled this week.
plan-week-takes = Time it takes each week
plan-week-hours = Hours each week, such as 1.5
plan-week-trips = Round trips each week
plan-week-day = Is it always on the same day?
plan-week-no-day = No, on different days
plan-week-from = From
plan-week-to = To
plan-week-carry = How much I can do in a week
plan-week-carry-note = You know best how much fits in your week. Only your worker and their supervisor can see this.
plan-week-hours-most = The most hours a week for the plan
plan-week-trips-most = The most trips a week
plan-week-busy = Times you are busy
plan-week-busy-hint = Work, school, prayer, caring for someone: you do not have to say what. Leave a day blank if you are free.
plan-week-save = Save my week
plan-week-you-said = The most you said you can do in a week:
plan-week-they-said = The most they said they can do in a week:
plan-week-can-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
plan-week-can-trips = { $trips ->
    [one] { $trips } trip
   *[other] { $trips } trips
}
plan-week-over-mine = This week is more than you said you can do. Tell your worker. Together you can move things or take some off.
plan-week-over-theirs = This week is more than they said they can do.
plan-week-warn-hours = With this, hours in a week for { $name }: { $hours }. The most they said: { $most }.
plan-week-warn-trips = With this, trips in a week for { $name }: { $trips }. The most they said: { $most }.
plan-week-warn-busy = { $name } is busy at that time: { $when }.
plan-week-warn-clash = The plan already has something for { $name } at that time: { $when }.
plan-week-all-the-same = I talked about it with them. Save it anyway.
plan-print-pdf = Open as a PDF
plan-written-by = Written by
plan-worried = What people are worried about, in plain, kind words
plan-safe-when = What would make it safe:
plan-so-far = Done so far:
plan-keeps = Who is in charge of this:

## Overview and its parts
plan-read-more = Read more
plan-words-all = All words and strengths
plan-step-open = See this step
plan-parts = Parts of the plan
plan-parts-more = More about the plan
plan-goals-count = { $count ->
    [one] { $count } goal
   *[other] { $count } goals
}
plan-goals-unanswered = { $count ->
    [one] { $count } without your answer
   *[other] { $count } without your answer
}
plan-needs-worries = Needs and worries
plan-closure-met = Done so far: { $done } of { $all }
plan-page-empty = When something is added here, it will show on this page.
plan-original-show = See the original words
plan-original-hide = See this page in { $language }
plan-not-translated = Some of this is not in { $language } yet. Open it to ask for it in your language.
## Answers in place
plan-kind-question = I have a question
plan-agree-of = What do you think of this goal? { $goal }
plan-step-of = How is this step going? { $step }
plan-say-more = You said: “{ $label }”. What you write here goes with it. If you choose something else, that takes its place.
plan-notice-said = You said: “{ $label }”.
plan-notice-seen = { $names } can read this. No one else can.
plan-notice-seen-by-no-one = No one else can read this yet. Your team will read it when someone joins.
plan-notice-seen-by-all = Everyone who can see this part of the plan can read this.
plan-notice-seen-in-plan = Everyone who can see the plan can read this.
plan-notice-step-seen = { $names } can see this now. So can everyone else who can see this step.
plan-notice-step-seen-by-all = Everyone who can see this step can see this now.
plan-notice-undo = Undo
plan-notice-more = Add words, or choose who reads it
plan-notice-withdrawn = We took it back. No one can see it anymore.
plan-notice-withdrawn-next = You can choose again, or leave it as it is.
plan-notice-withdrawn-step = You can say again how it is going, or leave it as it is.
plan-notice-answered = Your team has answered this already, so it stays. You can read the answer here.
plan-notice-answer-sent = Your answer is sent. Everyone who could read the comment can read it.
plan-notice-own-saved = Your words are saved. They are in the plan now.
plan-notice-own-removed = Your words are removed. No one else can read them now.
plan-notice-own-back = Restore my words
plan-notice-item-saved = Your draft is saved. The family will see it after you publish it.
plan-notice-item-removed = This was removed from your draft. The family will still see it until you publish.
plan-notice-item-back = Look at it, or restore it
plan-notice-rating-saved = Your answer is saved. You can change it here.
plan-notice-review-saved = The review is saved. Everyone can now say how it is going.
plan-notice-week-saved = Your week is saved. Your worker and their supervisor can see it, and no one else.
plan-notice-published = The plan is published. The family and the team can read this version now.
plan-own-taken-out = You removed these words. No one else can read them. Save them to restore them.
plan-own-removed = Words you removed

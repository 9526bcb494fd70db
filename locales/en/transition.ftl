### A young person’s own transition plan.

## base
transition-title = { $name }’s plan
transition-part-housing = A place to live
transition-part-health = Health
transition-part-education = School and training
transition-part-support = People and programs that help me
transition-part-work = Work
transition-part-money = Money
transition-part-transport = Getting around
transition-part-relationships = Friends and relationships
transition-part-culture = Culture and who I am
transition-part-legal = Legal things
transition-part-documents = My documents
transition-part-people = My people
transition-part-budget = My budget
transition-part-skills = Life skills
transition-release-is-required = Shared because the law says so
transition-release-is-private = Only you
transition-release-is-named = People you chose
transition-release-is-team = Your team
transition-release-open = Who sees this
transition-release-line-required = The law asks for this part. Your worker, their supervisor, and a tribal representative can read it. No one else.
transition-release-line-private = Only you can see this.
transition-release-line-named = You and { $names } can see this. No one else.
transition-release-line-named-required = You and { $names } can see this. The law asks for this part, so your worker, their supervisor, and a tribal representative can too.
transition-release-line-team = The adults on your team can see this.
transition-open = My transition plan
transition-save = Save
transition-today = Today
transition-next-people = Think of one adult you can count on. You can write their name down here.
transition-next-people-open = Open my people
transition-next-skills = Pick one thing you want to learn before you live on your own.
transition-next-skills-open = Pick a skill
transition-next-documents = Check which papers you have and which ones are missing. You will need them at 18.
transition-next-documents-open = Check my documents
transition-next-stay = You may be able to stay in care after 18. Ask your worker about it now, while there is time.
transition-next-stay-open = Write to my worker
transition-next-ninety-days = { $days ->
    [one] Care ends in { $days } day. Check that you have all of your documents.
   *[other] Care ends in { $days } days. Check that you have all of your documents.
}
transition-next-after = What you wrote is still here. Until 21, you can ask to come back into care.
transition-next-keep = What you wrote is still here, and it stays yours.
transition-road = What comes when
transition-road-past = already here
transition-road-next = next
transition-road-details = What changes each time
transition-stop-fourteen = 14
transition-stop-sixteen = 16
transition-stop-seventeen-half = 17½
transition-stop-ninety-days = 90 days before care ends
transition-stop-eighteen = 18
transition-stop-care-ends = Care ends
transition-stop-twenty-one = 21
transition-stop-twenty-three = 23
transition-change-fourteen = You have a say in your plan. You can pick two people for your team. You get a list of your rights.
transition-change-sixteen = The court can now choose a long-term plan with an adult who stays in your life.
transition-change-seventeen-half = You and your worker start the plan for leaving care.
transition-change-ninety-days = You and your worker make the plan for your next steps. You decide how much goes into it.
transition-change-eighteen = You are an adult. You decide about your health, your money, and your papers.
transition-change-care-ends = You hold all of your documents on this day.
transition-change-twenty-one = Staying in care and coming back end here. The NYTD survey asks you one last time.
transition-change-twenty-three = Help with living on your own ends here.
transition-doors = Parts of my plan
transition-doors-more = More parts
transition-law = Law: { $law }
transition-owed-to-you = What is due for you now
transition-owed = What is due now
transition-owed-none = Nothing is due today.
transition-duty-rights-list = The list of rights, explained and signed
transition-duty-independent-living-plan = A plan for learning to live on one’s own
transition-duty-credit-report = This year’s credit report
transition-duty-discharge-plan = The plan for leaving care is started
transition-duty-ask-to-stay = A talk about staying in care
transition-duty-ninety-day-plan = The 90-day plan
transition-duty-documents = All of the documents
transition-by-your-worker = Your worker does this.
transition-by-you-both = You and your worker do this together.
transition-by-agency = The agency does this.
transition-by-both = The agency and the young person do this together.
transition-due = Due: { $day }
transition-was-due = Last day: { $day }
transition-release-title = Who sees: { $part }
transition-release-choose = Who can see this part?
transition-release-people = If you choose people: who?
transition-release-others = People you do not check never see it.
transition-release-why = The law says that your plan has this part, so that the agency helps you with it. That is why a few people can read it, whatever you choose here. Your private note is for you alone.
transition-release-safety = If you write that you or another person is in danger, the people who read it have to act.
transition-release-saved = Saved. This counts from now on.
transition-release-undo = Undo
transition-release-take-back = Stop sharing now
transition-release-left = No longer on your team, so they cannot see this: { $names }
transition-release-no-team = You are not on a team now, so there is no one new to share this with. You can still stop sharing.
transition-release-history = Who could see this, and when
transition-release-moment = { $day }, { $time }
transition-release-from = since { $from }
transition-release-from-until = { $from } to { $until }
transition-release-at-first = Before that: { $release }
transition-note-open = My private note
transition-note-title = Private note: { $part }
transition-note-intro = Only you can see this note. It is never shared with anyone.
transition-note-words = My note
transition-note-saved = Saved. Only you can see it.
transition-note-stored = What is saved now
transition-youths-title = Transition plans of young people
transition-youths-empty = Nothing is shared with you now.
transition-adult-intro = This is their own plan. You see what they share with you, and what the law asks you to read. They can change this at any time.
transition-adult-empty = Nothing is written here yet.
transition-adult-required = Required
transition-dates-open = Change the dates
transition-dates-title = Dates of { $name }
transition-dates-born = Birth date: { $day }. If it is wrong, it is corrected in the agency’s records.
transition-dates-care = In care since
transition-dates-discharge = Day when care is expected to end
transition-dates-discharge-hint = When this changes, enter the new day. The old one stays in the history.
transition-dates-order = Day when an order or agreement after 18 ends
transition-dates-order-hint = Leave this empty if there is none.
transition-dates-unknown = Not known
transition-dates-written = Written by: { $name } · { $day }
transition-dates-imported = From the agency’s records · { $day }
transition-dates-history = Earlier dates
transition-dates-saved = The dates are saved.

## areas
transition-areas-title = My whole plan
transition-question-now = Where I am now
transition-question-goal = Where I want to be
transition-area-whole = My whole plan
transition-area-steps = My steps
transition-area-empty = Nothing here yet.
transition-area-none = You have not started this part. Start anywhere you like.
transition-area-one-answer = You answered one of the two questions.
transition-area-both-answers = You answered both questions.
transition-area-step-count =
    { $count ->
        [one] You have one step.
       *[other] You have { $count } steps.
    }
transition-area-step-done =
    { $count ->
        [one] One is done.
       *[other] { $count } are done.
    }
transition-area-write = Write
transition-area-edit = Edit
transition-area-has-draft = Not saved yet
transition-area-add-step = Add a step
transition-area-words = In your own words
transition-area-ideas = Need a start? Tap one to add it. Then change the words as you like.
transition-area-save = Save and go on
transition-area-skip = Skip
transition-area-back = Back
transition-area-saved = Your words are saved.
transition-area-draft = These words are not in your plan yet. To put them in, tap “Save and go on”.
transition-area-draft-saved = We are keeping your words. To put them in your plan, tap “Save and go on”.
transition-area-draft-unsaved = We could not keep your words just now. We will try again.
transition-area-other = Words from another page or phone
transition-area-drop = I don’t need these words anymore
transition-step-new = A new step
transition-step-edit = Change this step
transition-step-words = What will you do?
transition-step-helper = Who helps you?
transition-step-helper-hint = Choose or type a name. You can leave this empty.
transition-step-due = By when? (you can leave this empty)
transition-step-done = This step is done
transition-step-save = Save this step
transition-step-remove = Take this step out
transition-step-saved = Your step is saved.
transition-step-go-on = See my steps
transition-step-removed = The step is out of your plan.
transition-step-restored = The step is back in your plan.
transition-step-is-done = This step is marked as done.
transition-step-is-open = This step is not done yet.
transition-step-mark-done = Mark as done
transition-step-mark-open = Not done yet
transition-step-tag-done = Done
transition-step-helps = Helps: { $name }
transition-step-by = By { $day }
transition-area-they-are = Where { $name } is now
transition-area-they-want = Where { $name } wants to be
transition-area-their-steps = Steps of { $name }
transition-idea-housing-now-1 = I live in a foster home.
transition-idea-housing-now-2 = I live with family.
transition-idea-housing-now-3 = I do not know where I will live after I leave care.
transition-idea-housing-goal-1 = I want to stay where I am now.
transition-idea-housing-goal-2 = I want my own apartment, alone or with a roommate.
transition-idea-housing-goal-3 = I want to live near my school or my job.
transition-idea-housing-step-1 = Find out what rent costs where I want to live.
transition-idea-housing-step-2 = Ask about help with rent for young people who leave care.
transition-idea-housing-step-3 = Visit a place and ask what I need to apply.
transition-idea-health-now-1 = I have a doctor I like.
transition-idea-health-now-2 = I take medicine, and someone helps me with it.
transition-idea-health-now-3 = I do not know what my insurance pays for.
transition-idea-health-goal-1 = I want to make my own appointments.
transition-idea-health-goal-2 = I want to keep my health insurance after I turn 18.
transition-idea-health-goal-3 = I want someone to talk to when things are hard.
transition-idea-health-step-1 = Find out which doctor and dentist I can go to.
transition-idea-health-step-2 = Write a list of my medicines and allergies.
transition-idea-health-step-3 = Ask how to keep my insurance until I am 26.
transition-idea-education-now-1 = I am in high school.
transition-idea-education-now-2 = I need more credits to graduate.
transition-idea-education-now-3 = School is hard for me right now.
transition-idea-education-goal-1 = I want to finish high school or get my GED.
transition-idea-education-goal-2 = I want to go to college or a technical college.
transition-idea-education-goal-3 = I want to learn a trade.
transition-idea-education-step-1 = Ask my counselor which credits I still need.
transition-idea-education-step-2 = Apply for money for college, such as the FAFSA.
transition-idea-education-step-3 = Visit a school I am thinking about.
transition-idea-support-now-1 = I have an adult I can call any time.
transition-idea-support-now-2 = A program or a mentor helps me.
transition-idea-support-now-3 = I do not have many people I can count on.
transition-idea-support-goal-1 = I want one adult who stays in my life.
transition-idea-support-goal-2 = I want to know who helps me after I turn 18.
transition-idea-support-goal-3 = I want to meet other young people who were in care.
transition-idea-support-step-1 = Ask an adult I trust to stay in touch.
transition-idea-support-step-2 = Find out about programs for young people who leave care.
transition-idea-support-step-3 = Save the numbers of three people I can call.
transition-idea-work-now-1 = I have a job.
transition-idea-work-now-2 = I have not had a job yet.
transition-idea-work-now-3 = I am looking for a job.
transition-idea-work-goal-1 = I want a job that fits with school.
transition-idea-work-goal-2 = I want to work full time.
transition-idea-work-goal-3 = I want to find out what I am good at.
transition-idea-work-step-1 = Write my resume with someone.
transition-idea-work-step-2 = Apply for three jobs.
transition-idea-work-step-3 = Ask someone to practice an interview with me.
transition-idea-money-now-1 = I have a bank account.
transition-idea-money-now-2 = I get some money, but I do not know where it goes.
transition-idea-money-now-3 = Someone else takes care of my money.
transition-idea-money-goal-1 = I want to save for my first apartment.
transition-idea-money-goal-2 = I want to pay my own bills.
transition-idea-money-goal-3 = I want to understand credit.
transition-idea-money-step-1 = Open a bank account.
transition-idea-money-step-2 = Write down what I spend for one month.
transition-idea-money-step-3 = Ask for my credit report.
transition-idea-transport-now-1 = I take the bus.
transition-idea-transport-now-2 = Someone drives me.
transition-idea-transport-now-3 = It is hard for me to get around.
transition-idea-transport-goal-1 = I want to get my driver license.
transition-idea-transport-goal-2 = I want to have my own car.
transition-idea-transport-goal-3 = I want to get to school and work on my own.
transition-idea-transport-step-1 = Sign up for driver education.
transition-idea-transport-step-2 = Find out how I get a bus pass.
transition-idea-transport-step-3 = Save for a car or a bike.
transition-idea-relationships-now-1 = I have friends I trust.
transition-idea-relationships-now-2 = I see my brothers and sisters.
transition-idea-relationships-now-3 = I feel alone a lot.
transition-idea-relationships-goal-1 = I want to see my family more.
transition-idea-relationships-goal-2 = I want friends who are good for me.
transition-idea-relationships-goal-3 = I want to feel safe with the person I date.
transition-idea-relationships-step-1 = Call someone I miss.
transition-idea-relationships-step-2 = Ask when I can visit my brothers and sisters.
transition-idea-relationships-step-3 = Join a club or a team.
transition-idea-culture-now-1 = I know where my family comes from.
transition-idea-culture-now-2 = I miss the food, the language, or the traditions I grew up with.
transition-idea-culture-now-3 = I am still finding out who I am.
transition-idea-culture-goal-1 = I want to learn more about my tribe or my culture.
transition-idea-culture-goal-2 = I want to go to ceremonies, services, or events that matter to me.
transition-idea-culture-goal-3 = I want people to use my name and my pronouns.
transition-idea-culture-step-1 = Talk with an older person from my family or my community.
transition-idea-culture-step-2 = Ask my tribe what it offers young people.
transition-idea-culture-step-3 = Find a group where I can be myself.
transition-idea-legal-now-1 = I have court dates.
transition-idea-legal-now-2 = I have tickets or fines.
transition-idea-legal-now-3 = I do not understand what happens in court.
transition-idea-legal-goal-1 = I want to know my rights.
transition-idea-legal-goal-2 = I want to find out if a court record can be sealed.
transition-idea-legal-goal-3 = I want all my papers in order.
transition-idea-legal-step-1 = Write down my questions for my lawyer.
transition-idea-legal-step-2 = Ask who can help me with tickets or fines.
transition-idea-legal-step-3 = Find out what changes for me when I turn 18.

## documents

## people

## money

## rights

## ninety-days

## worker

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

## documents

## people

## money

## rights

## ninety-days

## worker

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

## areas

## documents

## people
transition-people-intro = These are adults who will be there for you, now and after you leave care. You ask for one thing. You both choose the words.
transition-people-none = No one is here yet. Who do you call when something good happens, or something hard?
transition-people-add = Ask an adult
transition-people-add-note = A person on your team gets your question here and can say yes, suggest other words, or say no. They see this question and nothing else of your plan. Someone who is not on your team: ask them yourself, and write down what they said.
transition-people-added = Saved. You find the answer on this page.
transition-people-over = Ended
transition-people-back = Back to my plan
transition-people-back-people = Back to my people
transition-people-back-list = Back to the list
transition-people-between = You and { $name }
transition-people-picks = They help with your plan and come to meetings about it.
transition-people-pick-refused = Your worker said no and wrote down why.
transition-people-who = Who?
transition-people-other = Someone who is not on this list
transition-people-name = Their name
transition-people-name-hint = Only if they are not on the list.
transition-people-said-on = The day they said yes
transition-people-said-on-hint = Only for someone who is not on the list. Today or earlier. Leave it empty until you have asked.
transition-people-what = What it is about
transition-people-words = In words
transition-people-words-own = In your own words (you can leave this empty if you chose from the list)
transition-people-touch = Keeping in touch
transition-people-way = How will you keep in touch?
transition-people-rhythm = How often?
transition-people-ask = Ask
transition-people-kind-holidays = A place to go on holidays
transition-people-kind-night-call = Someone to call at night
transition-people-kind-stay = A place to sleep for a few nights
transition-people-kind-meal = A meal together
transition-people-kind-ride = A ride to work or school
transition-people-kind-moving = Help with moving
transition-people-kind-advice = Someone to ask about money and papers
transition-people-kind-job = Help with finding or keeping a job
transition-people-kind-come-along = Someone who comes along, like to a doctor
transition-people-kind-listen = Someone who listens
transition-people-kind-own = Something else
transition-people-way-text = Text messages
transition-people-way-call = Phone calls
transition-people-way-video = Video calls
transition-people-way-visit = Visits
transition-people-rhythm-week = Every week
transition-people-rhythm-two-weeks = Every two weeks
transition-people-rhythm-month = Every month
transition-people-rhythm-holidays = On holidays
transition-people-rhythm-when-needed = When it is needed
transition-people-is-open = When { $name } says yes, write down the day.
transition-people-is-asked = You asked { $name }. There is no answer yet.
transition-people-is-silent = You asked { $name }. There is no answer yet. People are often slow to look here. It does not mean no.
transition-people-is-suggested = { $name } wants to do this in other words. You choose: say yes to these words, or keep yours.
transition-people-is-yes = { $name } said yes.
transition-people-is-no = { $name } cannot do this right now. It was good to ask.
transition-people-is-taken-back = { $name } cannot do this anymore.
transition-people-is-ended = You ended this with { $name }.
transition-people-next = You could ask for something smaller, ask another person, or talk it over with someone you trust.
transition-people-left = This person is no longer on your team. They see nothing else of your plan, and nothing new. What they said stays here for you. If you end it, it is gone from their page too. Not sure if it is OK to stay in touch? Ask someone you trust on your team.
transition-people-agree = Say yes to these words
transition-people-keep = Keep my words, or change them
transition-people-change = Change the words and ask again
transition-people-again = Ask again
transition-people-note-yes = Write down the yes
transition-people-end = End this
transition-people-end-note = You can end this whenever you want. You do not have to say why.
transition-people-end-now = Yes, end it
transition-people-asked = Saved. Your question is there.
transition-people-suggested = Your words were sent. The answer comes on this page.
transition-people-agreed = You both said yes. Thank you.
transition-people-told = Saved. Thank you for saying so.
transition-people-noted = Saved. That is good news.
transition-people-ended = This has ended.
transition-people-reason = Why? (you can leave this empty)
transition-people-reason-is = They wrote:
transition-people-earlier = What came before
transition-people-did-ask = { $name } asked
transition-people-did-suggest = { $name } suggested other words
transition-people-did-accept = { $name } said yes
transition-people-did-decline = { $name } could not do it
transition-people-did-withdraw = { $name } could not do it anymore
transition-people-did-note = { $name } wrote down a yes
transition-people-did-end = { $name } ended it
transition-people-tag-you = You
transition-people-tag-waiting = No answer yet
transition-people-tag-yes = Yes
transition-people-tag-no = Not right now
transition-people-tag-ended = Ended
transition-people-tag-left = No longer on your team
transition-people-for-title = What young people asked you for
transition-people-for-none = Nothing here. When a young person asks you for something, it is here.
transition-people-for-note = This is between the two of you. You see nothing else of this plan here. Say yes only to what you can keep. A no now is better than a broken promise later.
transition-people-for-asked = { $name } asks you for this.
transition-people-for-suggested = You suggested other words to { $name }. You both have to choose the words, so you wait for an answer now.
transition-people-for-yes = You and { $name } both said yes to this.
transition-people-for-no = You told { $name } that you cannot do this right now.
transition-people-for-taken-back = You told { $name } that you cannot do this anymore.
transition-people-for-ended = { $name } ended this. Thank you for being there.
transition-people-for-left = You are no longer on this team, so nothing new comes here. This is what you said yes to.
transition-people-accept = Yes, I will do this
transition-people-suggest = Yes, but in other words
transition-people-suggest-now = Suggest these words
transition-people-decline = I cannot do this right now
transition-people-decline-now = Say that I cannot
transition-people-withdraw = I cannot do this anymore
transition-people-withdraw-now = Say that I cannot anymore
transition-people-shown-none = No one has said yes to anything yet.
transition-people-shown-left = No longer on the team
transition-say-title = My say in meetings
transition-say-open = Get ready for a meeting
transition-say-intro = It is your meeting. Say what you want said, how you want to say it, and who should not be there.
transition-say-none = No meeting is planned right now. When one is, it is here.
transition-say-ready = Ready
transition-say-back = Back to my meetings
transition-say-words = What I want said
transition-say-way = How do you want to say it?
transition-say-way-hint = Your workers read this, so that they can make room for it.
transition-say-way-speak = I speak
transition-say-way-write = Someone reads my words
transition-say-way-voice = I send a voice message
transition-say-save = Save
transition-say-saved = Saved. You can change it until the meeting starts.
transition-say-voice-note = Record it in a conversation with your worker, and say which meeting it is for.
transition-say-record = Write to { $name }
transition-say-without = Who should not be there
transition-say-without-note = Your workers read this, so that they can plan for it. The person you name never sees it, not even a worker. About a worker, a supervisor who comes to the meeting can read it, too. Your workers cannot always promise it, but they will talk with you about it.
transition-say-without-add = Name someone
transition-say-without-who = Who should not be there?
transition-say-name-hint = Only if they are not on the list. All your workers read a name that you write here.
transition-say-without-why = Why, or what would help? (you can leave this empty)
transition-say-without-save = Tell my workers
transition-say-without-saved = Saved. Your workers can read it now.
transition-say-without-end = Take this back
transition-say-without-ended = Taken back. Your workers do not see it anymore.
transition-say-for-title = What the young person wants
transition-say-for-way = { $name }: { $way }
transition-say-for-without = { $name } does not want { $person } to be there.
transition-say-for-private = Do not tell the person who is named.
transition-say-without-worker = Is it about the only worker you have? Then no one would read it here. Tell their supervisor instead.

## money

## rights

## ninety-days

## worker

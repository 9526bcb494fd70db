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

## money

## rights

## ninety-days

## worker

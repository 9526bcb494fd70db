### Who viewed our record.
sharing-title = Who viewed our record
sharing-body = Each time someone outside your family opens your record, we list it here. No one can delete a line.
sharing-empty = No one has viewed it yet. When someone does, you will see it here.
sharing-empty-before = There is nothing earlier.
# Before a choice of people: everyone, or one person.
sharing-filter = Show
sharing-filter-all = Everyone
sharing-what-home = Opened your family’s home page
sharing-what-plan = Read the plan
sharing-what-calendar = Viewed the calendar
sharing-what-team = Read the team list
sharing-what-tribe = Read about the children’s ties to a tribe
sharing-what-transition = Read what a young person shared of their own plan
sharing-what-thread = Read your messages
sharing-what-text = Read one text to translate it
sharing-what-sharing = Viewed this list
# $first and $last are times of a day, such as “9:59 am”.
sharing-times = Between { $first } and { $last }
# Under a name: who this person is for the family, and why they may read its record.
sharing-why-worker = Your caseworker: plans with your family and answers you
sharing-why-supervisor = Supervisor: checks the agency’s work with your family
sharing-why-mentor = Your parent partner: supports you
sharing-why-mentor-coordinator = Parent partner coordinator: reads only conversations they are in
sharing-why-caregiver = Caregiver: takes care of a child in your family
sharing-why-tribal-representative = Tribal representative: speaks for the tribe about the children
sharing-why-interpreter = Interpreter: reads only what someone asked to have interpreted
sharing-wrong = See a name you did not expect? Call us and ask why.

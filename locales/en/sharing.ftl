### Who looked at our record.
sharing-title = Who looked at our record
sharing-body = Each time someone outside your family opens your record, it is written down here. Nobody can delete a line.
sharing-empty = Nobody has looked yet. When someone does, you will see it here.
sharing-what-home = Opened your family’s first page
sharing-what-plan = Read the plan
sharing-what-thread = Opened your conversation
sharing-what-sharing = Looked at this list
sharing-wrong = Does a name surprise you? Call us and ask why.

### Daim hnub: cov hnub teem tseg ntawm ib tsev neeg, thiab yam yuav tsum paub ua ntej.
calendar-title = Cov hnub teem tseg
# A link on the first page, to all dates.
calendar-open = Saib tag nrho cov hnub teem tseg
calendar-back = Rov qab mus rau cov hnub teem tseg
calendar-this-week = Lub lim tiam no
calendar-next-week = Lub lim tiam tom ntej
calendar-week-of = Lub lim tiam ntawm { $day }
# $names is a list of people who are invited, too.
calendar-with = Nrog { $names }
calendar-later = Saib cov hnub tom qab
calendar-earlier = Saib cov hnub ua ntej
calendar-coming = Saib cov hnub yuav los
calendar-earlier-title = Cov hnub dhau los
calendar-earlier-empty = Tsis muaj hnub ua ntej no.
calendar-over = Hnub no dhau lawm.
calendar-where = Qhov chaw
calendar-video = Los ntawm video
calendar-join = Koom lub rooj sib tham hauv video
calendar-length = Ntev npaum li cas
calendar-hours = { $hours ->
   *[other] { $hours } teev
}
calendar-minutes = { $minutes ->
   *[other] { $minutes } feeb
}
calendar-people = Cov neeg raug caw
calendar-topic-bring = Yam yuav tsum nqa
calendar-topic-way = Yuav mus txog li cas
calendar-topic-after = Tom qab ntawd yuav ua li cas

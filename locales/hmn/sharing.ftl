### Leej twg saib peb cov ntaub ntawv.
sharing-title = Leej twg saib peb cov ntaub ntawv
sharing-body = Txhua zaus uas ib tug neeg sab nraud koj tsev neeg qhib koj cov ntaub ntawv, yuav sau cia ntawm no. Tsis muaj leej twg lwv tau ib kab.
sharing-empty = Tseem tsis muaj leej twg saib. Thaum muaj neeg saib, koj yuav pom ntawm no.
sharing-what-home = Qhib koj tsev neeg thawj nplooj
sharing-what-plan = Nyeem lub tswv yim
sharing-what-thread = Qhib koj qhov kev sib tham
sharing-what-sharing = Saib daim ntawv teev no
sharing-wrong = Puas muaj lub npe ua rau koj xav tsis thoob? Hu rau peb nug vim li cas.

### Yam uas tsis haum hauv cov npe loj.
more-title = Ntxiv

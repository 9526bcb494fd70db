### What the navigation bar has no place for.
more-title = More

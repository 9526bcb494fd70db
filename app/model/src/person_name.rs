//! How a person is called by their first name.

/// Words with which a first name of two words begins, as "Abd" in "Abd al-Rahman". Alone they would
/// be no name.
const COMPOUND_BEGINNINGS: [&str; 12] = [
    "abd", "abdul", "abdel", "abu", "umm", "um", "عبد", "أبو", "ابو", "أم", "ام", "آل",
];

/// The name by which a family calls a person, and by which the portal greets them: the name they
/// chose, in full, else the first name of `name`. The whole name where its first word is no name,
/// such as an initial or "Dr.".
pub fn first_name(name: &str, chosen: Option<&str>) -> String {
    if let Some(chosen) = chosen.map(str::trim).filter(|chosen| !chosen.is_empty()) {
        return chosen.to_owned();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let count = match words.first() {
        Some(first) if first.chars().count() < 2 || first.ends_with('.') => words.len(),
        Some(first) if COMPOUND_BEGINNINGS.contains(&first.to_lowercase().as_str()) => 2,
        _ => 1,
    };
    words.into_iter().take(count).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_name_is_kept_whole() {
        assert_eq!(first_name("Jamie Riley", Some("Jay")), "Jay");
        assert_eq!(first_name("Mary Hill", Some("Mary Ann")), "Mary Ann");
        assert_eq!(first_name("Jamie Riley", Some(" ")), "Jamie");
    }

    #[test]
    fn a_first_name_is_a_name() {
        for (name, first) in [
            ("María Luna", "María"),
            ("  Rosa  Jiménez ", "Rosa"),
            ("Rosa", "Rosa"),
            ("مريم حداد", "مريم"),
            // "عبد" alone means "servant".
            ("عبد الرحمن حداد", "عبد الرحمن"),
            ("Abdul  Rahman Said", "Abdul Rahman"),
            ("Abdul", "Abdul"),
            ("J. Luna", "J. Luna"),
            ("Dr. Ann Hall", "Dr. Ann Hall"),
            ("A Luna", "A Luna"),
            ("", ""),
        ] {
            assert_eq!(first_name(name, None), first, "{name:?}");
        }
    }
}

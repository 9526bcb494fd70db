//! Words that sound like danger. Whoever writes them is offered somebody to talk to before they are sent, and nobody else
//! learns of it: the look happens here and is kept nowhere.

/// Phrases of every language at once, one a line: people mix languages, most of all when they are afraid.
const PHRASES: [&str; 4] = [
    include_str!("../../../locales/en/danger.txt"),
    include_str!("../../../locales/es/danger.txt"),
    include_str!("../../../locales/hmn/danger.txt"),
    include_str!("../../../locales/ar/danger.txt"),
];

/// Letters only, small, with one space between words and one at both ends, so that whole words are compared.
fn plain(words: &str) -> String {
    let mut out = String::from(" ");
    for word in words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty()) {
        out.push_str(&word.replace('’', "'").to_lowercase());
        out.push(' ');
    }
    out
}

/// Whether these words sound like danger to the writer or to somebody else.
pub fn sounds(words: &str) -> bool {
    let words = plain(words);
    PHRASES.iter().flat_map(|list| list.lines()).filter(|line| !line.is_empty() && !line.starts_with('#')).any(|phrase| words.contains(&plain(phrase)))
}

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn fear_is_heard_in_every_language() {
        for words in [
            "I want to KILL myself.",
            "he hit me again last night",
            "Quiero morirme",
            "me quiere matar",
            "Kuv xav tuag",
            "أريد أن أموت",
            "I don’t feel safe at home",
        ] {
            assert!(sounds(words), "{words}");
        }
    }

    #[test]
    fn plain_days_are_not() {
        for words in [
            "The visit went well, he killed it on the piano",
            "Can we meet on Tuesday?",
            "Gracias por su ayuda",
            "Ua tsaug ntau",
            "شكرا لك",
            "The kids hit the ball",
        ] {
            assert!(!sounds(words), "{words}");
        }
    }
}

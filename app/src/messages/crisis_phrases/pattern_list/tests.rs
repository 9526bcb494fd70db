//! Tests of `pattern_list`.

use model::language::Language;

use super::{PatternList, split_sentences};

fn list_matches(lines: &str, words: &str) -> bool {
    let list = PatternList::new(Language::En, lines);
    assert_eq!(list.invalid_lines, Vec::<String>::new());
    list.has_danger(&split_sentences(words))
}

#[test]
fn whole_words_are_compared_and_stems_go_on() {
    assert!(list_matches("hit me", "He HIT me!"));
    // Longer words, and words on both sides of the end of a sentence, are no match.
    assert!(!list_matches("hit me", "he hit men"));
    assert!(!list_matches("hit me", "white me"));
    assert!(!list_matches("hit me", "He hit. Me too."));
    assert!(list_matches("threat*", "his threatening words"));
    assert!(list_matches("threat*", "a threat"));
    assert!(!list_matches("threat*", "three"));
}

#[test]
fn alternatives_may_be_of_several_words_and_have_a_name() {
    for words in ["she hit my son", "he hit me", "dad hit me"] {
        assert!(list_matches("he|she|dad hit me|my_son", words), "{words}");
    }
    // Both words of `my_son` are needed.
    assert!(!list_matches("he|she hit me|my_son", "she hit my arm"));
    let named = "@kin = my_son|me\n@kin = us\nhit @kin";
    assert!(list_matches(named, "hit us") && list_matches(named, "hit my son"));
}

#[test]
fn a_word_may_be_left_out_and_others_may_stand_between() {
    assert!(
        list_matches("take my own? life", "take my life")
            && list_matches("take my own? life", "take my own life")
    );
    assert!(
        list_matches("hands .. neck", "hands neck")
            && list_matches("hands .. neck", "hands around my neck")
    );
    assert!(!list_matches(
        "hands .. neck",
        "hands were all around my neck"
    ));
    assert!(list_matches(
        "hands ... neck",
        "hands were all around my neck"
    ));
    // A gap does not reach into the next sentence.
    assert!(!list_matches("hands ... neck", "clean hands. my neck"));
}

#[test]
fn words_written_together_are_found() {
    for words in ["tua kuv tus kheej", "tua kuvtuskheej", "tuakuv tuskheej"] {
        assert!(list_matches("tua kuv tus_kheej", words), "{words}");
    }
    // No match inside another word, nor of a word whose letters a stem has already consumed.
    assert!(!list_matches("the rapist", "atherapist"));
    assert!(!list_matches("kill* me", "killtime"));
}

#[test]
fn what_is_typed_is_read_as_the_long_form() {
    let list = "~ i_am = im\n~ do_not = dont\ni am not safe\ndon't hit";
    for words in [
        "I'm not safe",
        "im not safe",
        "I am not safe",
        "do not hit",
        "dont hit",
    ] {
        assert!(list_matches(list, words), "{words}");
    }
}

#[test]
fn everyday_words_explain_only_what_they_cover() {
    let list = "cut* myself\n! cut* .. shaving";
    assert!(list_matches(list, "I cut myself"));
    assert!(!list_matches(list, "I cut myself shaving"));
    assert!(list_matches(
        list,
        "I cut myself shaving. I want to cut myself"
    ));
}

#[test]
fn arabic_is_found_behind_what_is_joined_to_its_front() {
    let list = PatternList::new(Language::Ar, "يضربني\nالانتحار|انتحار");
    for words in [
        "بيضربني",
        "وهو يضربُني",
        "هيضربني",
        "أفكّر بالإنتحار",
        "للانتحار",
    ] {
        assert!(list.has_danger(&split_sentences(words)), "{words}");
    }
    assert!(!list.has_danger(&split_sentences("اضرب")));
}

#[test]
fn a_line_that_means_nothing_is_reported() {
    for line in [
        "hit @nobody",
        ".. me",
        "hit ..",
        "my?",
        "~ im",
        "~ i_am = i m_b c|d",
    ] {
        assert_eq!(
            PatternList::new(Language::En, line).invalid_lines,
            [line],
            "{line}"
        );
    }
}

/// A search that backtracked through every way to fill the gaps would not finish.
#[test]
fn adversarial_text_is_searched_in_bounded_time() {
    let list = PatternList::new(
        Language::En,
        "a ... a ... a ... b\na .. a .. a .. a .. b\n! a ... a ... a ... c",
    );
    assert!(!list.has_danger(&split_sentences(&"a a a ".repeat(3_300))));
}

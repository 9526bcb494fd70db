//! How to say a name in a list, as its owner wrote it. A reader may not know its letters.

use leptos::prelude::*;

use super::link_list::shorten_for_row;

/// The name of one person, and beside it how to say it where its owner has written that. In the
/// title of a row it adds no line (`ui.css`). `name` may begin with other content, such as
/// initials.
pub fn spoken_name(name: AnyView, pronunciation: Option<&str>) -> AnyView {
    let Some(said) = pronunciation else {
        return name;
    };
    view! {
        <span class="named-person">
            <span>{name}</span>
            " "
            <span class="spoken-name">"(" <bdi>{shorten_for_row(said)}</bdi> ")"</span>
        </span>
    }
    .into_any()
}

//! The list beside a page in a wide window: the other conversations or families. Narrow windows do
//! not show it, and have a page of their own for it.

use leptos::prelude::*;

/// The list, before the page itself in the document, so that the link that skips the navigation
/// skips it too.
#[derive(Debug, Clone, Default)]
pub struct SideList {
    /// Its name for screen readers.
    pub label: String,
    pub links: Vec<SideLink>,
    /// Address and name of the page with all of them, where these are not all.
    pub all: Option<(&'static str, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct SideLink {
    pub href: String,
    pub title: String,
    pub small: String,
    /// The number of unread messages in words; none without any.
    pub unread: Option<String>,
    /// The value of `aria-current`, for the one that is open.
    pub current: Option<&'static str>,
}

pub(super) fn side_list_view(list: SideList) -> AnyView {
    let links = list.links.into_iter().map(link_view).collect_view();
    let all = list.all.map(|(href, label)| {
        view! {
            <p>
                <a href=href>{label}</a>
            </p>
        }
    });
    // `role`, because WebKit does not expose a list without markers as a list.
    view! {
        <nav class="side-list" aria-label=list.label>
            <ul role="list">{links}</ul>
            {all}
        </nav>
    }
    .into_any()
}

fn link_view(link: SideLink) -> AnyView {
    let unread = link
        .unread
        .map(|label| view! { <span class="tag attention">{label}</span> });
    let small = (!link.small.is_empty()).then(|| view! { <small>{link.small}</small> });
    view! {
        <li>
            <a href=link.href aria-current=link.current>
                <span>{link.title}</span>
                {unread}
                {small}
            </a>
        </li>
    }
    .into_any()
}

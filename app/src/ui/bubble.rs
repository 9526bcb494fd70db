//! A message in a conversation.

use leptos::prelude::*;

/// What a bubble shows.
pub struct Bubble {
    pub mine: bool,
    pub new: bool,
    pub id: String,
    pub language: String,
    pub body: String,
    pub meta: String,
}

impl Bubble {
    pub fn view(self) -> AnyView {
        let class = if self.mine { "bubble mine" } else { "bubble" };
        let dir = model::language::direction(&self.language);
        view! {
            <li class=class class:new=self.new id=self.id>
                <p lang=self.language dir=dir>{self.body}</p>
                <div class="meta">{self.meta}</div>
            </li>
        }
        .into_any()
    }
}

//! What waits for an interpreter, in all families: how much, and for how long. Without words and
//! names.

use leptos::prelude::*;
use model::calendar::days_until;
use store::Actor;
use store::translations::InterpreterQueue;

use crate::i18n::Localizer;
use crate::paths;

/// The way to the queue, the number of requests in it, and the age of the first one.
pub fn queue_section(text: Localizer, actor: &Actor, queue: &InterpreterQueue) -> AnyView {
    let waiting = match queue.oldest_day(&actor.zone) {
        Some(day) => {
            let count = i64::try_from(queue.count()).unwrap_or(i64::MAX);
            let days = days_until(day, actor.today);
            format!(
                "{} {}",
                text.format("home-queue", &[("count", count.into())]),
                text.format("home-queue-oldest", &[("days", days.into())]),
            )
        }
        None => text.get("messages-queue-empty"),
    };
    view! {
        <p>
            <a class="btn" href=paths::INTERPRETATION_QUEUE>
                {text.get("messages-queue-title")}
            </a>
        </p>
        <p class="muted">{waiting}</p>
    }
    .into_any()
}

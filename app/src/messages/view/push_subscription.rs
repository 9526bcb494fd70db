//! Push notifications in the browser: subscribing, and unsubscribing everywhere.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::DeviceUse;

use crate::messages::forms::notification_preferences::{SubscribeBrowser, UnsubscribeBrowsers};
use crate::page::form::button_form;
use crate::request::context::RequestContext;

/// iOS allows push notifications only for sites on the home screen, and never offers to add one.
fn iphone_instructions(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    view! {
        <details class="disclosure">
            <summary>{text.get("messages-notify-iphone")}</summary>
            <ol>
                <li>{text.get("messages-notify-iphone-1")}</li>
                <li>{text.get("messages-notify-iphone-2")}</li>
                <li>
                    {text
                        .format(
                            "messages-notify-iphone-3",
                            &[("button", text.get("messages-notify-browser-on").into())],
                        )}
                </li>
            </ol>
        </details>
    }
    .into_any()
}

/// Push notifications in this browser. `push_subscribe.js` reveals the section if the browser
/// supports them.
pub fn push_subscription_section(context: &RequestContext, count: usize) -> AnyView {
    let text = context.localizer();
    // Without the key a browser cannot subscribe.
    let Some(key) = context.config.notification_channels.push.clone() else {
        return ().into_any();
    };
    // Outside the section, which is hidden without JavaScript: unsubscribing must always work. So
    // are the instructions for iPhones, where Safari has push only for a site on the home screen.
    let forget = (count > 0).then(|| {
        view! {
            <p>
                {text
                    .format(
                        "messages-notify-browsers",
                        &[("count", i64::try_from(count).unwrap_or(0).into())],
                    )}
            </p>
            {button_form(
                UnsubscribeBrowsers::PATH,
                Vec::new(),
                "btn secondary",
                text.get("messages-notify-browsers-off"),
            )}
        }
    });
    // The next person would see the notification.
    if context.device_use == Some(DeviceUse::Shared) {
        return view! {
            <p class="muted">{text.get("messages-notify-shared")}</p>
            {forget}
        }
        .into_any();
    }
    view! {
        <section
            id="push"
            hidden
            data-key=key
            data-no=text.get("messages-notify-browser-no")
            aria-labelledby="push-title"
        >
            <h2 id="push-title">{text.get("messages-notify-browser")}</h2>
            <p>{text.get("messages-notify-browser-until")}</p>
            <form method="post" action=SubscribeBrowser::PATH>
                <input type="hidden" name="endpoint" value="" />
                <input type="hidden" name="key" value="" />
                <input type="hidden" name="secret" value="" />
                <button class="btn secondary">{text.get("messages-notify-browser-on")}</button>
            </form>
            <p role="status"></p>
        </section>
        {iphone_instructions(context)}
        {forget}
    }
    .into_any()
}

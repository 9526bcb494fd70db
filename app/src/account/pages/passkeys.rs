//! `/account/passkeys`: one's own passkeys, making one and removing them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::account::{DeviceUse, MAX_PASSKEYS};
use store::authentication::passkeys::{OwnPasskey, list_own_passkeys};
use store::{Actor, Intent};

use super::own::account_link;
use crate::account::passkey::PasskeyAct;
use crate::account::passkey_forms::{AddPasskey, BeginPasskey, RemovePasskey};
use crate::account::session::client_device;
use crate::account::view::device::{device_name, relative_day_and_time};
use crate::account::view::passkey::passkey_fields;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, PageScript, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::banner::info_notice;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;
use crate::ui::link_list::{ListRow, link_list};

/// `/account/passkeys`
#[component]
pub fn PasskeysPage() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let state = context.stored_form(AddPasskey::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let passkeys = list_own_passkeys(&mut tx).await?;
        drop(tx);
        let offer = new_passkey(&context, passkeys.len()).await?;
        let has_challenge = matches!(offer, Offer::Make(_));
        let typed = state.as_ref().map(|state| state.field_value("name"));
        // Not beside a new challenge: the error is of the one before.
        let refused = state.filter(|_| !has_challenge);
        let body = view! {
            {account_link(text)}
            <h1>{text.get("account-passkeys-title")}</h1>
            {error_summary(text, refused.as_ref())}
            <p>{text.get("account-passkeys-body")}</p>
            {passkey_list(text, actor, &passkeys)}
            {offer.view(&context, typed)}
            <p>
                {text.get("account-passkeys-help")} " "
                <a href=paths::ACCOUNT_DEVICES>{text.get("account-devices-title")}</a>
            </p>
        };
        let layout = PageLayout {
            title: text.get("account-passkeys-title"),
            nav_item: NavItem::More,
            has_errors: is_rejected(refused.as_ref()),
            has_main_form: has_challenge,
            script: has_challenge.then_some(PageScript::Passkey),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// How a person may go on to a new passkey on this device.
enum Offer {
    /// With the button of the browser, whose options these are.
    Make(String),
    Begin,
    /// They have as many as a person may have.
    Full,
    /// Other people use this device, and could sign in with it.
    Shared,
    /// The portal has no passkeys, or the person is of the demo.
    Missing,
}

async fn new_passkey(context: &RequestContext, count: usize) -> Result<Offer, AppError> {
    if context.device_use == Some(DeviceUse::Shared) {
        return Ok(Offer::Shared);
    }
    if context.verifier_for_new_passkeys().await?.is_none() {
        return Ok(Offer::Missing);
    }
    if count >= MAX_PASSKEYS {
        return Ok(Offer::Full);
    }
    let options = context.passkey_options(PasskeyAct::Make).await?;
    Ok(options.map_or(Offer::Begin, Offer::Make))
}

impl Offer {
    /// `typed` is the name in a form that came back.
    fn view(self, context: &RequestContext, typed: Option<String>) -> AnyView {
        let text = context.localizer();
        match self {
            Self::Make(options) => {
                let name = InputField {
                    name: "name",
                    label: text.get("account-passkeys-name"),
                    hint: text.get("account-passkeys-name-hint"),
                    value: typed.unwrap_or_else(|| device_name(text, client_device())),
                    autocomplete: "off",
                    ..InputField::default()
                };
                let label = text.get("account-passkeys-make");
                let fields = passkey_fields(text, options, name.view(), label);
                view! {
                    {info_notice(text.get("account-passkeys-warning"))}
                    {page_form(context, AddPasskey::PATH, fields)}
                }
                .into_any()
            }
            Self::Begin => button_form(
                BeginPasskey::PATH,
                Vec::new(),
                "btn",
                text.get("account-passkeys-new"),
            ),
            Self::Full => info_notice(text.get("account-passkeys-full")),
            Self::Shared => info_notice(text.get("account-passkeys-shared")),
            Self::Missing => info_notice(text.get("account-passkeys-missing")),
        }
    }
}

fn passkey_list(text: Localizer, actor: &Actor, passkeys: &[OwnPasskey]) -> AnyView {
    if passkeys.is_empty() {
        return empty_state(text.get("account-passkeys-empty"), None);
    }
    let rows = passkeys
        .iter()
        .map(|passkey| {
            let name = passkey.name.clone();
            let small = match passkey.last_used {
                Some(at) => text.format(
                    "account-passkeys-last",
                    &[("moment", relative_day_and_time(text, actor, at).into())],
                ),
                None => text.get("account-passkeys-unused"),
            };
            let remove = button_form(
                RemovePasskey::PATH,
                vec![("passkey", passkey.id.to_string())],
                "btn neutral",
                text.get("account-passkeys-remove"),
            );
            ListRow {
                title: Some(view! { <bdi>{name}</bdi> }.into_any()),
                small,
                below: Some(remove),
                ..ListRow::default()
            }
        })
        .collect();
    link_list(rows)
}

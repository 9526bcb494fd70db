//! The forms that the tests in `forms.rs` leave out, with the reasons.

/// The forms that the walk does not have to find, because a page shows them only in a state that
/// the data does not have, or because only a script calls them. Every other form must be on a page.
pub(crate) const FORMS_NOT_LOOKED_FOR: [&str; 71] = [
    "/api/account/accept",
    // With the answer of a device, which a script sends, or buttons without a field.
    "/api/account/add-passkey",
    "/api/account/new-passkey",
    "/api/account/passkey",
    "/api/account/passkey-again",
    "/api/account/passkey-sign-in",
    "/api/account/remove-passkey",
    // No page links to them: they are asked for on the way to another.
    "/api/account/add-app",
    "/api/account/again",
    "/api/account/second-step",
    "/api/account/code",
    // Shown with an address, where the installation sends e-mail or text messages.
    "/api/account/confirm-contact",
    "/api/account/send-code",
    // Buttons without a field, which are shown with another device or something new.
    "/api/account/end-others",
    "/api/account/end-session",
    "/api/account/seen",
    // Buttons without a field.
    "/api/account/begin-app",
    "/api/account/exit-read",
    "/api/account/recovery-card",
    "/api/account/remove-app",
    // Of people on the team without an account, whom the data does not have.
    "/api/account/invite",
    "/api/account/invite-revoke",
    "/api/account/language",
    "/api/account/look-around",
    "/api/calendar/feed",
    "/api/calendar/feed-content",
    "/api/calendar/feed-off",
    "/api/calendar/held-out",
    // Shown without published notes, or for one decision of them.
    "/api/calendar/notes-due",
    "/api/calendar/observance-off",
    "/api/calendar/position",
    "/api/calendar/settle",
    // Shown to a caregiver only.
    "/api/calendar/visit-cancel",
    // Shown where a date of family time belongs to no plan.
    "/api/calendar/visit-link",
    "/api/calendar/words-out",
    "/api/messages/browser",
    "/api/messages/browsers-off",
    "/api/messages/claim-interpretation",
    "/api/messages/contact",
    "/api/messages/contact-out",
    "/api/messages/draft",
    "/api/messages/join",
    "/api/messages/leave",
    "/api/messages/machine",
    "/api/messages/newer",
    "/api/messages/post",
    "/api/messages/put-back",
    "/api/messages/receipts",
    "/api/plan/ask-translation",
    "/api/plan/withdraw",
    // Of a family with a youth.
    "/api/team/pick",
    "/api/team/pick-end",
    "/api/team/pick-refuse",
    "/api/team/tribe-withdraw",
    // Buttons without a field.
    "/api/transition/agree",
    "/api/transition/budget-remove",
    "/api/transition/credit-remove",
    // By a script; it has no button.
    "/api/transition/draft",
    "/api/transition/keep-plan",
    "/api/transition/proxy-wish",
    "/api/transition/right",
    "/api/transition/right-ask",
    "/api/transition/right-take-back",
    "/api/transition/rights-unsign",
    "/api/transition/say-without-end",
    "/api/transition/service-dispute",
    "/api/transition/service-remove",
    "/api/transition/skill",
    "/api/transition/stay-asked-remove",
    "/api/transition/step-done",
    "/api/transition/vault-remove",
];

/// Forms that accept every text of these tests, so that they are not refused.
pub(crate) const FORMS_NEVER_REFUSED: [&str; 13] = [
    // Without a text.
    "/api/account/window",
    "/api/calendar/held",
    "/api/messages/away",
    "/api/messages/begin",
    "/api/messages/interpret",
    "/api/messages/notify",
    "/api/messages/search",
    "/api/team/find",
    // The walk checks every box; `recovery.rs` leaves out the one without which it is refused.
    "/api/team/vouch",
    "/api/transition/dates",
    "/api/transition/document-promise",
    "/api/transition/release",
    "/api/transition/say",
];

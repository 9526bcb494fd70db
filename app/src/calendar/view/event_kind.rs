//! What an event is, in the words of the agency or of the portal.

use model::calendar::EventKind;
use store::events::EventSummary;

use crate::i18n::Localizer;

/// The name of a kind of event: `label`, which the agency has for it in the reader's language, else
/// the portal's own. Never a name in another language.
pub fn event_kind_name(text: Localizer, kind: EventKind, label: Option<&str>) -> String {
    label.map_or_else(|| text.get_value(kind), str::to_owned)
}

/// The name of the kind of an event.
pub fn event_name(text: Localizer, event: &EventSummary) -> String {
    event_kind_name(text, event.kind, event.kind_label.as_deref())
}

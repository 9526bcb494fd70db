//! Valid fields for the forms of the calendar, for `valid_forms`.

use super::route_ids::RouteIds;
use super::valid_forms::Fields;

pub(super) fn event_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/calendar/answer" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            ("answer", "change"),
            ("words", "a word"),
        ],
        "/api/calendar/need" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            ("need", "food"),
        ],
        "/api/calendar/need-answer" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            ("need", &ids.need),
            ("outcome", "confirmed"),
        ],
        "/api/calendar/add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("kind", "meeting"),
            ("day", "2026-12-14"),
            ("starts", "16:00"),
            ("about", "a word"),
        ],
        "/api/calendar/save" => &[
            ("family", &ids.family),
            ("event", &ids.added_event),
            // As it was added.
            ("revision", "0"),
            ("kind", "meeting"),
            ("day", "2026-12-15"),
            ("starts", "16:00"),
            ("about", "a word"),
        ],
        "/api/calendar/cancel" => &[
            ("family", &ids.family),
            ("event", &ids.added_event),
            ("act", "restore"),
        ],
        "/api/calendar/held" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("kind", "review_held"),
            ("child", &ids.child),
            ("day", "2026-11-02"),
        ],
        "/api/calendar/held-out" => &[
            ("family", &ids.family),
            ("date", &ids.held_date),
            ("act", "restore"),
        ],
        "/api/calendar/observance" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("name", "a word"),
            ("first_day", "2027-03-10"),
        ],
        "/api/calendar/observance-off" => {
            &[("family", &ids.family), ("observance", &ids.observance)]
        }
        "/api/calendar/feed" | "/api/calendar/feed-off" => &[],
        "/api/calendar/feed-content" => &[("content", "titles")],
        "/api/calendar/settle" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            ("of", &ids.tasha),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

pub(super) fn family_time_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/calendar/time-add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("parent", &ids.tasha),
            ("level", "monitored"),
            ("often", "a word"),
        ],
        "/api/calendar/time-save" => &[
            ("family", &ids.family),
            ("plan", &ids.family_time),
            ("revision", "1"),
            ("parent", &ids.tasha),
            ("level", "monitored"),
            ("often", "a word"),
        ],
        "/api/calendar/visit-add" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("plan", &ids.family_time),
            ("day", "2026-12-16"),
            ("starts", "16:00"),
            ("ends", "17:30"),
            ("about", "a word"),
        ],
        // It is a visit of this plan already, so that the form changes nothing.
        "/api/calendar/visit-link" => &[
            ("family", &ids.family),
            ("plan", &ids.family_time),
            ("event", &ids.visit),
        ],
        "/api/calendar/visit-record" => &[
            ("family", &ids.family),
            ("event", &ids.visit),
            // As it was imported.
            ("seen", "0"),
            ("revision", "0"),
            ("outcome", "cancelled"),
            ("by", "agency"),
            ("why", "a word"),
        ],
        "/api/calendar/visit-cancel" => &[
            ("family", &ids.family),
            ("event", &ids.visit),
            ("why", "a word"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

pub(super) fn event_notes_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/calendar/words" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("event", &ids.event),
            ("kind", "agenda"),
            ("words", "a word"),
            ("who", "event"),
        ],
        "/api/calendar/words-out" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            ("words", &ids.event_words),
        ],
        "/api/calendar/notes" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            // As they were published.
            ("revision", "1"),
            (&ids.there, "yes"),
            ("result", "a word"),
            ("act", "draft"),
        ],
        "/api/calendar/notes-due" => &[
            ("family", &ids.family),
            ("event", &ids.event),
            ("due", "2026-12-15"),
        ],
        "/api/calendar/position" => &[
            ("form", fresh),
            ("family", &ids.family),
            ("event", &ids.event),
            ("decision", &ids.decision),
            ("position", "agree"),
            ("said", "a word"),
        ],
        _ => return None,
    };
    Some(fields.to_vec())
}

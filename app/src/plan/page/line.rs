//! `/family/{id}/plan/add/{kind}` and `/family/{id}/plan/edit/{item}`: one line of the working
//! copy, or a family member's own words.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, ItemId};
use model::plan::week::{Load, as_hours, of_day};
use model::plan::{Area as AreaOf, Kind};
use model::policy::serves;
use store::Tx;
use store::plan::choice::{self, Choice, Member};
use store::plan::edit::{self, Desk};
use store::plan::{Item, week};

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, refused};
use crate::home::part::words;
use crate::plan::week::warned;
use crate::plan::{child, plain};
use crate::text::{Text, name};
use crate::ui::banner::calm;
use crate::ui::error_summary::{self, error_summary};
use crate::ui::field::{Area, Choices, Field, Select};
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::writing_language::writing_language;

/// The values for a form's fields: those of the form that came back, else the stored ones
/// (`stands`).
pub(super) struct Filled<'a> {
    pub text: Text,
    pub state: Option<&'a FormState>,
}

impl Filled<'_> {
    pub fn value(&self, name: &str, stands: Option<String>) -> String {
        self.state.map_or_else(|| stands.unwrap_or_default(), |state| state.value(name))
    }

    pub fn error(&self, name: &str) -> Option<String> {
        self.state.and_then(|state| state.error(name)).map(|code| error_summary::words(self.text, code))
    }

    pub fn area(&self, name: &'static str, label: &'static str, stands: Option<String>) -> AnyView {
        Area { name, label: self.text.say(label), value: self.value(name, stands), error: self.error(name), ..Area::default() }.view()
    }
}

/// The revision a form was filled in against, for optimistic locking. A form that came back keeps
/// its own, so that submitting it again does not overwrite an edit made by someone else meanwhile.
/// After an edit conflict it gets the current one (`now`), because its page then shows both texts.
pub(super) fn basis(state: Option<&FormState>, name: &str, now: i32) -> String {
    let kept = state.filter(|state| state.error("stale").is_none()).map(|state| state.value(name));
    kept.filter(|kept| !kept.is_empty()).unwrap_or_else(|| now.to_string())
}

/// The fields of a line. The words of a family goal belong to the family: they are shown above the
/// form and sent unchanged in a hidden field.
fn fields(text: Text, kind: Kind, desk: Option<&Desk>, choice: &Choice, state: Option<&FormState>) -> AnyView {
    let filled = Filled { text, state };
    let said = |id| desk.and_then(|desk| desk.texts.get(&id)).map(|said| said.body.clone());
    let item = desk.map(|desk| &desk.item);
    let (goal, step, well) = (matches!(kind, Kind::FamilyGoal | Kind::AgencyGoal), kind == Kind::Step, kind == Kind::WellBeing);
    let stands = item.and_then(|item| said(item.text_id));
    let own = (kind == Kind::FamilyGoal).then(|| view! { <input type="hidden" name="words" value=stands.clone()/> }.into_any());
    let due = (goal || step || well).then(|| {
        let stands = item.and_then(|item| item.due.as_ref()).map(|due| due.to_jiff().to_string());
        Field {
            name: "due",
            kind: "date",
            label: text.say(if well { "plan-next-when" } else { "plan-when" }),
            value: filled.value("due", stands),
            error: filled.error("due"),
            autocomplete: "off",
            ..Field::default()
        }
        .view()
    });
    view! {
        {(well && desk.is_none()).then(|| which_child(&filled, choice))}
        {own.unwrap_or_else(|| filled.area("words", if kind == Kind::Worry { "plan-worried" } else { "plan-line-words" }, stands.clone()))}
        {goal.then(|| filled.area("benchmark", "plan-line-benchmark", item.and_then(|item| item.benchmark_id).and_then(said)))}
        {(kind == Kind::Worry).then(|| view! {
            {filled.area("benchmark", "plan-safe-when", item.and_then(|item| item.benchmark_id).and_then(said))}
            {filled.area("so_far", "plan-so-far", item.and_then(|item| item.so_far_id).and_then(said))}
        })}
        {(step || well || goal).then(|| owner(&filled, kind, item, choice))}
        {due}
        {step.then(|| view! { {neighbours(&filled, item, choice)}{load(&filled, item)} })}
        {(!matches!(kind, Kind::OwnWords | Kind::FamilyGoal)).then(|| seen(&filled, desk.is_some(), choice))}
        {(kind != Kind::OwnWords && desk.is_some()).then(|| filled.area("why", "plan-line-why", None))}
    }
    .into_any()
}

fn who(text: Text, one: &Member) -> String {
    text.with("messages-name-role", &[("name", one.name.clone().into()), ("role", text.role(one.role).into())])
}

/// The choice of an owner. The agency can own a step; goals and well-being can be without an owner.
fn owner(filled: &Filled<'_>, kind: Kind, item: Option<&Item>, choice: &Choice) -> AnyView {
    let text = filled.text;
    let mut options: Vec<(String, String)> = choice.members.iter().map(|one| (one.person_id.to_string(), who(text, one))).collect();
    if kind == Kind::Step {
        options.push(("agency".into(), text.say("plan-agency-owes")));
    } else {
        options.insert(0, (String::new(), text.say("plan-nobody-yet")));
    }
    let chosen = item.map(|item| if item.owed { "agency".to_owned() } else { item.owner_id.map(|id| id.to_string()).unwrap_or_default() });
    let legend = text.say(match kind {
        Kind::Step => "plan-who-does",
        Kind::WellBeing => "plan-responsible",
        _ => "plan-keeps",
    });
    Choices { name: "owner", legend, options, chosen: filled.value("owner", chosen), error: filled.error("owner"), ..Choices::default() }.view()
}

/// The choice of the child and of the area that a new well-being line is about.
fn which_child(filled: &Filled<'_>, choice: &Choice) -> AnyView {
    let text = filled.text;
    let children = choice.children.iter().map(|child| (child.id.to_string(), name(&child.name))).collect();
    let areas = AreaOf::ALL.iter().map(|one| (one.slug().to_owned(), child::area(text, *one))).collect();
    let one = |name: &'static str, legend: &'static str, options| {
        Choices { name, legend: text.say(legend), options, chosen: filled.value(name, None), error: filled.error(name), ..Choices::default() }.view()
    };
    view! { {one("child", "plan-which-child", children)}{one("area", "plan-which-area", areas)} }.into_any()
}

/// The goal of a step (only for an existing step), the step that must be done first, and the court
/// order it fulfills.
fn neighbours(filled: &Filled<'_>, item: Option<&Item>, choice: &Choice) -> AnyView {
    let text = filled.text;
    let select = |field: &'static str, label: &'static str, none: Option<&'static str>, kinds: &[Kind], stands: Option<ItemId>| {
        let lines = choice.of(kinds).filter(|line| Some(line.id) != item.map(|item| item.id)).filter_map(|line| {
            let said = choice.texts.get(&line.text_id)?;
            Some((line.id.to_string(), name(said.tr_body.as_ref().unwrap_or(&said.body))))
        });
        let options: Vec<_> = none.map(|key| (String::new(), text.say(key))).into_iter().chain(lines).collect();
        let chosen = filled.value(field, stands.map(|id| id.to_string()));
        (options.len() > 1 || none.is_none() && !options.is_empty())
            .then(|| Select { name: field, label: text.say(label), options, chosen, error: filled.error(field), ..Select::default() }.view())
    };
    let none = item.and_then(|item| item.goal_id).is_none().then_some("plan-no-goal");
    view! {
        {item.map(|item| select("goal", "plan-which-goal", none, &[Kind::FamilyGoal, Kind::AgencyGoal], item.goal_id))}
        {select("after", "plan-which-after", Some("plan-no-after"), &[Kind::Step], item.and_then(|item| item.after_id))}
        {select("order", "plan-which-order", Some("plan-no-order"), &[Kind::Order], item.and_then(|item| item.order_id))}
    }
    .into_any()
}

/// The weekly load of a step. Collapsed while empty, because most steps have none.
fn load(filled: &Filled<'_>, item: Option<&Item>) -> AnyView {
    let text = filled.text;
    let stands = item.map(|item| item.load).unwrap_or_default();
    let field = |name: &'static str, kind: &'static str, label: &'static str, stands: Option<String>| {
        Field { name, kind, label: text.say(label), value: filled.value(name, stands), error: filled.error(name), autocomplete: "off", ..Field::default() }
            .view()
    };
    let mut days = vec![(String::new(), text.say("plan-week-no-day"))];
    days.extend((1..=7).map(|day| (day.to_string(), text.say(&format!("common-weekday-{day}")))));
    let day = Select {
        name: "weekday",
        label: text.say("plan-week-day"),
        options: days,
        chosen: filled.value("weekday", stands.weekday.map(|day| day.to_string())),
        error: filled.error("weekday"),
        ..Select::default()
    };
    let wrong = ["hours", "trips", "weekday", "starts", "ends"].iter().any(|name| filled.error(name).is_some());
    view! {
        <details class="card" open=wrong || !stands.is_none()>
            <summary>{text.say("plan-week-takes")}</summary>
            {field("hours", "", "plan-week-hours", stands.minutes.map(as_hours))}
            {field("trips", "", "plan-week-trips", stands.trips.map(|trips| trips.to_string()))}
            {day.view()}
            {field("starts", "time", "plan-week-from", stands.starts.map(of_day))}
            {field("ends", "time", "plan-week-to", stands.ends.map(of_day))}
        </details>
    }
    .into_any()
}

/// Who can see the line. Limiting it to one person keeps one parent's step hidden from the other.
/// An existing line (`again`) can also keep its audience.
fn seen(filled: &Filled<'_>, again: bool, choice: &Choice) -> AnyView {
    let text = filled.text;
    let mut options = if again { vec![("keep".to_owned(), text.say("plan-seen-keep"))] } else { Vec::new() };
    options.push(("all".to_owned(), text.say("plan-seen-all")));
    options.extend(
        choice
            .members
            .iter()
            .filter(|one| !serves(one.role))
            .map(|one| (one.person_id.to_string(), text.with("plan-seen-only", &[("name", who(text, one).into())]))),
    );
    let chosen = options.first().map(|(value, _)| value.clone());
    Choices { name: "seen", legend: text.say("plan-seen-by"), options, chosen: filled.value("seen", chosen), error: filled.error("seen"), ..Choices::default() }
        .view()
}

/// The warnings and the checkbox to save anyway, for a form that was refused because of the owner's
/// week; `None` for any other form. `except` is the step being edited.
async fn full(
    tx: &mut Tx,
    family: FamilyId,
    text: Text,
    state: Option<&FormState>,
    members: &[Member],
    except: Option<ItemId>,
) -> Result<Option<AnyView>, Error> {
    let Some(state) = state.filter(|state| state.error("load").is_some()) else { return Ok(None) };
    let value = |name: &str| state.value(name);
    let Ok(load) = Load::parse(&value("hours"), &value("trips"), &value("weekday"), &value("starts"), &value("ends")) else { return Ok(None) };
    let Some(owner) = members.iter().find(|one| one.person_id.to_string() == value("owner")) else { return Ok(None) };
    let warnings = week::warnings(tx, family, owner.person_id, &load, except).await?;
    Ok(Some(warned(text, &owner.name, &warnings)))
}

/// Links to add a common step: they prefill its words, which the worker adapts to the family.
fn common(text: Text, family: FamilyId, goal: ItemId) -> AnyView {
    let rows = COMMON
        .iter()
        .map(|slug| {
            let words = text.say(&format!("plan-common-{slug}"));
            view! { <li><a class="line" href=format!("/family/{family}/plan/add/step?goal={goal}&common={slug}")>{words}</a></li> }
        })
        .collect_view();
    view! { <details class="card"><summary>{text.say("plan-common")}</summary><ul class="lines" role="list">{rows}</ul></details> }.into_any()
}

/// Steps that many plans have. keys: plan-common-*
const COMMON: [&str; 10] = ["visit", "class", "doctor", "counseling", "school", "home", "ride", "papers", "work", "kin"];

/// `/family/{id}/plan/add/{kind}`
#[component]
pub fn AddLine() -> impl IntoView {
    let (family, kind) = (family(), use_params_map().read_untracked().get("kind").and_then(|slug| Kind::parse(&slug)));
    let goal: Option<ItemId> = use_query_map().read_untracked().get("goal").and_then(|id| id.parse().ok());
    let begun = use_query_map().read_untracked().get("common");
    draw(async move |visit: Visit| {
        let (text, family, kind) = (visit.text(), family.ok_or(Error::NotFound)?, kind.ok_or(Error::NotFound)?);
        if matches!(kind, Kind::OwnWords | Kind::FamilyGoal) || (kind == Kind::Step) != goal.is_some() {
            return Err(Error::NotFound);
        }
        let state = visit
            .kept_form_where("plan/add", |form| {
                form.value("kind") == kind.slug()
                    && form.value("family") == family.to_string()
                    && form.value("goal") == goal.map(|goal| goal.to_string()).unwrap_or_default()
            })
            .await?;
        let mut tx = visit.look(family).await?;
        let choice = choice::choice(&mut tx, family, kind, visit.language.code()).await?;
        let full = full(&mut tx, family, text, state.as_ref(), &choice.members, None).await?;
        tx.save().await?;
        // The words of a common step are prefilled, unless a form came back to exactly this
        // address.
        let state = state.filter(|state| begun.is_none() || state.page == visit.path).or_else(|| {
            let slug = COMMON.iter().find(|slug| Some(**slug) == begun.as_deref())?;
            Some(FormState::new("plan/add", None, [("words".to_owned(), text.say(&format!("plan-common-{slug}")))]))
        });
        let title = text.say(super::item::title(kind));
        let fields = view! {
            <input type="hidden" name="form" value=visit.form_id(state.as_ref())/>
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="kind" value=kind.slug()/>
            {goal.map(|goal| view! { <input type="hidden" name="goal" value=goal.to_string()/> })}
            {fields(text, kind, None, &choice, state.as_ref())}
            {writing_language(&visit, state.as_ref(), None)}
            {full}
            <button class="btn">{text.say("plan-save-draft")}</button>
        };
        let body = view! {
            <p><a href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {(kind == Kind::WellBeing && choice.children.is_empty()).then(|| calm(text.say("plan-no-children")))}
            {goal.map(|goal| common(text, family, goal))}
            {main_form(&visit, "/api/plan/add", fields.into_any())}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}

/// `/family/{id}/plan/edit/{item}`: a worker edits a line, a family member their own words.
#[component]
pub fn EditLine() -> impl IntoView {
    let (family, item) = (family(), use_params_map().read_untracked().get("item").and_then(|id| id.parse::<ItemId>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, id) = (visit.text(), family.ok_or(Error::NotFound)?, item.ok_or(Error::NotFound)?);
        let state = visit.kept_form("plan/save").await?;
        let mut tx = visit.look(family).await?;
        let desk = edit::read(&mut tx, family, id, visit.language.code()).await?;
        let full = full(&mut tx, family, text, state.as_ref(), &desk.choice.members, Some(id)).await?;
        tx.save().await?;
        let kind = desk.item.kind;
        let own = kind == Kind::OwnWords;
        let stale = state.as_ref().is_some_and(|state| state.error("stale").is_some());
        let title = text.say(super::item::title(kind));
        let stands = desk.texts.get(&desk.item.text_id).map(words);
        // After an edit conflict the page shows both texts: the stored one here, the submitted one
        // in the form below. A family goal shows its words here because they have no field.
        let meanwhile = (stale || kind == Kind::FamilyGoal).then(|| {
            view! {
                <div class="card" id="stale">
                    <p class="soft">{text.say(if stale { "plan-meanwhile" } else { "plan-their-words" })}</p>
                    <blockquote>{stands.as_ref().map(|said| said.inline(text))}</blockquote>
                </div>
            }
        });
        let earlier = desk
            .earlier
            .iter()
            .filter(|one| one.revision < desk.item.revision)
            .filter_map(|one| {
                let said = desk.texts.get(&one.text_id).map(words)?;
                let why = one.why_id.and_then(|id| desk.texts.get(&id)).map(words);
                let day = text.day(one.at.to_jiff().to_zoned(visit.frame.as_ref()?.actor.zone.clone()).date());
                Some(view! {
                    <li><blockquote>{said.inline(text)}</blockquote>{why.map(|why| view! { <p>{why.inline(text)}</p> })}
                        <p class="soft">{text.with("plan-who-when", &[("name", one.by_name.clone().into()), ("day", day.into())])}</p></li>
                })
            })
            .collect::<Vec<_>>();
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="item" value=id.to_string()/>
            <input type="hidden" name="kind" value=kind.slug()/>
            <input type="hidden" name="revision" value=basis(state.as_ref(), "revision", desk.item.revision)/>
            {(kind == Kind::WellBeing).then(|| view! {
                <input type="hidden" name="child" value=desk.item.child_id.map(|id| id.to_string())/>
                <input type="hidden" name="area" value=desk.item.area.map(AreaOf::slug)/>
            })}
            {fields(text, kind, Some(&desk), &desk.choice, state.as_ref())}
            {writing_language(&visit, state.as_ref(), desk.texts.get(&desk.item.text_id).map(|said| said.language.as_str()))}
            {full}
            <div class="row">
                <button class="btn" name="act" value="save">{text.say(if own { "plan-save-own" } else { "plan-save-draft" })}</button>
                {if desk.gone {
                    view! { <button class="btn plain" name="act" value="back">{text.say("plan-put-back")}</button> }.into_any()
                } else {
                    view! { <button class="btn plain" name="act" value="remove">{text.say("plan-take-out")}</button> }.into_any()
                }}
            </div>
        };
        let body = view! {
            {if own { to_plan(text, family) } else { view! { <p><a href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a></p> }.into_any() }}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {desk.gone.then(|| calm(text.say("plan-taken-out")))}
            {meanwhile}
            {if own || kind == Kind::FamilyGoal { ().into_any() } else {
                desk.texts.get(&desk.item.text_id).map(|said| plain::help(text, &said.language, &said.body)).into_any()
            }}
            {main_form(&visit, "/api/plan/save", fields.into_any())}
            {(!earlier.is_empty()).then(|| view! { <details class="card"><summary>{text.say("plan-earlier")}</summary><ol class="lines" role="list">{earlier}</ol></details> })}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}

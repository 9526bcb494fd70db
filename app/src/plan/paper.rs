//! Converts a plan version to the blocks that the print page and the PDF are rendered from.

use model::plan::reply::Section;
use model::plan::{Area, Kind};
use store::plan::version::{Line, Version};

use crate::plan::child::area;
use crate::plan::heading::{decider, permanency};
use crate::plan::talk;
use crate::plan::week::takes;
use crate::text::Text;
use crate::ui::paper::{Block, Item, Run};

/// Builds the blocks of one version in the reader's language.
pub struct Paper<'a> {
    pub text: Text,
    pub family: &'a str,
    pub version: &'a Version,
}

impl Paper<'_> {
    fn ours(&self, words: String) -> Run {
        Run { language: self.text.0.code().to_owned(), words }
    }

    fn key(&self, key: &str) -> Run {
        self.ours(self.text.say(key))
    }

    /// The translation of a text into the reader's language, else the original. `None` when the
    /// reader may not see the text.
    fn said(&self, id: model::id::TextId) -> Option<Run> {
        let said = self.version.texts.get(&id)?;
        Some(match &said.tr_body {
            Some(body) => self.ours(body.clone()),
            None => Run { language: said.language.clone(), words: said.body.clone() },
        })
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &Line> {
        self.version.lines.iter().filter(move |line| line.kind == kind)
    }

    /// Owner, due date and weekly load in one line; `None` without any of them.
    fn facts(&self, line: &Line) -> Option<Run> {
        let text = self.text;
        let who = if line.owed { Some(text.say("plan-agency")) } else { line.owner.as_deref().map(crate::text::name) };
        let key = if line.kind == Kind::WellBeing { "plan-next-date" } else { "plan-by" };
        let due = line.due.as_ref().map(|due| text.with(key, &[("day", text.date(due.to_jiff()).into())]));
        let weekly = Some(takes(text, &line.load)).filter(|words| !words.is_empty());
        let all = [who, due, weekly].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        (!all.is_empty()).then(|| self.ours(all))
    }

    fn item(&self, line: &Line) -> Option<Item> {
        Some(Item { run: self.said(line.text_id)?, small: self.facts(line) })
    }

    fn list(&self, out: &mut Vec<Block>, kind: Kind, title: String) {
        let items: Vec<Item> = self.of(kind).filter_map(|line| self.item(line)).collect();
        if !items.is_empty() {
            out.push(Block::Heading(2, self.ours(title)));
            out.push(Block::Items(items));
        }
    }

    fn goals(&self, out: &mut Vec<Block>, kind: Kind, title: &str) {
        if self.of(kind).next().is_none() {
            return;
        }
        out.push(Block::Heading(2, self.key(title)));
        for goal in self.of(kind) {
            let Some(words) = self.said(goal.text_id) else { continue };
            out.push(Block::Heading(3, words));
            if let Some(known) = goal.benchmark_id.and_then(|id| self.said(id)) {
                out.push(Block::Facts(vec![(self.key("plan-how-we-know"), known)]));
            }
            out.extend(self.facts(goal).map(Block::Small));
            let steps: Vec<Item> = self.of(Kind::Step).filter(|step| step.goal_id == Some(goal.item_id)).filter_map(|step| self.item(step)).collect();
            if !steps.is_empty() {
                out.push(Block::Items(steps));
            }
        }
    }

    fn direction(&self, out: &mut Vec<Block>) {
        let (text, d) = (self.text, &self.version.head.direction);
        let mut rows = Vec::new();
        for (name, goal, since, by, why) in [
            ("plan-goal", d.permanency, &d.permanency_since, d.permanency_by, d.permanency_why),
            ("plan-concurrent", d.concurrent, &d.concurrent_since, d.concurrent_by, d.concurrent_why),
        ] {
            let Some(goal) = goal else { continue };
            rows.push((self.key(name), self.ours(permanency(text, goal))));
            rows.extend(since.as_ref().map(|since| (self.key("plan-since"), self.ours(text.date(since.to_jiff())))));
            rows.extend(by.map(|by| (self.key("plan-decided-by"), self.ours(decider(text, by)))));
            rows.extend(why.and_then(|why| self.said(why)).map(|why| (self.key("plan-why"), why)));
        }
        if !rows.is_empty() {
            out.push(Block::Heading(2, self.key("plan-heading")));
            out.push(Block::Facts(rows));
        }
    }

    fn children(&self, out: &mut Vec<Block>) {
        if self.of(Kind::WellBeing).next().is_none() {
            return;
        }
        out.push(Block::Heading(2, self.key("plan-children")));
        for child in &self.version.children {
            let mut lines: Vec<&Line> = self.of(Kind::WellBeing).filter(|line| line.child_id == Some(child.id)).collect();
            lines.sort_by_key(|line| line.area.and_then(|one| Area::ALL.iter().position(|area| *area == one)));
            if lines.is_empty() {
                continue;
            }
            out.push(Block::Heading(3, self.ours(crate::text::name(&child.name))));
            for line in lines {
                let (Some(one), Some(words)) = (line.area, self.said(line.text_id)) else { continue };
                out.push(Block::Facts(vec![(self.ours(area(self.text, one)), words)]));
                out.extend(self.facts(line).map(Block::Small));
            }
        }
    }

    fn worries(&self, out: &mut Vec<Block>) {
        if self.of(Kind::Worry).next().is_some() {
            out.push(Block::Heading(2, self.ours(talk::section(self.text, Section::Worries))));
        }
        for worry in self.of(Kind::Worry) {
            out.extend(self.said(worry.text_id).map(|run| Block::Items(vec![Item { run, small: None }])));
            let more = [("plan-safe-when", worry.benchmark_id), ("plan-so-far", worry.so_far_id)];
            let rows: Vec<_> = more.into_iter().filter_map(|(key, id)| Some((self.key(key), self.said(id?)?))).collect();
            if !rows.is_empty() {
                out.push(Block::Facts(rows));
            }
        }
    }

    /// The whole document. The family's own words come first.
    pub fn blocks(&self) -> Vec<Block> {
        let text = self.text;
        let head = &self.version.head;
        let number = text.with("plan-version-by", &[("version", head.version.to_string().into()), ("day", text.date(head.since.to_jiff()).into())]);
        let mut out = vec![Block::Heading(1, self.key("plan-title")), Block::Text(self.ours(crate::text::name(self.family))), Block::Small(self.ours(number))];
        if self.of(Kind::OwnWords).next().is_some() {
            out.push(Block::Heading(2, self.key("plan-ours")));
        }
        for own in self.of(Kind::OwnWords) {
            let by = self.version.texts.get(&own.text_id).and_then(|said| said.author.clone());
            out.extend(self.said(own.text_id).map(|words| Block::Quote(words, by.map(|by| self.ours(crate::text::name(&by))))));
        }
        self.list(&mut out, Kind::Strength, talk::section(text, Section::Strengths));
        self.direction(&mut out);
        self.goals(&mut out, Kind::FamilyGoal, "plan-family-goals");
        self.goals(&mut out, Kind::AgencyGoal, "plan-agency-goals");
        let loose: Vec<Item> = self.of(Kind::Step).filter(|step| step.goal_id.is_none()).filter_map(|step| self.item(step)).collect();
        if !loose.is_empty() {
            out.extend([Block::Heading(2, self.key("plan-more-steps")), Block::Items(loose)]);
        }
        self.children(&mut out);
        self.list(&mut out, Kind::Need, talk::section(text, Section::Needs));
        self.worries(&mut out);
        self.list(&mut out, Kind::Change, talk::section(text, Section::Changes));
        self.list(&mut out, Kind::Order, text.say("plan-orders"));
        self.list(&mut out, Kind::SafetyDo, text.say("plan-safety-do"));
        self.list(&mut out, Kind::SafetyCall, text.say("plan-safety-call"));
        out
    }
}

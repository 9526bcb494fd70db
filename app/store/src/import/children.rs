//! Importing children, their well-being items, and the stated weekly capacity of family members.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx;
use model::id::{ChildId, PersonId};
use model::import::{Family, Plan, Time, Week};
use model::plan::Kind;
use model::plan::week::{Load, clock};
use model::policy::Thing;

use super::Import;
use super::family::Row;
use super::words::Here;
use crate::Error;
use crate::db::on;

/// The children of the current family by import key, each with the person id of a child who is a
/// team member.
pub(super) type Children<'a> = HashMap<&'a str, (ChildId, Option<PersonId>)>;

/// Converts hours of an import file to minutes.
#[expect(clippy::cast_possible_truncation, reason = "the check lets through 168 hours at most")]
fn minutes(hours: Option<f64>) -> Option<i32> {
    hours.map(|hours| (hours * 60.0).round() as i32)
}

fn times(time: &Time) -> Option<(i32, i32)> {
    Some((clock(&time.starts)?, clock(&time.ends)?))
}

/// The time and trips that a step takes each week.
pub(super) fn load(week: &Week) -> Load {
    let time = week.at.as_ref().and_then(|at| Some((at.weekday, times(at)?)));
    Load {
        minutes: minutes(week.hours),
        trips: week.trips,
        weekday: time.map(|(weekday, _)| weekday),
        starts: time.map(|(_, (starts, _))| starts),
        ends: time.map(|(_, (_, ends))| ends),
    }
}

impl Import {
    pub(crate) async fn children<'a>(&mut self, here: &mut Here<'_>, family: &'a Family) -> Result<Children<'a>, Error> {
        let mut all = HashMap::new();
        for child in &family.children {
            let person = child.person.as_deref().map(|key| self.person_id(key)).transpose()?;
            let audience = self.audience(here, child.audience.as_ref(), Thing::ChildLife, person.as_slice()).await?;
            self.flush().await?;
            let id: ChildId = self.tx.clock().mint();
            let row: Option<(ChildId,)> = on!(self.tx, c => sqlx::query_as(
                "INSERT INTO child (id, family_id, audience_id, key, name, born, person_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (family_id, key) DO UPDATE SET audience_id = excluded.audience_id, name = excluded.name, born = excluded.born,
                 person_id = excluded.person_id RETURNING id")
                .bind(id).bind(here.family).bind(audience).bind(&child.key).bind(&child.name).bind(child.born.to_sqlx()).bind(person).fetch_optional(c))?;
            all.insert(child.key.as_str(), (row.ok_or(Error::NotFound)?.0, person));
        }
        Ok(all)
    }

    /// Imports the well-being items, the first at `position`. Returns the next free position.
    pub(crate) async fn well_being(&mut self, here: &mut Here<'_>, mut position: i32, plan: &Plan, children: &Children<'_>) -> Result<i32, Error> {
        for one in &plan.well_being {
            let owner = one.owner.as_deref().map(|key| self.person_id(key)).transpose()?;
            let (child, of) = children.get(one.child.as_str()).copied().ok_or(Error::NotFound)?;
            let own = of.into_iter().chain(owner).collect();
            let row = Row {
                child: Some(child),
                area: Some(one.area),
                owner,
                due: one.due,
                audience: one.audience.as_ref(),
                ..Row::of(&one.key, Kind::WellBeing, &one.words, own)
            };
            self.item(here, position, &row).await?;
            position += 1;
        }
        Ok(position)
    }

    /// Imports the stated weekly capacity and busy times. A capacity that is already stored is not
    /// overwritten, because the person may have stated it in the portal.
    pub(crate) async fn carry(&mut self, here: &Here<'_>, plan: &Plan) -> Result<(), Error> {
        for carry in &plan.carry {
            let (person, now) = (self.person_id(&carry.by)?, self.tx.now());
            let said = on!(self.tx, c => sqlx::query("INSERT INTO plan_carry (family_id, person_id, minutes, trips, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING")
                .bind(here.family).bind(person).bind(minutes(carry.hours)).bind(carry.trips).bind(now).execute(c))?;
            if said == 0 {
                continue;
            }
            for time in &carry.busy {
                let Some((starts, ends)) = times(time) else { continue };
                on!(self.tx, c => sqlx::query("INSERT INTO plan_busy (family_id, person_id, weekday, starts, ends) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING")
                    .bind(here.family).bind(person).bind(time.weekday).bind(starts).bind(ends).execute(c))?;
            }
        }
        Ok(())
    }
}

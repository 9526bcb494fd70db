//! Server function with which a young person says what they can do.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The buttons of a skill.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SkillForm {
    /// A `LifeSkill`.
    pub skill: String,
    /// A `SkillState`.
    pub state: String,
}

/// Stores the answer. Idempotent; the last answer holds.
#[server(prefix = "/api", endpoint = "transition/skill")]
pub async fn set_skill(#[server(flatten)] fields: SkillForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::set_skill(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::transition::TransitionPart;
    use model::transition::skills::{LifeSkill, SkillState};
    use store::Intent;
    use store::transition::skills;

    use super::SkillForm;
    use crate::enum_messages::EnumMessage;
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::retry_on_race;
    use crate::request::notice::{NoticeSentence, PageNotice};

    pub async fn set_skill(fields: SkillForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let skill = LifeSkill::parse(&fields.skill).ok_or(AppError::NotFound)?;
        let state = SkillState::parse(&fields.state).ok_or(AppError::NotFound)?;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            skills::set_skill(&mut tx, skill, state).await?;
            tx.commit().await?;
            Ok(())
        })?;
        let page = paths::transition_part(TransitionPart::Skills);
        // The group stays open, with the notice beside the skill.
        let page = format!("{page}?open={}", skill.group().slug());
        let notice = PageNotice {
            sentences: vec![NoticeSentence {
                key: "transition-skill-saved".to_owned(),
                label_key: state.message_key(),
                ..NoticeSentence::default()
            }],
            subject: skill.slug().to_owned(),
            ..PageNotice::default()
        };
        context.answer_with_notice(&page, notice).await
    }
}

//! What people say about themselves: shown wherever their name is, kept by imports, and private as
//! far as they choose.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use crate::team::luna_team;
use model::details::{DetailsForm, DetailsInput, FormatNeed, Race, SelfIdentification, WindowLook};
use store::details::{
    OwnDetails, confirm_exit_explained, read_own, read_self_identification, save_own,
    save_self_identification, save_window_look,
};
use store::profile::load_profile;

async fn save(database: &TestDatabase, who: &str, chosen_name: &str, language: &str) {
    let languages = [language.to_owned()];
    let formats = ["braille".to_owned()];
    let form = DetailsForm {
        chosen_name,
        pronouns: "they/them",
        spoken: &languages,
        read: &languages,
        formats: &formats,
        ..DetailsForm::default()
    };
    let mut tx = database.begin_as(who).await;
    let input = DetailsInput::parse(&form).unwrap();
    save_own(&mut tx, &input).await.unwrap();
    tx.commit().await.unwrap();
}

async fn own(database: &TestDatabase, who: &str) -> OwnDetails {
    let mut tx = database.begin_as(who).await;
    read_own(&mut tx).await.unwrap()
}

on_each_engine! {
    async fn what_people_say_about_themselves_is_shown_and_outlasts_an_import(
        database: TestDatabase
    ) {
        let interprets = own(&database, "elena-ruiz").await;
        assert!(interprets.agency_keeps_languages);
        save(&database, "maria-luna", "Mari Sol", "so").await;
        save(&database, "elena-ruiz", "Nena", "so").await;
        database.import_files(&DEMO_FILES).await;
        let maria = own(&database, "maria-luna").await;
        assert_eq!(maria.chosen_name.as_deref(), Some("Mari Sol"));
        assert_eq!(maria.languages_spoken.0, ["so"]);
        assert_eq!(maria.formats(), [FormatNeed::Braille]);
        // By their languages interpreters take requests, so only the agency changes those.
        let elena = own(&database, "elena-ruiz").await;
        assert_eq!(elena.chosen_name.as_deref(), Some("Nena"));
        assert_eq!(elena.languages_spoken.0, interprets.languages_spoken.0);
        // On the team list, and in the greeting of one's own pages.
        let team = luna_team(&database, "luis-luna").await;
        let listed = team.members.iter().find(|member| member.name == "Mari Sol");
        assert_eq!(listed.unwrap().pronouns.as_deref(), Some("they/them"));
        // An empty name is the agency's again.
        save(&database, "maria-luna", " ", "es").await;
        let team = luna_team(&database, "luis-luna").await;
        assert!(team.members.iter().all(|member| member.name != "Mari Sol"));
    }
}

/// What the worker is told about María.
async fn told_to(database: &TestDatabase, who: &str) -> Option<SelfIdentification> {
    let person = database.person_id("maria-luna").await;
    let team = luna_team(database, who).await;
    let told = team.told.get(&person)?;
    told.identification.clone()
}

async fn say(database: &TestDatabase, said: &SelfIdentification) {
    let mut tx = database.begin_as("maria-luna").await;
    save_self_identification(&mut tx, said).await.unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn who_a_person_is_stays_private_until_they_share_it_with_their_workers(
        database: TestDatabase
    ) {
        let mut said = SelfIdentification {
            races: vec![Race::Hispanic],
            tribe: Some("Cedar Lake Nation".to_owned()),
            ..SelfIdentification::default()
        };
        say(&database, &said).await;
        assert_eq!(told_to(&database, "dana-fox").await, None);
        said.shared = true;
        say(&database, &said).await;
        assert_eq!(told_to(&database, "dana-fox").await, Some(said.clone()));
        // Neither the family nor the others on the team are told.
        assert_eq!(told_to(&database, "luis-luna").await, None);
        let everyone = luna_team(&database, "luis-luna").await;
        assert!(everyone.told.is_empty());
        // Taken back, it is gone with the next request; emptied, it is deleted.
        said.shared = false;
        say(&database, &said).await;
        assert_eq!(told_to(&database, "dana-fox").await, None);
        let mut tx = database.begin_as("maria-luna").await;
        assert_eq!(read_self_identification(&mut tx).await.unwrap(), said);
        drop(tx);
        let nothing = SelfIdentification {
            shared: true,
            ..SelfIdentification::default()
        };
        say(&database, &nothing).await;
        let rows = "SELECT count(*) FROM self_identification";
        assert_eq!(database.query_number(rows).await, 0);
    }
}

on_each_engine! {
    async fn saving_window_look_and_exit_explained_do_not_overwrite_each_other(
        database: TestDatabase,
    ) {
        let person = database.person_id("maria-luna").await;
        let mut tx = database.begin_as("maria-luna").await;
        let before = load_profile(&mut tx, person).await.unwrap();
        assert_eq!((before.window_look, before.exit_explained), (None, false));
        confirm_exit_explained(&mut tx).await.unwrap();
        save_window_look(&mut tx, Some(WindowLook::Recipes)).await.unwrap();
        let chosen = load_profile(&mut tx, person).await.unwrap();
        assert_eq!(chosen.window_look, Some(WindowLook::Recipes));
        assert!(chosen.exit_explained);
        save_window_look(&mut tx, None).await.unwrap();
        let usual = load_profile(&mut tx, person).await.unwrap();
        assert_eq!((usual.window_look, usual.exit_explained), (None, true));
    }
}

//! Browser notices end with the session that turned them on, and who lost an account is told of it.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use clients::web_push;
use http::StatusCode;
use jiff::SignedDuration;
use model::account::staff::StaffSignInRule;
use server::notifications::NotificationDispatcher;
use store::authentication;
use store::authentication::staff::set_staff_sign_in;

use crate::notifications::post_subscription;
use crate::recovery::{make_card, recover};
use crate::second_step::{code_now, send_code, shown_secret};
use crate::stored_forms::sign_in_again;
use crate::support::notification_service::{
    ALL_HOURS, FakeService, build_dispatcher, restart_with_flags, send_and_dispatch,
};
use crate::support::{TestApp, TestBrowser, on_each_engine};

const PASSPHRASE: &str = "correct horse battery";

/// On the page of devices, where notices may be on for another one.
const HINT: &str = "phone or computer that is not in this list";

/// María's phone, and that of someone who has signed in with her passphrase. Both have turned on
/// the notices, each with a push service of its own.
struct Watched {
    app: TestApp,
    dispatcher: NotificationDispatcher,
    hers: TestBrowser,
    theirs: TestBrowser,
    her_service: FakeService,
    their_service: FakeService,
}

impl Watched {
    async fn begin(app: TestApp) -> Self {
        let her_service = FakeService::start_service().await;
        let their_service = FakeService::start_service().await;
        let hosts = format!("{},{}", her_service.address, their_service.address);
        let key = web_push::generate_vapid_key();
        let flags = ["--vapid-key", &key, "--push-hosts", &hosts];
        let app = restart_with_flags(app, &flags);
        let mut hers = app.person("maria-luna").await;
        hers.post("/api/messages/notify", &ALL_HOURS).await;
        let mut theirs = app.new_visitor();
        sign_in_again(&mut theirs, "maria-luna").await;
        for (browser, service) in [(&mut hers, &her_service), (&mut theirs, &their_service)] {
            let sent = post_subscription(browser, &service.address).await;
            assert_eq!(sent.location(), "/messages/notify?saved=1");
        }
        let watched = Self {
            dispatcher: build_dispatcher(&flags),
            app,
            hers,
            theirs,
            her_service,
            their_service,
        };
        // What was told until now.
        watched
            .dispatcher
            .dispatch_due(&watched.app.database.db)
            .await
            .unwrap();
        watched.take_counts();
        watched
    }

    /// How many notices her phone and theirs have got since the last call.
    fn take_counts(&self) -> (usize, usize) {
        (
            self.her_service.take_requests().len(),
            self.their_service.take_requests().len(),
        )
    }

    /// The notices about a new message, to her phone and to theirs.
    async fn counts_of_message(&self) -> (usize, usize) {
        send_and_dispatch(&self.app, &self.dispatcher).await;
        self.take_counts()
    }

    /// The notices about what has just happened to the account.
    async fn counts_of_event(&self) -> (usize, usize) {
        let db = &self.app.database.db;
        self.app
            .database
            .clock
            .advance(SignedDuration::from_secs(1));
        self.dispatcher.dispatch_due(db).await.unwrap();
        self.take_counts()
    }
}

/// As those that were turned on before sessions were stored with them.
const FORGET_SESSIONS: &str = "UPDATE notification_channel SET session_id = NULL";

async fn count_browsers(app: &TestApp) -> i64 {
    app.database
        .query_number("SELECT count(*) FROM notification_channel WHERE channel = 'push'")
        .await
}

/// A browser in which Ben has signed in with an authenticator app, which his agency asks for, and
/// the key of the app.
async fn begin_with_app(app: &TestApp) -> (TestBrowser, Vec<u8>) {
    let rule = StaffSignInRule::SecondFactor;
    set_staff_sign_in(&app.database.db, Some("lakeside"), rule)
        .await
        .unwrap();
    let mut ben = app.person("ben-ortiz").await;
    let secret = shown_secret(&ben.get("/sign-in").await);
    send_code(&mut ben, &code_now(app, &secret)).await;
    // A code counts once.
    app.database.clock.advance(SignedDuration::from_mins(1));
    (ben, secret)
}

async fn change_passphrase(browser: &mut TestBrowser) {
    let fields = [
        ("name", "maria-luna"),
        ("current_passphrase", PASSPHRASE),
        ("passphrase", "el perro come pan y queso"),
    ];
    let sent = browser.post("/api/account/passphrase", &fields).await;
    assert_eq!(sent.location(), "/account", "{}", sent.body);
}

on_each_engine! {
    async fn device_that_is_signed_out_elsewhere_gets_no_more_notices(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        assert_eq!(watched.counts_of_message().await, (1, 1));
        let proof = [("name", "maria-luna"), ("passphrase", PASSPHRASE), ("page", "/")];
        watched.hers.post("/api/account/again", &proof).await;
        let session = watched.hers.get("/account/devices").await.hidden_value("session");
        watched.hers.post("/api/account/end-session", &[("session", &session)]).await;
        assert_eq!(watched.counts_of_event().await, (1, 0));
        assert_eq!(watched.counts_of_message().await, (1, 0));
        sign_in_again(&mut watched.theirs, "maria-luna").await;
        post_subscription(&mut watched.theirs, &watched.their_service.address).await;
        watched.hers.post("/api/account/again", &proof).await;
        watched.hers.post("/api/account/end-others", &[]).await;
        watched.counts_of_event().await;
        assert_eq!(watched.counts_of_message().await, (1, 0));
    }
}

on_each_engine! {
    async fn new_passphrase_ends_the_notices_of_one_who_watches(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        change_passphrase(&mut watched.hers).await;
        // Who of the two did it, no one can tell.
        assert_eq!(watched.counts_of_event().await, (1, 1));
        assert_eq!(watched.counts_of_message().await, (1, 0));
    }
}

on_each_engine! {
    async fn person_whose_passphrase_another_one_replaced_is_told_once_in_her_browser(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        change_passphrase(&mut watched.theirs).await;
        // They say that they have seen it, and turn the notices off.
        watched.theirs.post("/api/account/seen", &[]).await;
        watched.theirs.post("/api/messages/browsers-off", &[]).await;
        assert_eq!(watched.counts_of_event().await, (1, 0));
        assert_eq!(watched.counts_of_message().await, (0, 0));
    }
}

on_each_engine! {
    async fn recovery_and_a_new_invitation_end_the_notices_of_every_session(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        let codes = make_card(&mut watched.hers).await;
        watched.counts_of_event().await;
        let mut library = watched.app.new_visitor();
        recover(&mut library, &codes[0]).await;
        assert_eq!(count_browsers(&watched.app).await, 0);
        assert_eq!(watched.counts_of_event().await, (1, 1), "each is told once");
        post_subscription(&mut library, &watched.her_service.address).await;
        assert_eq!(count_browsers(&watched.app).await, 1);
        watched.app.create_invitation("maria-luna").await;
        assert_eq!(count_browsers(&watched.app).await, 0);
    }
}

on_each_engine! {
    async fn recovery_and_a_new_invitation_end_notices_of_no_known_session(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        let codes = make_card(&mut watched.hers).await;
        watched.counts_of_event().await;
        watched.app.database.execute_sql(FORGET_SESSIONS).await.unwrap();
        let mut library = watched.app.new_visitor();
        recover(&mut library, &codes[0]).await;
        assert_eq!(count_browsers(&watched.app).await, 0);
        assert_eq!(watched.counts_of_event().await, (1, 1), "each is told once");
        post_subscription(&mut library, &watched.her_service.address).await;
        watched.app.database.execute_sql(FORGET_SESSIONS).await.unwrap();
        assert_eq!(count_browsers(&watched.app).await, 1);
        watched.app.create_invitation("maria-luna").await;
        assert_eq!(count_browsers(&watched.app).await, 0);
    }
}

on_each_engine! {
    async fn new_passphrase_leaves_notices_of_no_known_session_on(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        watched.app.database.execute_sql(FORGET_SESSIONS).await.unwrap();
        change_passphrase(&mut watched.hers).await;
        assert_eq!(count_browsers(&watched.app).await, 2);
    }
}

on_each_engine! {
    async fn sign_out_ends_the_notices_in_that_browser(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        watched.theirs.post("/api/account/sign-out", &[]).await;
        // A task deletes the session after the answer.
        let removed = async {
            while count_browsers(&watched.app).await > 1 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), removed).await.unwrap();
        assert_eq!(watched.counts_of_message().await, (1, 0));
    }
}

on_each_engine! {
    async fn notices_go_on_when_the_person_signs_in_again_on_their_own_phone(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        // Locked, and signed in again: the session is another one.
        watched.app.database.clock.advance(SignedDuration::from_hours(25));
        assert_eq!(watched.hers.get("/account").await.location(), "/sign-in");
        sign_in_again(&mut watched.hers, "maria-luna").await;
        assert_eq!(watched.counts_of_message().await, (1, 1));
        let page = watched.hers.get("/account/devices").await.body_text();
        assert!(!page.contains(HINT), "{page}");
        // An expired session is on no list; its notices are, so that she can stop them.
        expire_sessions(&watched).await;
        assert_eq!(watched.counts_of_message().await, (1, 1), "not silently");
        let mut tablet = watched.app.new_visitor();
        sign_in_again(&mut tablet, "maria-luna").await;
        let page = tablet.get("/account/devices").await;
        assert!(page.body_text().contains(HINT), "{}", page.body);
        assert!(page.body.contains("href=\"/messages/notify\""), "{}", page.body);
        change_passphrase(&mut tablet).await;
        assert_eq!(count_browsers(&watched.app).await, 0);
        assert!(!tablet.get("/account/devices").await.body_text().contains(HINT));
    }
}

on_each_engine! {
    async fn another_person_on_the_same_phone_gets_no_notices_of_the_one_before(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        // Invited by the agency, which changes nothing for her.
        watched.app.person("luis-luna").await;
        assert_eq!(count_browsers(&watched.app).await, 2);
        sign_in_again(&mut watched.theirs, "luis-luna").await;
        assert_eq!(count_browsers(&watched.app).await, 1);
        assert_eq!(watched.counts_of_message().await, (1, 0));
    }
}

on_each_engine! {
    async fn notices_of_a_worker_go_on_after_the_second_step_on_their_own_phone(app: TestApp) {
        let service = FakeService::start_service().await;
        let key = web_push::generate_vapid_key();
        let app =
            restart_with_flags(app, &["--vapid-key", &key, "--push-hosts", &service.address]);
        let (mut ben, secret) = begin_with_app(&app).await;
        let sent = post_subscription(&mut ben, &service.address).await;
        assert_eq!(sent.location(), "/messages/notify?saved=1");
        app.database.clock.advance(SignedDuration::from_hours(25));
        assert_eq!(ben.get("/account").await.location(), "/sign-in");
        sign_in_again(&mut ben, "ben-ortiz").await;
        // Asked for again before the code is typed, with the session of nobody.
        ben.get("/sign-in").await;
        send_code(&mut ben, &code_now(&app, &secret)).await;
        assert_eq!(count_browsers(&app).await, 1);
        let page = ben.get("/account/devices").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body_text().contains(HINT), "{}", page.body);
    }
}

on_each_engine! {
    async fn another_person_with_a_second_step_gets_no_notices_of_the_one_before(app: TestApp) {
        let mut watched = Watched::begin(app).await;
        let (_, secret) = begin_with_app(&watched.app).await;
        sign_in_again(&mut watched.theirs, "ben-ortiz").await;
        assert_eq!(count_browsers(&watched.app).await, 2);
        let code = code_now(&watched.app, &secret);
        send_code(&mut watched.theirs, &code).await;
        assert_eq!(count_browsers(&watched.app).await, 1);
        assert_eq!(watched.counts_of_message().await, (1, 0));
    }
}

async fn expire_sessions(watched: &Watched) {
    watched
        .app
        .database
        .clock
        .advance(SignedDuration::from_hours(24 * 31));
    authentication::delete_expired_sessions(&watched.app.database.db)
        .await
        .unwrap();
    assert_eq!(count_browsers(&watched.app).await, 2);
}

on_each_engine! {
    async fn operator_who_ends_sessions_ends_notices_of_expired_ones_too(app: TestApp) {
        let watched = Watched::begin(app).await;
        expire_sessions(&watched).await;
        let db = &watched.app.database.db;
        authentication::end_sessions_of(db, None, "luis-luna").await.unwrap();
        assert_eq!(count_browsers(&watched.app).await, 2, "of another person");
        authentication::end_sessions_of(db, None, "maria-luna").await.unwrap();
        assert_eq!(count_browsers(&watched.app).await, 0);
    }
}

on_each_engine! {
    async fn operator_who_ends_all_sessions_ends_notices_of_expired_ones_too(app: TestApp) {
        let watched = Watched::begin(app).await;
        expire_sessions(&watched).await;
        authentication::end_all_sessions(&watched.app.database.db).await.unwrap();
        assert_eq!(count_browsers(&watched.app).await, 0);
    }
}

//! A PostgreSQL database with the demo families that the portal reaches through a proxy, and
//! concurrent requests to it.

use std::time::Duration;

use store::{Actor, Db, Error, Intent, Logins, messages};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::failing_proxy::FailingProxy;
use crate::support::{self, TestDatabase};

/// The size of the portal's connection pool.
pub(crate) const POOL_SIZE: usize = 10;
/// The tests check that a wait ends by itself, not how fast, so this timeout is generous.
pub(crate) const GENEROUS_TIMEOUT: Duration = Duration::from_secs(15);

pub(crate) struct OutageScenario {
    pub(crate) database: TestDatabase,
    /// The same database, reached through the proxy.
    pub(crate) db: Db,
    pub(crate) proxy: FailingProxy,
    pub(crate) maria: Actor,
}

pub(crate) async fn start_outage() -> OutageScenario {
    let database = support::demo_postgres().await;
    let maria = database.load_actor("maria-luna").await;
    let portal = database.portal_url.clone().unwrap();
    let port = portal
        .split("127.0.0.1:")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    let proxy = FailingProxy::start_proxy(port.parse().unwrap()).await;
    let through = |url: &Option<String>| {
        url.as_ref()
            .map(|url| url.replace(&format!(":{port}/"), &format!(":{}/", proxy.port)))
    };
    let logins = Logins {
        portal: through(&database.portal_url),
        system: through(&database.system_url),
        ..Logins::default()
    };
    let db = Db::open_postgres(&logins, database.clock.clone())
        .await
        .unwrap();
    OutageScenario {
        database,
        db,
        proxy,
        maria,
    }
}

/// A typical request: loads the profile, then a page, each in its own transaction.
pub(crate) async fn run_request(db: &Db, maria: &Actor) -> Result<(), Error> {
    db.load_profile(maria.person, &maria.zone).await?;
    let mut tx = db.acting_as(maria, Intent::Read).await?;
    messages::list_threads(&mut tx).await?;
    tx.commit().await
}

/// Runs as many concurrent requests as the pool has connections, each with a 5 s deadline. Fails
/// when one does not end within `GENEROUS_TIMEOUT`.
pub(crate) async fn run_concurrent_requests(db: &Db, maria: &Actor) -> Vec<Result<(), Error>> {
    let mut requests = JoinSet::new();
    for _ in 0..POOL_SIZE {
        let (db, maria) = (db.clone(), maria.clone());
        requests.spawn(timeout(
            GENEROUS_TIMEOUT,
            store::deadline::with_wait_budget(Duration::from_secs(5), async move {
                run_request(&db, &maria).await
            }),
        ));
    }
    requests
        .join_all()
        .await
        .into_iter()
        .map(|answered| answered.expect("answered by itself"))
        .collect()
}

/// Requests succeed again, and every connection of the pool can be used.
pub(crate) async fn assert_recovers(db: &Db, maria: &Actor) {
    let healed = async {
        // Repeated, because requests that meet dead connections replace them and fail while they
        // do.
        while run_concurrent_requests(db, maria)
            .await
            .iter()
            .any(Result::is_err)
        {}
    };
    timeout(GENEROUS_TIMEOUT, healed)
        .await
        .expect("new connections are made");
    let mut held = Vec::new();
    for _ in 0..POOL_SIZE {
        // Held all at once: a place in the pool that a dead connection still takes would be missing
        // here.
        held.push(
            timeout(GENEROUS_TIMEOUT, db.acting_as(maria, Intent::Read))
                .await
                .expect("no place is lost to a dead line")
                .unwrap(),
        );
    }
}

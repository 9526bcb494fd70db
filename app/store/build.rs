//! Has the crate compiled again when a migration is added or changed: `sqlx::migrate!` reads the
//! folder, and the compiler does not know that.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}

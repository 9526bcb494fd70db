//! The built style sheet, scripts and module: where they are, and their hashed names.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context as _;

/// Hashed file names by plain name, from the list that the build writes: a line is `style.css style.1a2b3c4d.css`.
///
/// # Errors
/// When the site has not been built.
pub fn names(site: &Path) -> anyhow::Result<HashMap<String, String>> {
    let list = site.join("names.txt");
    let text = std::fs::read_to_string(&list).with_context(|| format!("no built site in {}; run script/site", site.display()))?;
    Ok(text.lines().filter_map(|line| line.split_once(' ')).map(|(plain, hashed)| (plain.to_owned(), hashed.to_owned())).collect())
}

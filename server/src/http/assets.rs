//! The built style sheet, scripts and WebAssembly module: reads their hashed file names.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, bail};

/// Plain names of the assets that pages use. A manifest that lacks one of them is from another
/// build.
const REQUIRED_ASSETS: [&str; 7] = [
    "style.css",
    "exit.js",
    "push_subscribe.js",
    "speech.js",
    "autosave.js",
    "passkey.js",
    "alongside",
];

/// Reads the asset manifest (`names.txt`) of the build: hashed file names by plain name, from lines
/// such as `style.css style.1a2b3c4d.css`. The module's name is without extensions.
///
/// # Errors
/// When the manifest cannot be read, because the site has not been built, or a file of it is
/// missing.
pub fn load_asset_manifest(site: &Path) -> anyhow::Result<HashMap<String, String>> {
    let manifest_path = site.join("names.txt");
    let text = std::fs::read_to_string(&manifest_path).with_context(|| {
        format!(
            "no built site in {}; run script/site, or set ALONGSIDE_ASSETS_DIR",
            site.display()
        )
    })?;
    let names: HashMap<String, String> = text
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(plain, hashed)| (plain.to_owned(), hashed.to_owned()))
        .collect();
    // The message asks to remove names.txt, because script/site builds nothing while that file is
    // newer than the sources.
    let incomplete = |missing: &dyn std::fmt::Display| {
        format!(
            "the built site in {} is incomplete: {missing} is missing; remove {} and run \
                script/site again",
            site.display(),
            manifest_path.display()
        )
    };
    // Checked at startup: a portal whose pages lack style and scripts would look healthy otherwise.
    for plain in REQUIRED_ASSETS {
        let Some(hashed) = names.get(plain) else {
            bail!(incomplete(&format_args!(
                "the line for {plain} in names.txt"
            )))
        };
        // The framework derives the names of both files of the module from its output name.
        let files = if plain == "alongside" {
            vec![format!("{hashed}.js"), format!("{hashed}_bg.wasm")]
        } else {
            vec![hashed.clone()]
        };
        for file in files {
            let path = site.join("pkg").join(file);
            if !path.is_file() {
                bail!(incomplete(&path.display()));
            }
        }
    }
    Ok(names)
}

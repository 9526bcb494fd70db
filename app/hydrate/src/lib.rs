//! Hydrates the islands in the browser. Without the `use`, the linker removes them.
use app as _;

#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

//! `wasm-tool IN.wasm OUT-FOLDER NAME`: runs wasm-bindgen on a module, and writes the JavaScript
//! and the module that a browser loads.

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder, name] = args.as_slice() else {
        anyhow::bail!("wasm-tool IN.wasm OUT-FOLDER NAME")
    };
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(Path::new(input))
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name(name)
        .generate(Path::new(folder))
}

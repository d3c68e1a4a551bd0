//! The build script: reads the knowledge base, checks all of it, and writes the packs that the crate embeds.
//!
//! It shares the data types with the crate: the modules below are the crate's own files.

#![allow(dead_code)]

mod diagnosis {
    pub mod model;
    pub mod phrase_table;
}
mod explain {
    pub mod model;
}
mod knowledge {
    pub mod build;
    pub mod code;
    pub mod model;
    pub mod packing;
    pub mod pattern;
    pub mod squeeze;
    pub mod text_run;
    pub mod words;
}
mod lang;
mod letters;
mod slug;

fn main() {
    knowledge::build::run();
    let table = std::path::Path::new("src/diagnosis/phrases.toml");
    println!("cargo::rerun-if-changed={}", table.display());
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default())
        .join("phrases.txt");
    for problem in diagnosis::phrase_table::write(table, &out) {
        println!("cargo::error={problem}");
    }
}

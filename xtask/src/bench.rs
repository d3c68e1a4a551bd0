//! `cargo xtask bench`: how long reading takes natively, in WebAssembly and of big inputs.

use crate::run;
use crate::wasm::{self, Profile};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Builds the module that reads and explains nothing, then runs the benches.
pub fn run(workspace: &Workspace) -> Result<()> {
    run::step("the library as WebAssembly");
    wasm::ensure_target()?;
    let module = wasm::compile(workspace, "bench", Profile::Release)?;
    let package = workspace.target.join("wasm-bench").join("pkg");
    fs::create_dir_all(&package).with_context(|| format!("cannot make {}", package.display()))?;
    wasm::bind(&module, "ndr_explainer", false, Profile::Release, &package)?;
    // Node takes a script for an ES module only where a manifest says so.
    fs::write(package.join("package.json"), "{ \"type\": \"module\" }\n")
        .context("cannot write package.json")?;
    run::step("cargo bench");
    let mut bench = Command::new(&workspace.cargo);
    bench
        .current_dir(&workspace.root)
        .args(["bench", "--package", "ndr-explainer"])
        .args(["--bench", "corpus", "--bench", "growth"])
        .env("NDR_BENCH_PKG", &package);
    run::run(&mut bench, "is cargo installed?")
}

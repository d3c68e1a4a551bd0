//! `cargo xtask bench`: how long reading takes natively, in WebAssembly and of big inputs; with `--page`, how fast the page is.

use crate::browser;
use crate::bundle;
use crate::run;
use crate::suites;
use crate::wasm::{self, Profile, TARGET};
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

/// Builds the page and, in the same way, a hello world of yew, and measures both in a browser (`benches/page.mjs`).
pub fn page(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    suites::install_node_packages(&workspace.root.join("tests").join("e2e"))?;
    bundle::site(workspace, Profile::Release)?;
    run::step("a hello world of yew");
    let sources = workspace.root.join("benches").join("hello");
    let target = workspace.target.join("wasm-hello");
    let mut build = Command::new(&workspace.cargo);
    build
        .current_dir(&sources)
        .args(["build", "--quiet", "--release", "--locked"])
        .args(["--target", TARGET, "--target-dir"])
        .arg(&target);
    run::run(&mut build, "is cargo installed?")?;
    let hello = target.join("page");
    fs::create_dir_all(&hello).with_context(|| format!("cannot make {}", hello.display()))?;
    let module = target.join(TARGET).join("release").join("hello.wasm");
    wasm::bind(&module, "hello", false, Profile::Release, &hello)?;
    for name in ["index.html", "boot.js"] {
        fs::copy(sources.join(name), hello.join(name))
            .with_context(|| format!("cannot copy {name}"))?;
    }
    run::step("the page in a browser");
    let mut bench = Command::new("node");
    bench
        .current_dir(&workspace.root)
        .arg(workspace.root.join("benches").join("page.mjs"))
        .args([workspace.site(), hello])
        .env("CHROME", &browser.chrome);
    run::run(&mut bench, "install Node.js 20 or later")
}

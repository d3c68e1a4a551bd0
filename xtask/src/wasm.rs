//! Compiles the crate to WebAssembly and writes the JavaScript beside it.

use crate::run;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The target of everything that runs in the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// How to compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to compile, with names and checks.
    Dev,
    /// Optimised: what is given out.
    Release,
}

/// Makes sure that the compiler has the wasm target; fetches it when rustup is there.
pub fn ensure_target() -> Result<()> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let installed =
        run::output(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))
            .is_some_and(|folder| Path::new(&folder).is_dir());
    if installed {
        return Ok(());
    }
    run::step(&format!(
        "the compiler lacks the wasm target: rustup target add {TARGET}"
    ));
    run::run(
        Command::new("rustup").args(["target", "add", TARGET]),
        "install rustup, or add the wasm target with the tool that Rust came from",
    )
}

/// Compiles the library with one feature and returns the .wasm file.
///
/// Each feature has a target folder of its own: cargo gives both results the same name, and in one folder it would
/// link each of them anew whenever the other was built in between.
pub fn compile(workspace: &Workspace, feature: &str, profile: Profile) -> Result<PathBuf> {
    let target = workspace.target.join(format!("wasm-{feature}"));
    let mut command = Command::new(&workspace.cargo);
    command
        .current_dir(&workspace.root)
        .args(["rustc", "--quiet", "--lib", "--crate-type", "cdylib"])
        .args(["--package", "ndr-explainer", "--features", feature])
        .args(["--target", TARGET, "--target-dir"])
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(workspace).join("\x1f"));
    let folder = match (profile, feature) {
        (Profile::Dev, _) => "debug",
        // Small for the page, fast for the package.
        (Profile::Release, "ui") => "release",
        (Profile::Release, _) => "swift",
    };
    if profile == Profile::Release {
        command.args(["--profile", folder]);
    }
    run::run(&mut command, "is cargo installed?")?;
    let wasm = target.join(TARGET).join(folder).join("ndr_explainer.wasm");
    if !wasm.is_file() {
        bail!("cargo made no {}", wasm.display());
    }
    Ok(wasm)
}

/// The language packs that belong to a module that was just compiled: what its build script wrote last.
pub fn packs(module: &Path) -> Result<PathBuf> {
    let builds = module
        .parent()
        .context("the module lies in no folder")?
        .join("build");
    let made = |path: &Path| {
        fs::metadata(path.join("out").join("meta.bin")).and_then(|meta| meta.modified())
    };
    let newest = fs::read_dir(&builds)
        .with_context(|| format!("cannot read {}", builds.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter_map(|path| made(&path).ok().map(|time| (time, path.join("out"))))
        .max();
    newest
        .map(|(_, path)| path)
        .with_context(|| format!("no language packs below {}", builds.display()))
}

/// The compiler's flags: the user's own, and such that keep this machine's paths out of the panic messages.
fn rustflags(workspace: &Workspace) -> Vec<String> {
    let mut flags: Vec<String> = match env::var("CARGO_ENCODED_RUSTFLAGS") {
        Ok(flags) => flags.split('\x1f').map(str::to_owned).collect(),
        Err(_) => env::var("RUSTFLAGS")
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    };
    flags.retain(|flag| !flag.is_empty());
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registries = home
        .and_then(|home| fs::read_dir(home.join("registry").join("src")).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    for (from, to) in registries
        .map(|path| (path, "crates"))
        .chain([(workspace.root.clone(), ".")])
    {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    flags
}

/// Writes `<name>.js`, `<name>_bg.wasm` and, if wanted, `<name>.d.ts` into a folder: an ES module for browsers.
pub fn bind(
    wasm: &Path,
    name: &str,
    typescript: bool,
    profile: Profile,
    folder: &Path,
) -> Result<()> {
    let release = profile == Profile::Release;
    Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        .typescript(typescript)
        // Who uses the package may leave out where the module lies; `www/boot.js` never does.
        .omit_default_module_path(!typescript)
        .debug(!release)
        .keep_debug(false)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen cannot work on {}", wasm.display()))?;
    // Types of the raw wasm exports: nobody imports them.
    match fs::remove_file(folder.join(format!("{name}_bg.wasm.d.ts"))) {
        Err(error) if typescript => Err(error).context("wasm-bindgen wrote no types"),
        _ => Ok(()),
    }
}

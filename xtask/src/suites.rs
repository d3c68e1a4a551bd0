//! `cargo xtask test`: the test suites, one behind the other, and their sum.

use crate::browser::{self, Browser};
use crate::bundle;
use crate::counts::Counts;
use crate::packages;
use crate::release;
use crate::run;
use crate::wasm::{self, Profile, TARGET};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Which suites to run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Everything that runs without a browser.
    pub native: bool,
    /// Tests of the compiled library in a browser.
    pub web: bool,
    /// Tests of the whole page in a browser.
    pub e2e: bool,
    /// Tests of what `cargo xtask release` makes, on real web servers and without any.
    pub release: bool,
}

impl Chosen {
    /// All of them.
    pub const ALL: Self = Chosen {
        native: true,
        web: true,
        e2e: true,
        release: true,
    };
}

/// The one that wants a release, not only a page.
const RELEASE_TEST: &str = "release.test.mjs";

type Suite = fn(&Workspace) -> Result<(bool, Counts)>;

/// Runs the suites, each of them also when one before has failed. The last line that is printed is the sum.
pub fn run(workspace: &Workspace, chosen: Chosen) -> Result<ExitCode> {
    let suites: [(&str, bool, Suite); 4] = [
        ("native", chosen.native, native),
        ("web", chosen.web, web),
        ("e2e", chosen.e2e, e2e),
        ("release", chosen.release, release),
    ];
    let mut sum = Counts::default();
    let mut lines = Vec::new();
    for (name, _, suite) in suites.into_iter().filter(|(_, chosen, _)| *chosen) {
        run::step(&format!("tests: {name}"));
        let start = Instant::now();
        let (mut counts, mut remark) = (Counts::default(), String::new());
        match suite(workspace) {
            Ok((success, result)) => {
                counts = result;
                if counts.ran() == 0 {
                    remark = ": no test ran".to_owned();
                } else if !success && counts.failed == 0 {
                    remark = ": broke off".to_owned();
                }
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                remark = ": could not be run".to_owned();
            }
        }
        if !remark.is_empty() {
            counts.failed += 1;
        }
        sum += counts;
        let seconds = start.elapsed().as_secs_f64();
        lines.push(format!("{name}: {counts} in {seconds:.1} s{remark}"));
    }
    println!();
    for line in lines {
        println!("{line}");
    }
    println!("{sum}");
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// All tests that need no browser, of the crate and of the build chain.
fn native(workspace: &Workspace) -> Result<(bool, Counts)> {
    packages::ensure_spelling()?;
    packages::ensure_shellcheck()?;
    let mut command = cargo(workspace);
    command.args(["test", "--workspace", "--no-fail-fast"]);
    let (success, output) = run::tee(&mut command, "is cargo installed?")?;
    Ok((success, Counts::of_cargo(&output)))
}

/// The tests `tests/web*.rs`: the library as WebAssembly, inside a browser.
fn web(workspace: &Workspace) -> Result<(bool, Counts)> {
    wasm::ensure_target()?;
    let browser = browser::ensure()?;
    let mut build = cargo(workspace);
    build
        .args(["build", "--quiet", "--package", "xtask"])
        .args(["--bin", "web-runner", "--features", "web-runner"])
        .arg("--target-dir")
        .arg(&workspace.target);
    run::run(&mut build, "is cargo installed?")?;
    let runner = workspace
        .target
        .join("debug")
        .join(format!("web-runner{}", env::consts::EXE_SUFFIX));
    let settings = workspace.target.join("webdriver.json");
    fs::write(&settings, webdriver_json(&browser))
        .with_context(|| format!("cannot write {}", settings.display()))?;
    let mut command = cargo(workspace);
    command
        .args(["test", "--package", "ndr-explainer", "--no-fail-fast"])
        .args(["--features", "js,ui", "--target", TARGET, "--test", "web*"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings)
        // A busy machine takes its time.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    for other in [
        "CHROMEDRIVER_REMOTE",
        "GECKODRIVER",
        "GECKODRIVER_REMOTE",
        "SAFARIDRIVER",
    ] {
        command.env_remove(other);
    }
    let (success, output) = run::tee(&mut command, "is cargo installed?")?;
    Ok((success, Counts::of_cargo(&output)))
}

/// The tests `tests/e2e/*.test.mjs`: what is given out, used as a person and a program would.
fn e2e(workspace: &Workspace) -> Result<(bool, Counts)> {
    let folder = workspace.root.join("tests").join("e2e");
    let browser = browser::ensure()?;
    install_node_packages(&folder)?;
    bundle::everything(workspace, Profile::Release)?;
    node(workspace, &browser, &test_files(&folder)?)
}

/// The test `tests/e2e/release.test.mjs`, behind a look at whether the same is made twice.
fn release(workspace: &Workspace) -> Result<(bool, Counts)> {
    let browser = browser::ensure()?;
    packages::ensure_servers()?;
    install_node_packages(&workspace.root.join("tests").join("e2e"))?;
    bundle::everything(workspace, Profile::Release)?;
    release::pack(workspace)?;
    let first = release::read_folder(&workspace.release())?;
    release::pack(workspace)?;
    if release::read_folder(&workspace.release())? != first {
        bail!("packing the same twice gave two different releases");
    }
    release::unpack(workspace)?;
    node(workspace, &browser, &[PathBuf::from(RELEASE_TEST)])
}

/// Runs test files of the page with Node.
fn node(workspace: &Workspace, browser: &Browser, files: &[PathBuf]) -> Result<(bool, Counts)> {
    let mut command = Command::new("node");
    command
        .current_dir(workspace.root.join("tests").join("e2e"))
        .args(["--test", "--test-reporter=spec", "--test-timeout=600000"])
        .args(files)
        .env("CHROME", &browser.chrome)
        .env("NDR_SITE", workspace.site())
        .env("NDR_PKG", workspace.package())
        .env("NDR_RELEASE", workspace.release())
        .env("NDR_UNPACKED", workspace.unpacked())
        .env_remove("FORCE_COLOR")
        .env_remove("NODE_OPTIONS");
    let (success, output) = run::tee(&mut command, "install Node.js 20 or later")?;
    Ok((success, Counts::of_node(&output)))
}

/// The test files of the page by name, in the same order on every machine.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(|name| name.to_string_lossy().ends_with(".test.mjs"))
        .filter(|name| name != Path::new(RELEASE_TEST))
        .collect();
    if files.is_empty() {
        bail!("{} has no *.test.mjs", folder.display());
    }
    files.sort();
    Ok(files)
}

/// Runs `npm ci` unless the packages of this very lock file are there.
pub fn install_node_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .context("cannot read tests/e2e/package-lock.json")?;
    let mark = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run::step("npm ci in tests/e2e");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run::run(
        Command::new(npm).current_dir(folder).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]),
        "install Node.js 20 or later; npm comes with it",
    )?;
    fs::write(&mark, lock).with_context(|| format!("cannot write {}", mark.display()))
}

fn cargo(workspace: &Workspace) -> Command {
    let mut command = Command::new(&workspace.cargo);
    command.current_dir(&workspace.root);
    command
}

/// How the driver starts the browser: this very one, and without its talk to its maker.
fn webdriver_json(browser: &Browser) -> String {
    let chrome = browser.chrome.to_string_lossy();
    let escaped = chrome.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        r#"{{"goog:chromeOptions": {{"binary": "{escaped}", "args": [
  "disable-gpu", "disable-quic", "no-first-run", "no-proxy-server", "disable-background-networking",
  "disable-component-update", "disable-sync"
]}}}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::webdriver_json;
    use crate::browser::Browser;

    #[test]
    fn a_windows_path_stays_valid_json() {
        let json = webdriver_json(&Browser {
            chrome: r"C:\Program Files\chrome.exe".into(),
            driver: "chromedriver".into(),
        });
        assert!(
            json.contains(r#""binary": "C:\\Program Files\\chrome.exe""#),
            "{json}"
        );
    }
}

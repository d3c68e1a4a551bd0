//! `cargo xtask fuzz`: the fuzz targets, one after the other, each for so many seconds.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// The targets of `fuzz/fuzz_targets`.
const TARGETS: [&str; 3] = ["bytes", "text", "msg"];

/// Runs every target for `seconds`; fails at the first that finds something. Needs a nightly toolchain; gets cargo-fuzz.
pub fn run(root: &Path, seconds: u64) -> Result<()> {
    let cargo = || {
        let mut command = Command::new("cargo");
        command
            .arg("+nightly")
            .current_dir(root)
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO");
        command
    };
    if !cargo()
        .args(["fuzz", "--version"])
        .output()
        .is_ok_and(|out| out.status.success())
    {
        println!("==> cargo install cargo-fuzz");
        let got = Command::new("cargo")
            .args(["install", "cargo-fuzz", "--locked"])
            .status()
            .context("cargo did not start")?;
        if !got.success() {
            bail!("cargo-fuzz could not be installed; type: cargo install cargo-fuzz");
        }
    }
    for target in TARGETS {
        seed(root, target)?;
        println!("==> {target}, {seconds} s");
        let status = cargo()
            .args([
                "fuzz",
                "run",
                "-O",
                target,
                "--",
                &format!("-max_total_time={seconds}"),
                "-max_len=65536",
                "-timeout=10",
                "-rss_limit_mb=4096",
                "-print_final_stats=1",
            ])
            .status()
            .context("a nightly toolchain is needed; type: rustup toolchain install nightly")?;
        if !status.success() {
            bail!(
                "{target}: what it found lies in fuzz/artifacts/{target}; make it a test, then mend the reader"
            );
        }
    }
    println!("{} targets, nothing found", TARGETS.len());
    Ok(())
}

/// Gives a target the fixtures to begin with.
fn seed(root: &Path, target: &str) -> Result<()> {
    let corpus = root.join("fuzz/corpus").join(target);
    std::fs::create_dir_all(&corpus)?;
    for folder in [
        "tests/fixtures/mails",
        "tests/fixtures/not-bounces",
        "tests/e2e/fixtures",
        "src/ui/samples",
    ] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), corpus.join(entry.file_name()))?;
            }
        }
    }
    Ok(())
}

//! Installs Debian packages where that is plainly possible.

use crate::run;
use anyhow::Result;
use std::process::Command;

/// The packages of the spelling check: the program and its dictionaries.
const SPELLING: [&str; 3] = ["hunspell", "hunspell-en-us", "hunspell-pl"];

/// The web servers that the release is tried on.
const SERVERS: [&str; 2] = ["nginx", "apache2"];

/// Whether this is a system with apt, and the user may install.
pub fn can_install() -> bool {
    cfg!(target_os = "linux")
        && run::output(Command::new("apt-get").arg("--version")).is_some()
        && run::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages, after bringing the list of packages up to date.
pub fn install(packages: &[&str]) -> Result<()> {
    run::step(&format!("apt-get install {}", packages.join(" ")));
    let apt = |arguments: &[&str]| {
        run::run(
            Command::new("apt-get")
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive"),
            "apt-get is part of Debian and its kin",
        )
    };
    apt(&["update", "--quiet", "--quiet"])?;
    let mut install = vec![
        "install",
        "--yes",
        "--quiet",
        "--quiet",
        "--no-install-recommends",
    ];
    install.extend(packages);
    apt(&install)
}

/// Gets the spelling program with its dictionaries. Elsewhere than on Debian the test says that it was left out.
pub fn ensure_spelling() -> Result<()> {
    let dictionaries = run::output(Command::new("hunspell").arg("-D")).unwrap_or_default();
    let known = run::output(Command::new("hunspell").arg("--version")).is_some()
        && (dictionaries.contains("pl_PL")
            || std::path::Path::new("/usr/share/hunspell/pl_PL.dic").exists())
        && (dictionaries.contains("en_US")
            || std::path::Path::new("/usr/share/hunspell/en_US.dic").exists());
    if known || !can_install() {
        return Ok(());
    }
    install(&SPELLING)
}

/// Gets the web servers. Elsewhere than on Debian their tests say that they were left out.
pub fn ensure_servers() -> Result<()> {
    let known = SERVERS
        .iter()
        .all(|name| std::path::Path::new("/usr/sbin").join(name).exists());
    if known || !can_install() {
        return Ok(());
    }
    install(&SERVERS)
}

/// Gets the program that checks shell commands. Elsewhere than on Debian the test does without it.
pub fn ensure_shellcheck() -> Result<()> {
    if run::output(Command::new("shellcheck").arg("--version")).is_some() || !can_install() {
        return Ok(());
    }
    install(&["shellcheck"])
}

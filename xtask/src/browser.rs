//! Finds a Chromium and its driver, and installs them where that is plainly possible.

use crate::{packages, run};
use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Debian packages: a browser, its driver, and glyphs for pages in Chinese.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// The programs that the browser tests use.
#[derive(Debug)]
pub struct Browser {
    /// Chromium, or a browser built on it.
    pub chrome: PathBuf,
    /// The matching ChromeDriver.
    pub driver: PathBuf,
}

/// The browser of this machine. When there is none, it is installed where apt is there and this runs as root; else
/// the error says the command to type.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    if !packages::can_install() {
        bail!(
            "Chromium and ChromeDriver are needed and not found. Type:\n    {}\n\
             or set CHROME and CHROMEDRIVER to their paths",
            advice()
        );
    }
    packages::install(&PACKAGES)?;
    match find()? {
        Some(browser) => Ok(browser),
        None => bail!("apt-get installed no Chromium: set CHROME and CHROMEDRIVER to their paths"),
    }
}

/// Looks for both programs: what CHROME and CHROMEDRIVER say, then PATH, then the usual places.
fn find() -> Result<Option<Browser>> {
    let chrome = locate("CHROME", &chrome_names(), &chrome_places())?;
    let driver = locate("CHROMEDRIVER", &["chromedriver"], &driver_places())?;
    Ok(chrome
        .zip(driver)
        .map(|(chrome, driver)| Browser { chrome, driver }))
}

/// The first program there is. A variable that names none is an error, not a reason to take another program.
fn locate(variable: &str, names: &[&str], places: &[PathBuf]) -> Result<Option<PathBuf>> {
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if path.is_file() {
            return Ok(Some(path));
        }
        bail!("{variable} names {}, where no program is", path.display());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    Ok(
        first_file(&folders, names)
            .or_else(|| places.iter().find(|place| place.is_file()).cloned()),
    )
}

/// The first of the names that is a file in one of the folders; an earlier name wins over an earlier folder.
fn first_file(folders: &[PathBuf], names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .flat_map(|name| {
            folders
                .iter()
                .map(move |folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        })
        .find(|path| path.is_file())
}

fn chrome_names() -> Vec<&'static str> {
    vec![
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ]
}

fn chrome_places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = [
        "/usr/lib/chromium/chromium",
        "/snap/bin/chromium",
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]
    .iter()
    .map(PathBuf::from)
    .collect();
    for variable in ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"] {
        if let Some(folder) = env::var_os(variable) {
            let folder = Path::new(&folder);
            for program in ["Google/Chrome", "Chromium"] {
                places.push(folder.join(program).join("Application/chrome.exe"));
            }
        }
    }
    places
}

fn driver_places() -> Vec<PathBuf> {
    [
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
        "/snap/bin/chromium.chromedriver",
        "/opt/homebrew/bin/chromedriver",
        "/usr/local/bin/chromedriver",
    ]
    .iter()
    .map(PathBuf::from)
    .collect()
}

/// The one command that installs what is missing.
fn advice() -> String {
    if cfg!(target_os = "macos") {
        "brew install --cask google-chrome chromedriver".to_owned()
    } else if cfg!(windows) {
        "winget install Google.Chrome Chromium.ChromeDriver".to_owned()
    } else if run::output(Command::new("apt-get").arg("--version")).is_some() {
        format!("sudo apt-get install {}", PACKAGES.join(" "))
    } else if run::output(Command::new("dnf").arg("--version")).is_some() {
        "sudo dnf install chromium chromedriver google-noto-sans-cjk-fonts".to_owned()
    } else {
        "(the command of your system that installs chromium and chromedriver)".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::first_file;
    use std::path::{Path, PathBuf};

    #[cfg(not(windows))]
    #[test]
    fn an_earlier_name_wins() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders: Vec<PathBuf> = vec![here.join("none"), here.join("src"), here.to_path_buf()];
        for (names, want) in [
            (
                &["Cargo.toml", "main.rs"][..],
                Some(here.join("Cargo.toml")),
            ),
            (&["missing", "main.rs"][..], Some(here.join("src/main.rs"))),
            (&["src"][..], None),
            (&[][..], None),
        ] {
            assert_eq!(first_file(&folders, names), want, "{names:?}");
        }
    }
}

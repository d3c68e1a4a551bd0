//! Where things are: the project's folder, its target folder, and what the build makes.

use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the project that this program was started for.
pub struct Workspace {
    /// The folder with the crate's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the user has it.
    pub target: PathBuf,
    /// The cargo that runs this program.
    pub cargo: OsString,
}

impl Workspace {
    /// Finds the project. Cargo says where it is at run time; a program that is run without cargo takes the
    /// current folder, so that no path of the machine it was compiled on is in it.
    pub fn find() -> Result<Self> {
        let root = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(xtask) => Path::new(&xtask).parent().map(Path::to_path_buf),
            None => env::current_dir().ok(),
        }
        .context("cannot tell the project's folder: start this with `cargo xtask`")?;
        let target = env::current_exe()
            .ok()
            .and_then(|exe| target_of(&exe))
            .unwrap_or_else(|| root.join("target"));
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(Workspace {
            root,
            target,
            cargo,
        })
    }

    /// The page, ready to be copied to a web server.
    pub fn site(&self) -> PathBuf {
        self.root.join("dist").join("site")
    }

    /// The JavaScript package.
    pub fn package(&self) -> PathBuf {
        self.root.join("dist").join("pkg")
    }

    /// What is given out: archives and the single file.
    pub fn release(&self) -> PathBuf {
        self.root.join("dist").join("release")
    }

    /// The site out of its archive, for tests.
    pub fn unpacked(&self) -> PathBuf {
        self.target.join("release-site")
    }

    /// The version in the crate's `Cargo.toml`.
    pub fn version(&self) -> Result<String> {
        let path = self.root.join("Cargo.toml");
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        package_version(&text).map(str::to_owned).with_context(|| {
            format!(
                "{} has no `version = \"…\"` under [package]",
                path.display()
            )
        })
    }
}

/// The target folder in which an executable lies: the nearest one above it with cargo's cache mark.
fn target_of(exe: &Path) -> Option<PathBuf> {
    exe.ancestors()
        .skip(1)
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .map(Path::to_path_buf)
}

/// The version that a manifest states in its `[package]` table.
fn package_version(manifest: &str) -> Option<&str> {
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[package]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| {
            let value = line
                .strip_prefix("version")?
                .trim_start()
                .strip_prefix('=')?;
            value.trim().strip_prefix('"')?.split('"').next()
        })
}

#[cfg(test)]
mod tests {
    use super::package_version;

    #[test]
    fn version_of_a_manifest() {
        for (manifest, want) in [
            (
                "[package]\nname = \"a\"\nversion = \"0.1.0\"\n",
                Some("0.1.0"),
            ),
            (
                "[package]\nversion=\"2.0.0-rc.1\" # next\n",
                Some("2.0.0-rc.1"),
            ),
            (
                "[workspace.package]\nversion = \"9.9.9\"\n[package]\nname = \"a\"\n",
                None,
            ),
            (
                "[package]\nname = \"a\"\n[dependencies.b]\nversion = \"1\"\n",
                None,
            ),
            ("", None),
        ] {
            assert_eq!(package_version(manifest), want, "{manifest}");
        }
    }
}

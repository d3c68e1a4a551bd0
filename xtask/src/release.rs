//! `cargo xtask release`: what is given out, in `dist/release`. It is made of `dist/site` and `dist/pkg` in memory, with fixed
//! times and a fixed order, so that two builds of one commit are equal byte for byte.

mod archive;
mod hashing;
mod licences;
mod single;

use crate::bundle;
use crate::compress;
use crate::keeper;
use crate::run;
use crate::wasm::Profile;
use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

/// Files by their names, with slashes as in a URL.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What lies beside index.html and may be changed by who runs the site.
const SETTINGS: &str = "config.json";

/// Compiles everything and puts it into `dist/release`.
pub fn run(workspace: &Workspace) -> Result<()> {
    bundle::everything(workspace, Profile::Release)?;
    pack(workspace)?;
    let folder = workspace.release();
    for (name, bytes) in read_folder(&folder)? {
        println!("{:>10} {name}", bytes.len());
    }
    println!("in {}", folder.display());
    Ok(())
}

/// Makes `dist/release` of what is compiled already.
pub fn pack(workspace: &Workspace) -> Result<()> {
    run::step("dist/release: the site, the single file, the package");
    let version = workspace.version()?;
    let name = format!("ndr-explainer-{version}");
    let licences = licences::list(workspace, &version)?;
    let mut site = read_folder(&workspace.site())?;
    let single = single::page(&site)?;
    finish_site(&mut site, &name, &single)?;
    for licence in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        site.insert(
            format!("{licence}.txt"),
            read(&workspace.root.join(licence))?,
        );
    }
    site.insert(
        "servers/hosting.md".into(),
        read(&workspace.root.join("docs").join("hosting.md"))?,
    );
    site.insert("licences.txt".into(), licences.clone().into_bytes());
    compress_all(&mut site)?;
    let package = read_folder(&workspace.package())?;

    let mut out = Files::new();
    out.insert(
        format!("{name}-site.zip"),
        archive::zip("ndr-explainer", &site)?,
    );
    out.insert(format!("{name}.html"), single);
    out.insert(format!("{name}.tgz"), archive::tgz("package", &package)?);
    out.insert(format!("{name}-licences.txt"), licences.into_bytes());
    let sums: String = out
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hashing::sha256(bytes)))
        .collect();
    out.insert("SHA256SUMS".into(), sums.into_bytes());
    bundle::publish(&workspace.release(), |folder| write_folder(folder, &out))
}

/// Takes the site out of its archive again, as who installs it does.
pub fn unpack(workspace: &Workspace) -> Result<()> {
    let name = format!("ndr-explainer-{}-site.zip", workspace.version()?);
    let bytes = read(&workspace.release().join(name))?;
    bundle::publish(&workspace.unpacked(), |folder| {
        archive::unzip(&bytes, folder)
    })
}

/// Names with hashes, the single file beside the page, and the list for the offline copy.
fn finish_site(site: &mut Files, name: &str, single: &[u8]) -> Result<()> {
    hashing::rename(site)?;
    let file = format!("{name}.html");
    hashing::replace(site, "servers/web.config", &[("ndr-explainer.html", &file)])?;
    let link = format!(
        "<link id=\"single-file\" href=\"{file}\" data-size=\"{}\" data-sum=\"{}\">\n</head>",
        single.len().div_ceil(1000),
        hashing::sha256(single)
    );
    hashing::replace(site, "index.html", &[("</head>", &link)])?;
    site.insert(file, single.to_vec());
    let keeper = site.get("sw.js").context("the page has no sw.js")?;
    let filled = keeper::fill(std::str::from_utf8(keeper)?, site)?;
    site.insert("sw.js".into(), filled.into_bytes());
    Ok(())
}

/// Puts `.gz` and `.br` beside each file that gets smaller by it. Settings are left as they are: a compressed copy of what
/// they were would win over a change.
fn compress_all(site: &mut Files) -> Result<()> {
    let worth = |name: &str| {
        let end = name.rsplit('.').next().unwrap_or_default();
        ["html", "css", "js", "wasm", "bin", "webmanifest"].contains(&end)
            && !name.starts_with("servers/")
    };
    let made = thread::scope(|scope| {
        let jobs: Vec<_> = site
            .iter()
            .filter(|(name, _)| worth(name))
            .map(|(name, bytes)| {
                scope.spawn(move || -> Result<_> {
                    let gzip = (format!("{name}.gz"), compress::gzip(bytes)?);
                    let brotli = (format!("{name}.br"), compress::brotli(bytes)?);
                    let pair = [gzip, brotli].into_iter();
                    Ok(pair
                        .filter(|(_, small)| small.len() < bytes.len())
                        .collect::<Vec<_>>())
                })
            })
            .collect();
        jobs.into_iter()
            .map(|job| job.join().map_err(|_| anyhow!("compressing broke off"))?)
            .collect::<Result<Vec<_>>>()
    })?;
    site.extend(made.into_iter().flatten());
    Ok(())
}

/// All files below a folder.
pub fn read_folder(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        let entries =
            fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            let path: PathBuf = entry?.path();
            let name = format!(
                "{prefix}{}",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
            if path.is_dir() {
                open.push((path, format!("{name}/")));
            } else {
                files.insert(name, read(&path)?);
            }
        }
    }
    Ok(files)
}

fn write_folder(folder: &Path, files: &Files) -> Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Files, SETTINGS, compress_all};

    #[test]
    fn settings_are_not_compressed() {
        let text = "a".repeat(500).into_bytes();
        let mut site: Files = [SETTINGS, "index.html", "servers/.htaccess", "icons/a.png"]
            .map(|name| (name.to_owned(), text.clone()))
            .into();
        compress_all(&mut site).unwrap();
        let compressed: Vec<&str> = site
            .keys()
            .map(String::as_str)
            .filter(|name| name.ends_with(".gz") || name.ends_with(".br"))
            .collect();
        assert_eq!(compressed, ["index.html.br", "index.html.gz"]);
    }
}

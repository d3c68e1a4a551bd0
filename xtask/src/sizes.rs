//! The sizes of what is given out: a table, and a budget for what a first visit loads.

use crate::bundle::{BESIDE, LANGUAGES};
use crate::compress;
use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

/// The most that the page may load until it can be used, in one language, compressed with brotli, in bytes.
const MAX_READY: usize = 420 * 1000;

/// The most that it may load in all, the other languages included.
const MAX_COMPLETE: usize = 800 * 1000;

/// The most files that the page may load.
const MAX_FILES: usize = 8;

/// The sizes of one file in bytes.
struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the tables.
pub fn print(workspace: &Workspace) -> Result<()> {
    tables(workspace).map(drop)
}

/// Prints the tables and what the page loads; fails above the budget.
pub fn check(workspace: &Workspace) -> Result<ExitCode> {
    let rows = tables(workspace)?;
    let loaded = loaded(&workspace.site())?;
    let sum = |keep: &dyn Fn(&str) -> bool| -> usize {
        rows.iter()
            .filter(|row| loaded.contains(&row.name) && keep(&row.name))
            .map(|row| row.brotli)
            .sum()
    };
    // The reader's language is one of three, and the other two come in one file: the largest count.
    let (mut ready, mut complete, mut files) = (0, 0, 0);
    for tag in LANGUAGES {
        let [own, others] = packs(tag);
        // The page asks for the service worker once it is ready (`www/boot.js`).
        let needed = |name: &str| (!name.starts_with("lang/") || name == own) && name != "sw.js";
        let visited = |name: &str| needed(name) || name == others || name == "sw.js";
        ready = ready.max(sum(&needed));
        complete = complete.max(sum(&visited));
        files = files.max(loaded.iter().filter(|name| visited(name)).count());
    }
    println!(
        "the page loads {files} of {MAX_FILES} files, with one language and the file of the others: {}\nbytes brotli: {} of {} until it is ready, {} of {} in all",
        loaded.iter().cloned().collect::<Vec<_>>().join(" "),
        grouped(ready),
        grouped(MAX_READY),
        grouped(complete),
        grouped(MAX_COMPLETE),
    );
    if files > MAX_FILES || ready > MAX_READY || complete > MAX_COMPLETE {
        eprintln!("error: the page is above its budget (xtask/src/sizes.rs)");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// The files of a language: itself, and the others.
fn packs(tag: &str) -> [String; 2] {
    ["", BESIDE].map(|begin| format!("lang/{begin}{tag}.bin"))
}

/// Prints one table for each folder that is there; returns the rows of the page.
fn tables(workspace: &Workspace) -> Result<Vec<Row>> {
    let site = workspace.site();
    if !site.is_dir() {
        bail!(
            "{} is missing: run `cargo xtask build` first",
            site.display()
        );
    }
    let package = workspace.package();
    let (page, package) = thread::scope(|scope| {
        let package = package.is_dir().then(|| scope.spawn(|| measure(&package)));
        (measure(&site), package.map(|thread| thread.join()))
    });
    if let Some(measured) = package {
        let rows = measured.map_err(|_| anyhow!("measuring dist/pkg broke off"))??;
        print!("{}", table("dist/pkg", &rows));
    }
    let page = page?;
    print!("{}", table("dist/site", &page));
    Ok(page)
}

fn measure(folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for file in files(folder)? {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        rows.push(Row {
            name: url_of(folder, &file),
            raw: bytes.len(),
            gzip: compress::gzip(&bytes)?.len(),
            brotli: compress::brotli(&bytes)?.len(),
        });
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

/// All files below a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// A file's path below the folder, with slashes as in a URL.
fn url_of(folder: &Path, file: &Path) -> String {
    let relative = file.strip_prefix(folder).unwrap_or(file);
    relative.to_string_lossy().replace('\\', "/")
}

/// The table as text, with a line of sums.
fn table(title: &str, rows: &[Row]) -> String {
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let total = Row {
        name: "together".into(),
        raw: sum(|row| row.raw),
        gzip: sum(|row| row.gzip),
        brotli: sum(|row| row.brotli),
    };
    let mut text = line(title, "raw", "gzip -9", "brotli -11");
    for row in rows.iter().chain([&total]) {
        text += &line(
            &format!("  {}", row.name),
            &grouped(row.raw),
            &grouped(row.gzip),
            &grouped(row.brotli),
        );
    }
    text
}

fn line(name: &str, raw: &str, gzip: &str, brotli: &str) -> String {
    format!("{name:<36} {raw:>11} {gzip:>11} {brotli:>11}\n")
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The files that a visit loads: `index.html`, and what it and they name, over and over.
fn loaded(site: &Path) -> Result<BTreeSet<String>> {
    let mut seen = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    while let Some(name) = open.pop() {
        if !site.join(&name).is_file() || !seen.insert(name.clone()) {
            continue;
        }
        if ["html", "css", "js"]
            .iter()
            .any(|end| name.ends_with(&format!(".{end}")))
        {
            let text = fs::read_to_string(site.join(&name))
                .with_context(|| format!("cannot read {name}"))?;
            open.extend(named(&text).filter_map(|reference| resolve(&name, reference)));
        }
    }
    Ok(seen)
}

/// Everything in a text that could name another file: what stands in quotes or in `url(…)`, but not where a link
/// `<a href=…>` leads, nor what only other browsers load (`nomodule`) or ask for by themselves (the manifest).
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`', '(', ')'])
        .scan(false, |link, piece| {
            let skip = *link;
            let tag = piece.rsplit('<').next().unwrap_or_default();
            *link = (tag.starts_with("a ") && tag.trim_end().ends_with("href="))
                || tag.contains(" nomodule ");
            Some((!skip).then_some(piece))
        })
        .flatten()
        .filter(|piece| piece.len() < 200 && !piece.contains(char::is_whitespace))
        .filter(|piece| !piece.ends_with(".webmanifest"))
}

/// The file that a relative address means, seen from the file it stands in.
fn resolve(from: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['?', '#']).next()?;
    if reference.is_empty() || reference.starts_with('/') || reference.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Row, grouped, named, resolve, table};

    #[test]
    fn thousands() {
        for (number, want) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (12_345, "12,345"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), want);
        }
    }

    #[test]
    fn a_table_adds_up() {
        let row = |name: &str, raw| Row {
            name: name.into(),
            raw,
            gzip: 10,
            brotli: 9,
        };
        let text = table("dist/site", &[row("a.js", 1200), row("b.js", 300)]);
        let last: Vec<&str> = text.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(last, ["together", "1,500", "20", "18"]);
        assert_eq!(text.lines().count(), 4);
    }

    #[test]
    fn names_in_a_page() {
        let html = r#"<link href="css/page.css"><a href="other.html">x</a><script src='boot.js'></script>
            <script nomodule src="old.js"></script><link rel="manifest" href="a.webmanifest">"#;
        let names: Vec<&str> = named(html).filter(|name| name.contains('.')).collect();
        assert_eq!(names, ["css/page.css", "boot.js"]);
        assert!(named("@import url(base.css);").any(|name| name == "base.css"));
        assert!(named("new URL('ui_bg.wasm', import.meta.url)").any(|name| name == "ui_bg.wasm"));
    }

    #[test]
    fn relative_addresses() {
        for (from, reference, want) in [
            ("index.html", "boot.js", Some("boot.js")),
            ("index.html", "./css/a.css?v=1", Some("css/a.css")),
            ("css/a.css", "../img/b.svg", Some("img/b.svg")),
            ("css/a.css", "b.css#x", Some("css/b.css")),
            ("index.html", "../out.js", None),
            ("index.html", "/root.js", None),
            ("index.html", "data:image/png;base64,AA", None),
            ("index.html", "#top", None),
        ] {
            assert_eq!(resolve(from, reference).as_deref(), want, "{reference}");
        }
    }
}

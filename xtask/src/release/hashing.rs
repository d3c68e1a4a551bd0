//! Names that change with what is in the file, so that a browser may keep it for ever.

use super::Files;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// How many hexadecimal digits of the digest go into a name. The configurations in `www/servers` count on it.
const DIGITS: usize = 10;

/// The SHA-256 digest in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Renames what the page loads, and names it so wherever it is mentioned.
pub fn rename(site: &mut Files) -> Result<()> {
    let leaves: Vec<String> = site
        .keys()
        .filter(|name| {
            name.as_str() == "ui_bg.wasm" || name.starts_with("css/") || name.starts_with("lang/")
        })
        .cloned()
        .collect();
    rename_some(
        site,
        &leaves,
        &["ui.js", "index.html", "servers/web.config"],
    )?;
    rename_some(
        site,
        &["ui.js".to_owned()],
        &["index.html", "servers/web.config"],
    )
}

/// Renames some files and tells it to others.
fn rename_some(site: &mut Files, names: &[String], tell: &[&str]) -> Result<()> {
    let mut pairs = Vec::new();
    for name in names {
        let bytes = site
            .remove(name)
            .with_context(|| format!("the page has no {name}"))?;
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        let hashed = format!("{stem}.{}.{end}", &sha256(&bytes)[..DIGITS]);
        site.insert(hashed.clone(), bytes);
        pairs.push((name.clone(), hashed));
    }
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    for file in tell
        .iter()
        .filter(|file| site.contains_key(**file))
        .copied()
        .collect::<Vec<_>>()
    {
        let text = text_of(site, file)?;
        let named: Vec<_> = pairs
            .iter()
            .copied()
            .filter(|(old, _)| text.contains(old))
            .collect();
        replace(site, file, &named)?;
    }
    Ok(())
}

/// Replaces words in a file of the site; each must be there.
pub fn replace(site: &mut Files, file: &str, pairs: &[(&str, &str)]) -> Result<()> {
    if !site.contains_key(file) {
        return Ok(());
    }
    let mut text = text_of(site, file)?;
    for (old, new) in pairs {
        if !text.contains(old) {
            bail!("{file} does not mention {old}");
        }
        text = text.replace(old, new);
    }
    site.insert(file.to_owned(), text.into_bytes());
    Ok(())
}

fn text_of(site: &Files, file: &str) -> Result<String> {
    let bytes = site.get(file).cloned().unwrap_or_default();
    String::from_utf8(bytes).with_context(|| format!("{file} is no text"))
}

#[cfg(test)]
mod tests {
    use super::{Files, rename};

    #[test]
    fn names_follow_what_is_in_the_files() {
        let make = |wasm: &str| {
            let mut site: Files = [
                ("index.html", "css/page.css ui.js <code>ui_bg.wasm</code>"),
                ("css/page.css", "a{}"),
                ("ui.js", "'ui_bg.wasm' 'lang/en.bin'"),
                ("ui_bg.wasm", wasm),
                ("lang/en.bin", "words"),
                ("sw.js", "x"),
            ]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into();
            rename(&mut site).unwrap();
            site
        };
        let (one, two) = (make("1"), make("2"));
        assert_eq!(one, make("1"));
        let name = |site: &Files, start: &str| {
            let mut found = site.keys().filter(|name| name.starts_with(start));
            found.next().cloned().unwrap_or_default()
        };
        for (start, same) in [
            ("css/", true),
            ("lang/", true),
            ("ui_bg.", false),
            ("ui.", false),
            ("sw.js", true),
        ] {
            assert_eq!(name(&one, start) == name(&two, start), same, "{start}");
        }
        let index = String::from_utf8(one["index.html"].clone()).unwrap();
        for start in ["css/", "ui.", "ui_bg."] {
            assert!(index.contains(&name(&one, start)), "{index}");
        }
    }
}

//! Puts into `sw.js` the list of what a visit loads, with digests: the offline copy of one build.

use crate::release::Files;
use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

/// Where the list goes: between these two, in place of another list if there is one.
const LIST: [&str; 2] = ["const FILES = {", "};"];

/// How many bytes of a digest are put down.
const BYTES: usize = 16;

/// The service worker with its list filled in. The page itself is './'; settings have no digest.
pub fn fill(source: &str, site: &Files) -> Result<String> {
    let [begin, end] = LIST;
    let parts = source.split_once(begin).and_then(|(head, rest)| {
        let (_, tail) = rest.split_once(end)?;
        Some((head, tail))
    });
    let Some((head, tail)) = parts else {
        bail!("sw.js does not say `{begin}{end}`");
    };
    let mut list = String::new();
    for (name, bytes) in site {
        let (name, digest) = match name.as_str() {
            "config.json" => (name.as_str(), String::new()),
            "index.html" => ("./", digest(bytes)),
            name if is_loaded(name) => (name, digest(bytes)),
            _ => continue,
        };
        list += &format!("\n'{name}': '{digest}',");
    }
    Ok(format!("{head}{begin}{list}\n{end}{tail}"))
}

/// Whether a visit loads that file beside the page.
fn is_loaded(name: &str) -> bool {
    name.starts_with("css/")
        || name.starts_with("lang/")
        || (name.starts_with("ui") && (name.ends_with(".js") || name.ends_with(".wasm")))
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..BYTES]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Files, fill};

    #[test]
    fn the_list_is_what_a_visit_loads() {
        let site: Files = [
            "config.json",
            "css/a.css",
            "icons/a.png",
            "index.html",
            "lang/en.bin",
            "old.js",
            "sw.js",
            "ui.1.js",
            "ui_bg.wasm",
        ]
        .map(|name| (name.to_owned(), b"abc".to_vec()))
        .into();
        let digest = "ba7816bf8f01cfea414140de5dae2223";
        let names = ["css/a.css", "./", "lang/en.bin", "ui.1.js", "ui_bg.wasm"];
        let lines: String = names
            .map(|name| format!("\n'{name}': '{digest}',"))
            .concat();
        let want = format!("a;\nconst FILES = {{\n'config.json': '',{lines}\n}};\nb;");
        let made = fill("a;\nconst FILES = {};\nb;", &site).unwrap();
        assert_eq!(made, want);
        assert_eq!(fill(&made, &site).unwrap(), want);
        assert!(fill("", &site).is_err());
    }
}

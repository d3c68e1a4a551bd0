//! The page in one file: it opens from a disk, a file share or a mail. Its policy names the script by its digest and allows
//! no address at all, so it cannot send anything anywhere.

use super::Files;
use crate::bundle::{self, BESIDE};
use crate::compress;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The lines of `index.html` that name other files; they go.
const LINKS: [&str; 5] = [
    "<link rel=\"stylesheet\"",
    "<link rel=\"preload\"",
    "<link rel=\"manifest\"",
    "<script type=\"module\"",
    "<script nomodule",
];

/// Makes the single file of the page as `cargo xtask build` makes it.
pub fn page(site: &Files) -> Result<Vec<u8>> {
    let text = |name: &str| -> Result<&str> {
        let bytes = site
            .get(name)
            .with_context(|| format!("the page has no {name}"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{name} is no text"))
    };
    let script = classic(text("ui.js")?)?;
    let style = text("css/page.css")?;
    if style.contains("</")
        || script.to_ascii_lowercase().contains("</script")
        || script.contains("<!--")
    {
        bail!("the script or the style would end too early inside of a page");
    }
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; worker-src blob:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types ndr-explainer",
        digest(&script),
        digest(style)
    );
    let mut page = String::new();
    let mut dropped = 0;
    for line in text("index.html")?.lines() {
        if LINKS.iter().any(|link| line.starts_with(link)) {
            dropped += 1;
        } else if line.starts_with("<meta http-equiv=\"Content-Security-Policy\"") {
            page +=
                &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
            dropped += 1;
        } else if line == "</head>" {
            page += &format!("<style>{style}</style>\n</head>\n");
        } else if line == "</body>" {
            page += &data(site)?;
            page += &format!("<script id=\"program\">{script}</script>\n</body>\n");
        } else {
            page += line;
            page.push('\n');
        }
    }
    if dropped != LINKS.len() + 1 {
        bail!(
            "index.html does not name its files line by line any more (xtask/src/release/single.rs)"
        );
    }
    Ok(page.into_bytes())
}

/// The program and the languages, each in an element with its name.
fn data(site: &Files) -> Result<String> {
    let mut elements = String::new();
    for (name, bytes) in site {
        if name == "ui_bg.wasm" || (name.starts_with("lang/") && !name.contains(BESIDE)) {
            let mut bytes = bytes.clone();
            // Each language whole: which one is begun in, only the reader knows.
            if let Some(tag) = name.strip_prefix("lang/") {
                let rest = site.get(&format!("lang/{BESIDE}{tag}"));
                let rest = rest.with_context(|| format!("the rest of {name} is missing"))?;
                bytes.extend(&rest[..bundle::part_end(rest, 0)?]);
            }
            let packed = BASE64_STANDARD.encode(compress::gzip(&bytes)?);
            elements += &format!(
                "<script type=\"application/octet-stream\" id=\"{name}\">{packed}</script>\n"
            );
        } else if name == super::SETTINGS {
            // As it is: who gives the file out may change the settings in it.
            let text = std::str::from_utf8(bytes).context("config.json is no text")?;
            elements +=
                &format!("<script type=\"application/json\" id=\"{name}\">\n{text}</script>\n");
        }
    }
    Ok(elements)
}

/// The module as a classic script: browsers load no modules from `file:`.
fn classic(module: &str) -> Result<String> {
    let mut script = String::from("(() => {\n'use strict';\n");
    for line in module.lines() {
        if line.starts_with("export {") {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        if line.starts_with("import ") || line.starts_with("default ") {
            bail!("ui.js has a line that no classic script can have: {line}");
        }
        script += &line.replace("import.meta.url", "location.href");
        script.push('\n');
    }
    script += "})();\n";
    // The single file is a copy itself.
    let keeper = "const KEEPER = 'sw.js';";
    if !script.contains(keeper) {
        bail!("ui.js does not say `{keeper}`");
    }
    Ok(script.replace(keeper, "const KEEPER = '';"))
}

fn digest(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::{classic, page};

    #[test]
    fn a_module_becomes_a_classic_script() {
        let module = "export class A {\n}\nexport function b() {\n}\nexport { a as default };\nnew URL('x', import.meta.url);\nconst KEEPER = 'sw.js';\n";
        assert_eq!(
            classic(module).unwrap(),
            "(() => {\n'use strict';\nclass A {\n}\nfunction b() {\n}\nnew URL('x', location.href);\nconst KEEPER = '';\n})();\n"
        );
        for bad in ["import x from 'y';", "export default 1;", ""] {
            assert!(classic(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_page_that_changed_its_form_is_found_out() {
        let site = |index: &str| {
            [
                ("index.html", index),
                ("css/page.css", "a{}"),
                ("ui.js", "const KEEPER = 'sw.js';"),
                ("ui_bg.wasm", "x"),
            ]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into()
        };
        let whole = "<meta http-equiv=\"Content-Security-Policy\" content=\"\">\n<link rel=\"stylesheet\" href=\"css/page.css\">\n\
            <link rel=\"preload\">\n<link rel=\"manifest\">\n<script type=\"module\" src=\"ui.js\"></script>\n\
            <script nomodule></script>\n</head>\n<body>\n</body>\n";
        let made = String::from_utf8(page(&site(whole)).unwrap()).unwrap();
        for part in [
            "<style>a{}</style>",
            "id=\"ui_bg.wasm\"",
            "<script id=\"program\">",
            "script-src 'sha256-",
        ] {
            assert!(made.contains(part), "{part}: {made}");
        }
        assert!(
            !made.contains("href=") && !made.contains("src=\""),
            "{made}"
        );
        assert!(page(&site(&whole.replace("<link rel=\"preload\">\n", ""))).is_err());
    }
}

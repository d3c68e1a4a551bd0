//! What the JavaScript package has beside the module: its manifest, and the words of its element.

use crate::bundle::LANGUAGES;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The scripts of the element that ask for words.
const ASKING: [&str; 2] = ["answer.js", "details.js"];

/// Writes `package.json` and `element/tables.js` into the package's folder; the scripts of the element are there already.
pub fn write(workspace: &Workspace, folder: &Path) -> Result<()> {
    let element = folder.join("element");
    let mut asked = String::new();
    for name in ASKING {
        asked.push_str(&read(&element.join(name))?);
    }
    let mut script = String::from(
        "// The words of the page that the element says.\n\nexport const TABLES = {\n",
    );
    let knowledge = workspace.root.join("src").join("knowledge");
    for tag in LANGUAGES {
        let words = read(&knowledge.join("ui").join(format!("{tag}.toml")))?;
        let _ = writeln!(script, "  '{tag}': {{\n{}  }},", table(&words, &asked));
    }
    script.push_str("};\n");
    fs::write(element.join("tables.js"), script).context("cannot write tables.js")?;
    let manifest = manifest(&workspace.version()?);
    fs::write(folder.join("package.json"), manifest).context("cannot write package.json")
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The lines of a table of words, as properties of an object, that a script asks for: by a key in single quotes, or by the
/// beginning of one that ends with a hyphen, in single quotes or a template (`'note-many'`, `` `sign-${slug}` ``).
fn table(words: &str, script: &str) -> String {
    let asks = |key: &str| {
        script.contains(&format!("'{key}'"))
            || key
                .match_indices('-')
                .any(|(at, _)| script.contains(&format!("`{}${{", &key[..=at])))
    };
    let mut lines = String::new();
    for line in words.lines() {
        if let Some((key, value)) = line.split_once(" = ")
            && !key.starts_with('#')
            && asks(key)
        {
            // Plural forms are a table in the table. A quote inside of a text would have a backslash before it.
            let value = value.replace(" = \"", ": \"");
            let _ = writeln!(lines, "    '{key}': {value},");
        }
    }
    lines
}

/// The package's manifest. `version` is a SemVer version, so it needs no escaping.
fn manifest(version: &str) -> String {
    format!(
        r#"{{
  "name": "ndr-explainer",
  "version": "{version}",
  "description": "Reads bounced e-mail (NDR, DSN) and explains it: what happened, who has to act, what to do now.",
  "keywords": ["email", "bounce", "ndr", "dsn", "smtp", "webassembly"],
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "main": "./ndr_explainer.js",
  "types": "./ndr_explainer.d.ts",
  "exports": {{
    ".": {{
      "types": "./ndr_explainer.d.ts",
      "default": "./ndr_explainer.js"
    }},
    "./element": {{
      "types": "./ndr-explainer-element.d.ts",
      "default": "./ndr-explainer-element.js"
    }},
    "./ndr_explainer_bg.wasm": "./ndr_explainer_bg.wasm",
    "./package.json": "./package.json"
  }},
  "files": ["*.js", "*.d.ts", "*.wasm", "element"],
  "sideEffects": ["./ndr-explainer-element.js"]
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn words_that_are_asked_for() {
        let words = "# a comment = x\nparty-you = \"You\"\nsign-link = \"A “link”\"\nother = \"x\"\nn = { one = \"{n} one\", other = \"{n}\" }\n";
        let script =
            "words(lang, 'party-you') + words(lang, `sign-${sign}`) + counted(lang, 'n', 2)";
        let want = "    'party-you': \"You\",\n    'sign-link': \"A “link”\",\n    'n': { one: \"{n} one\", other: \"{n}\" },\n";
        assert_eq!(table(words, script), want);
    }
}

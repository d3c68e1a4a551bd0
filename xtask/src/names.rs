//! Shortens the names by which module and script know each other. wasm-bindgen makes them unique with sixteen digits of a
//! digest each, which no compression takes away; here they only have to differ within one page.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use walrus::ModuleConfig;

/// Gives short names to what `<name>_bg.wasm` takes from and gives to `<name>.js`, in both, as far as nobody else uses them.
pub fn shorten(folder: &Path, name: &str) -> Result<()> {
    let module_path = folder.join(format!("{name}_bg.wasm"));
    let script_path = folder.join(format!("{name}.js"));
    let mut module = ModuleConfig::new()
        .generate_producers_section(false)
        .generate_name_section(false)
        .parse_file(&module_path)
        .with_context(|| format!("cannot read {}", module_path.display()))?;
    let mut short = HashMap::new();
    let imports = module.imports.iter_mut().map(|import| &mut import.name);
    let exports = module.exports.iter_mut().map(|export| &mut export.name);
    for name in imports.chain(exports).filter(|name| is_digested(name)) {
        let next = format!("${}", short.len());
        let next = short.entry(name.clone()).or_insert(next);
        name.clone_from(next);
    }
    let script = fs::read_to_string(&script_path)
        .with_context(|| format!("cannot read {}", script_path.display()))?;
    fs::write(&script_path, renamed(&script, &short))
        .with_context(|| format!("cannot write {}", script_path.display()))?;
    module
        .emit_wasm_file(&module_path)
        .with_context(|| format!("cannot write {}", module_path.display()))
}

/// Whether a name ends in the digits of a digest.
fn is_digested(name: &str) -> bool {
    let Some((_, end)) = name.rsplit_once(['_', 'h']) else {
        return false;
    };
    end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The script with other names, each where it stands as a whole word.
fn renamed(script: &str, names: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(script.len());
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        out.push_str(names.get(word).map_or(word, String::as_str));
        let start = behind.find(is_part).unwrap_or(behind.len());
        out.push_str(&behind[..start]);
        rest = &behind[start..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_digested, renamed};

    #[test]
    fn names_with_a_digest() {
        for (name, want) in [
            ("__wbg_offsetTop_18b5450f7d71de7f", true),
            (
                "wasm_bindgen__convert__closures_____invoke__h5cb1dd1cae79fdaa",
                true,
            ),
            ("__wbindgen_cast_0000000000000001", true),
            ("__wbindgen_malloc", false),
            ("install", false),
            ("a_18b5450f7d71de7", false),
        ] {
            assert_eq!(is_digested(name), want, "{name}");
        }
    }

    #[test]
    fn only_whole_words_are_renamed() {
        let names = [("ab", "$0"), ("ab_c", "$1")].map(|(long, short)| (long.into(), short.into()));
        let script = "ab: function() { return wasm.ab_c(ab, abc, x.ab); } // „ab”\n";
        assert_eq!(
            renamed(script, &names.into()),
            "$0: function() { return wasm.$1($0, abc, x.$0); } // „$0”\n"
        );
    }
}

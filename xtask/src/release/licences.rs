//! The list of everything that the page and the package are made of, with licences, out of `cargo metadata`.

use crate::run;
use crate::wasm::TARGET;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The list as text.
pub fn list(workspace: &Workspace, version: &str) -> Result<String> {
    let mut command = Command::new(&workspace.cargo);
    command
        .current_dir(&workspace.root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--features", "ui,js", "--filter-platform", TARGET]);
    let output = run::output(&mut command).context("`cargo metadata --locked` failed")?;
    let metadata = serde_json::from_str(&output).context("cargo metadata gave no JSON")?;
    table(&metadata, version).context("cargo metadata has another form than expected")
}

fn table(metadata: &Value, version: &str) -> Option<String> {
    let packages: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()?
        .iter()
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()?
        .iter()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let root = *packages
        .iter()
        .find(|(_, package)| package["name"] == "ndr-explainer")?
        .0;
    let inside = reached(&nodes, BTreeSet::from([root]), false);
    let all = reached(&nodes, inside.clone(), true);
    let lines = |keep: &dyn Fn(&str) -> bool| {
        let mut lines: Vec<String> = all
            .iter()
            .filter(|id| **id != root && keep(id))
            .filter_map(|id| packages.get(id))
            .map(|package| line(package))
            .collect();
        lines.sort();
        lines.concat()
    };
    Some(format!(
        "NDR Explainer {version}, MIT OR Apache-2.0\n\n\
         Compiled into it, or used by what is compiled into it:\n{}Rust standard library, MIT OR Apache-2.0, https://github.com/rust-lang/rust\n\n\
         Used to build it:\n{}",
        lines(&|id| inside.contains(id)),
        lines(&|id| !inside.contains(id)),
    ))
}

/// All packages that some lead to; through what only builds them, too, if `building`.
fn reached<'a>(
    nodes: &BTreeMap<&'a str, &'a Value>,
    from: BTreeSet<&'a str>,
    building: bool,
) -> BTreeSet<&'a str> {
    let mut seen = from.clone();
    let mut open: Vec<&str> = from.into_iter().collect();
    while let Some(id) = open.pop() {
        let deps = nodes.get(id).and_then(|node| node["deps"].as_array());
        for dep in deps.into_iter().flatten() {
            let kinds = dep["dep_kinds"].as_array().into_iter().flatten();
            let counts = kinds
                .map(|kind| &kind["kind"])
                .any(|kind| kind.is_null() || (building && kind == "build"));
            if let Some(name) = dep["pkg"].as_str().filter(|_| counts)
                && seen.insert(name)
            {
                open.push(name);
            }
        }
    }
    seen
}

fn line(package: &Value) -> String {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    let licence = match text("license") {
        "" => "licence in its files",
        licence => licence,
    };
    format!(
        "{} {}, {licence}, {}\n",
        text("name"),
        text("version"),
        text("repository")
    )
}

#[cfg(test)]
mod tests {
    use super::table;
    use serde_json::json;

    #[test]
    fn what_is_inside_and_what_builds() {
        let package = |id: &str| json!({"id": id, "name": id, "version": "1.0.0", "license": "MIT", "repository": "https://fabrikam.example/"});
        let dep = |id: &str, kind: Option<&str>| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
        let packages = ["ndr-explainer", "inside", "deep", "builder", "tester"].map(package);
        let metadata = json!({
            "packages": packages,
            "resolve": {"nodes": [
                {"id": "ndr-explainer", "deps": [dep("inside", None), dep("builder", Some("build")), dep("tester", Some("dev"))]},
                {"id": "inside", "deps": [dep("deep", None)]},
            ]},
        });
        let text = table(&metadata, "0.1.0").unwrap();
        let at = |word: &str| text.find(word);
        assert!(
            at("inside 1.0.0, MIT").unwrap() > at("deep 1.0.0").unwrap(),
            "{text}"
        );
        assert!(
            at("builder").unwrap() > at("Used to build").unwrap(),
            "{text}"
        );
        assert!(at("deep").unwrap() < at("Used to build").unwrap(), "{text}");
        assert_eq!(at("tester"), None);
        assert_eq!(table(&json!({}), "0.1.0"), None);
    }
}

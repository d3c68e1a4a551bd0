//! Puts together what is given out: `dist/pkg` and `dist/site`.

use crate::keeper;
use crate::names;
use crate::npm;
use crate::release;
use crate::run;
use crate::shrink;
use crate::wasm::{self, Profile};
use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

/// The parts of the style sheet, in the order in which they count.
const STYLES: [&str; 4] = ["base.css", "paste.css", "answer.css", "codes.css"];

/// The languages whose packs lie beside the page.
pub const LANGUAGES: [&str; 3] = ["en", "zh-TW", "pl"];

/// How the name of a file with all languages but one begins; that one follows.
pub const BESIDE: &str = "not-";

/// Makes `dist/site` and `dist/pkg`, both compiled at once: each spends most of its time in a linker with one thread.
pub fn everything(workspace: &Workspace, profile: Profile) -> Result<()> {
    run::step("dist/site and dist/pkg: the page and the JavaScript package");
    wasm::ensure_target()?;
    let (page, api) = thread::scope(|scope| {
        let page = scope.spawn(|| wasm::compile(workspace, "ui", profile));
        let api = wasm::compile(workspace, "js", profile);
        (page.join(), api)
    });
    let page = page.map_err(|_| anyhow!("compiling the page broke off"))?;
    publish_site(workspace, &page?, profile, true)?;
    publish_package(workspace, &api?, profile)
}

/// Makes `dist/site` alone, without an offline copy: it would show the page of before each time.
pub fn site(workspace: &Workspace, profile: Profile) -> Result<()> {
    run::step("dist/site: the page");
    wasm::ensure_target()?;
    let module = wasm::compile(workspace, "ui", profile)?;
    publish_site(workspace, &module, profile, false)
}

/// The page with all it needs, to be copied to any web server.
fn publish_site(
    workspace: &Workspace,
    module: &Path,
    profile: Profile,
    offline: bool,
) -> Result<()> {
    publish(&workspace.site(), |folder| {
        copy_tree(&workspace.root.join("www"), folder)?;
        join_styles(&folder.join("css"))?;
        copy_file(
            &workspace.root.join("index.html"),
            &folder.join("index.html"),
        )?;
        let packs = wasm::packs(module)?;
        let languages = folder.join("lang");
        fs::create_dir_all(&languages)
            .with_context(|| format!("cannot make {}", languages.display()))?;
        for tag in LANGUAGES {
            deal(&languages, &packs, tag)?;
        }
        wasm::bind(module, "ui", false, profile, folder)?;
        if profile == Profile::Release {
            names::shorten(folder, "ui")?;
        }
        join_scripts(folder)?;
        if offline {
            list_files(folder)
        } else {
            forget_keeper(folder)
        }
    })
}

/// Deals the packs out to the two files that a visit in `tag` loads, since each file costs a round trip: what the first answer
/// needs, and the rest of that pack with the packs of the other languages behind it.
fn deal(languages: &Path, packs: &Path, tag: &str) -> Result<()> {
    let pack = |tag: &str| {
        let path = packs.join(format!("{tag}.bin"));
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let write = |name: String, bytes: &[u8]| {
        fs::write(languages.join(&name), bytes).with_context(|| format!("cannot write {name}"))
    };
    let own = pack(tag)?;
    let first = part_end(&own, part_end(&own, 0)?)?;
    write(format!("{tag}.bin"), &own[..first])?;
    let mut rest = own[first..].to_vec();
    for other in LANGUAGES.iter().filter(|other| **other != tag) {
        rest.extend(pack(other)?);
    }
    write(format!("{BESIDE}{tag}.bin"), &rest)
}

/// Where the part of a pack ends that begins at `start`: its second four bytes (little-endian) tell the length of what
/// follows them (`src/knowledge/squeeze.rs`).
pub fn part_end(pack: &[u8], start: usize) -> Result<usize> {
    let length = pack
        .get(start + 4..)
        .and_then(|rest| rest.first_chunk::<4>())
        .context("a language pack is cut off")?;
    let end = start + 8 + usize::try_from(u32::from_le_bytes(*length))?;
    if end > pack.len() {
        bail!("a language pack is cut off");
    }
    Ok(end)
}

/// Tells the service worker what there is to keep.
fn list_files(folder: &Path) -> Result<()> {
    let path = folder.join("sw.js");
    let source = fs::read_to_string(&path).context("cannot read sw.js")?;
    let filled = keeper::fill(&shrink::js(&source), &release::read_folder(folder)?)?;
    fs::write(&path, filled).context("cannot write sw.js")
}

/// Takes the service worker out.
fn forget_keeper(folder: &Path) -> Result<()> {
    let path = folder.join("ui.js");
    let script = fs::read_to_string(&path).context("cannot read ui.js")?;
    fs::write(
        &path,
        script.replace("const KEEPER = 'sw.js';", "const KEEPER = '';"),
    )
    .context("cannot write ui.js")?;
    fs::remove_file(folder.join("sw.js")).context("cannot remove sw.js")
}

/// Makes one script of the program's own and `boot.js`, which starts it: the page asks for one file less, and its worker
/// for one in all.
fn join_scripts(folder: &Path) -> Result<()> {
    let [own, boot] = ["ui.js", "boot.js"].map(|name| folder.join(name));
    let read = |path: &Path| {
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    // A block of its own, so that its names do not meet those of the program.
    let joined = format!("{}\n{{\n{}\n}}\n", read(&own)?, read(&boot)?);
    fs::remove_file(&boot).with_context(|| format!("cannot remove {}", boot.display()))?;
    fs::write(&own, shrink::js(&joined)).context("cannot write ui.js")
}

/// Makes one style sheet of the parts, in their order: each file that the page asks for costs a round trip.
fn join_styles(folder: &Path) -> Result<()> {
    let mut joined = String::new();
    for part in STYLES {
        let path = folder.join(part);
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        joined.push_str(&text);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    fs::write(folder.join("page.css"), shrink::css(&joined)).context("cannot write page.css")
}

/// The JavaScript API as an ES module with types, and the element made of it.
fn publish_package(workspace: &Workspace, module: &Path, profile: Profile) -> Result<()> {
    publish(&workspace.package(), |folder| {
        wasm::bind(module, "ndr_explainer", true, profile, folder)?;
        copy_tree(&workspace.root.join("package"), folder)?;
        copy_file(
            &workspace.root.join("docs").join("package.md"),
            &folder.join("README.md"),
        )?;
        npm::write(workspace, folder)
    })
}

/// Fills a new folder and puts it in the place of the old one, so that a reader never meets a half of it.
pub fn publish(place: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let beside = |word: &str| -> PathBuf {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        place.with_file_name(format!(".{name}-{word}-{}", process::id()))
    };
    let (new, old) = (beside("new"), beside("old"));
    fs::create_dir_all(&new).with_context(|| format!("cannot make {}", new.display()))?;
    let filled = fill(&new).and_then(|()| {
        if place.exists() {
            fs::rename(place, &old)
                .with_context(|| format!("cannot move {} away", place.display()))?;
        }
        fs::rename(&new, place)
            .inspect_err(|_| {
                // Better the page of before than none.
                let _ = fs::rename(&old, place);
            })
            .with_context(|| format!("cannot write {}", place.display()))
    });
    for leftover in [&new, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover)
                .with_context(|| format!("cannot remove {}", leftover.display()))?;
        }
    }
    filled
}

/// Copies a folder with all below it; hidden files stay behind, but for the configuration of Apache.
fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", from.display()))?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') && name != ".htaccess" {
            continue;
        }
        let (source, copy) = (entry.path(), to.join(&name));
        if source.is_dir() {
            copy_tree(&source, &copy)?;
        } else {
            copy_file(&source, &copy)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

//! The page: yew components over the stages of the crate.
//!
//! Input: what the reader pastes, drops or opens. Output: the answer, with its evidence marked in the text.
//! The modules up to `strings` know no browser and are tested natively; the others need the feature `ui`.
//! Everything from the mail reaches the page as text nodes, never as markup, and is never stored or sent.

pub mod config;
pub mod desk;
pub mod digest;
#[cfg(test)]
pub mod example;
pub mod given;
pub mod groups;
pub mod marks;
pub mod order;
pub mod pieces;
pub mod place;
pub mod route;
pub mod samples;
pub mod state;
pub mod strings;
pub mod windows;

#[cfg(feature = "ui")]
mod app;
#[cfg(feature = "ui")]
mod browser;
#[cfg(feature = "ui")]
mod components;
#[cfg(feature = "ui")]
mod hooks;
#[cfg(feature = "ui")]
mod page;
#[cfg(feature = "ui")]
mod view;

/// The language (BCP 47) in which the page will begin; its pack must be installed before [`start`].
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn language() -> String {
    browser::languages::first().slug().to_owned()
}

/// Takes what the server sent as `config.json`, with its HTTP status; before [`language`].
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn configure(text: &str, status: u16) {
    config::install(text, status);
}

/// What is wrong with `config.json`, for the console, in English if its pack has come; empty if nothing is.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn warning() -> String {
    use crate::lang::Lang;
    let ready = |lang: &&Lang| crate::knowledge::is_ready(**lang);
    let lang = Lang::ALL.iter().find(ready);
    lang.map_or_else(String::new, |&lang| {
        config::warning(&config::current().faults, lang)
    })
}

/// Takes the pack of a language; `false` if it is no pack of this build.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn install(tag: &str, pack: Vec<u8>) -> bool {
    let Some(lang) = crate::lang::Lang::from_slug(tag) else {
        return false;
    };
    crate::knowledge::install(lang, pack.leak()).is_ok()
}

/// Takes what comes behind the pack of the page's own language: the rest of it, and the other languages; `false` if it is
/// none of this build.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = installRest)]
pub fn install_rest(tag: &str, file: Vec<u8>) -> bool {
    let lang = crate::lang::Lang::from_slug(tag);
    lang.is_some_and(|lang| crate::knowledge::install_rest(lang, file.leak()).is_ok())
}

/// Makes some of the texts of a language ready, a few milliseconds' worth; `true` while there is more to do. They would
/// come by themselves, but only when an answer needs them.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn prepare(tag: &str) -> bool {
    crate::lang::Lang::from_slug(tag).is_some_and(crate::knowledge::prepare)
}

/// Takes the worker that reads what is long (`www/boot.js`).
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn employ(worker: web_sys::Worker) {
    browser::worker::employ(worker);
}

/// Starts the page in the element `#app`, or does nothing if there is none.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start() {
    let Some(root) = browser::by_id("app") else {
        return;
    };
    // What was pasted into the static field before the page was ready must not get lost.
    let early = browser::field_value("text").unwrap_or_default();
    yew::Renderer::<app::App>::with_root_and_props(root, app::AppProps { early }).render();
}

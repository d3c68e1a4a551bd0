//! The last line of the page.

use yew::prelude::*;

use crate::ui::page::use_page;

/// Privacy in one sentence, and the version.
#[component]
pub fn Footer() -> Html {
    let words = use_page().words;
    let version = words.with("page-version", &[("version", env!("CARGO_PKG_VERSION"))]);
    html! {
        <footer class="foot">
            <span>{ words.text("page-privacy") }</span>
            <span>{ version }</span>
        </footer>
    }
}

//! The last line of the page.

use yew::prelude::*;

use crate::ui::strings::Strings;

/// Privacy in one sentence, and the version.
pub fn footer(words: Strings) -> Html {
    let version = words.with("page-version", &[("version", env!("CARGO_PKG_VERSION"))]);
    html! {
        <footer class="foot">
            <span>{ words.text("page-privacy") }</span>
            <span>{ version }</span>
        </footer>
    }
}

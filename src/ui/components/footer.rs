//! The last line of the page.

use yew::prelude::*;

use super::copies::copies;
use super::organization::helpdesk;
use crate::ui::strings::Strings;

/// The helpdesk of the organization, if it names one, privacy in one sentence, the version, and the copies for use without
/// the server.
pub fn footer(words: Strings) -> Html {
    let version = words.with("page-version", &[("version", env!("CARGO_PKG_VERSION"))]);
    html! {
        <footer class="foot">
            { helpdesk(words) }
            <span>{ words.text("page-privacy") }</span>
            <span>{ version }</span>
            { copies(words) }
        </footer>
    }
}

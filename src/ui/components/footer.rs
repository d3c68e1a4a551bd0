//! The last line of the page.

use yew::prelude::*;

use super::copies::copies;
use super::organization::helpdesk;
use crate::ui::place::Place;
use crate::ui::strings::Strings;

/// The helpdesk of the organization, if it names one, privacy in one sentence and where more is told, the version, and the
/// copies for use without the server.
pub fn footer(place: &Place, words: Strings) -> Html {
    let version = words.with("page-version", &[("version", env!("CARGO_PKG_VERSION"))]);
    let here = (*place == Place::Privacy).then_some("page");
    html! {
        <footer class="foot">
            { helpdesk(words) }
            <span>{ words.text("page-privacy") }</span>
            <a href="#/privacy" aria-current={here}>{ words.text("privacy-heading") }</a>
            <span>{ version }</span>
            { copies(words) }
        </footer>
    }
}

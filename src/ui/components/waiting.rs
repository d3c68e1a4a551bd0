//! What stands on the page while something long is read.

use yew::prelude::*;

use crate::ui::page::use_page;
use crate::ui::state::{Action, Opening, What};

/// See [`Waiting`].
#[derive(Properties, PartialEq)]
pub struct WaitingProps {
    /// What is read, and how far it is.
    pub opening: Opening,
}

/// What is being done, how far it is, and a way out.
#[component]
pub fn Waiting(props: &WaitingProps) -> Html {
    let page = use_page();
    let words = page.words;
    let progress = props.opening.progress;
    let said = match &props.opening.what {
        _ if progress.reading => words.text("waiting-reading"),
        What::File(name) => words.with("file-reading", &[("name", name)]),
        What::Paste(_) => words.text("waiting-paste"),
    };
    html! {
        <div class="waiting">
            <p id="waiting" role="status">{ said }</p>
            <progress class="waiting__bar" max="100" value={progress.percent.to_string()} aria-labelledby="waiting" />
            <button type="button" class="btn" onclick={page.on(Action::Cancel)}>
                { words.text("waiting-cancel") }
            </button>
        </div>
    }
}

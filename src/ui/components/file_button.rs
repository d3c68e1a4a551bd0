//! A button that opens a file.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::browser::files;
use crate::ui::page::use_page;

/// A button, and the kinds of files it takes.
#[component]
pub fn FileButton() -> Html {
    let page = use_page();
    let words = page.words;
    let input = use_node_ref();
    let choose = {
        let input = input.clone();
        Callback::from(move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let change = {
        let input = input.clone();
        Callback::from(move |_: Event| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                files::open_first(input.files(), &page);
                // The same file may be chosen again after "Clear".
                input.set_value("");
            }
        })
    };
    html! {
        <div class="tools__row">
            <button type="button" class="btn" onclick={choose} aria-describedby="file-kinds">
                { words.text("start-file") }
            </button>
            <span id="file-kinds" class="tools__hint">{ words.text("start-file-kinds") }</span>
            <input ref={input} type="file" hidden={true} accept=".eml,.msg,.txt,.mbox,.log,message/rfc822,text/plain"
                onchange={change} />
        </div>
    }
}

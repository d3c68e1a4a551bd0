//! What stands around the field before anything was given.

use yew::prelude::*;

use super::file_button::FileButton;
use super::how_to_copy::how_to_copy;
use super::icon::{Drawing, icon};
use crate::ui::hooks::use_rested;
use crate::ui::page::use_page;
use crate::ui::samples::SAMPLES;
use crate::ui::state::{Action, Refusal, What};
use crate::ui::strings::Strings;

/// The question, and what the page does.
pub fn intro(words: Strings) -> Html {
    html! {
        <div class="intro">
            <h1 class="intro__heading">{ words.text("start-heading") }</h1>
            <p class="intro__lead">{ words.text("start-lead") }</p>
        </div>
    }
}

/// Typing has to rest for so long before the page says that it sees nothing in it, in milliseconds.
const REST: u32 = 1500;

/// See [`Tools`].
#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// What was not read, and why.
    pub refused: Option<(What, Refusal)>,
    /// What is typed so far, if it says nothing yet.
    pub unclear: Option<std::rc::Rc<str>>,
}

/// Files, examples, privacy, and how to copy a message.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let page = use_page();
    let words = page.words;
    let trouble = props.refused.as_ref().map(|refused| match refused {
        (What::File(name), Refusal::TooLarge) => words.with("file-too-large", &[("name", name)]),
        (What::File(name), Refusal::Unreadable) => words.with("file-unreadable", &[("name", name)]),
        (What::Paste(_), Refusal::TooLarge) => words.text("paste-too-large"),
        (What::Paste(_), Refusal::Unreadable) => words.text("paste-unreadable"),
    });
    let rested = use_rested(props.unclear.clone(), REST);
    let unclear =
        (rested.is_some() && rested == props.unclear).then(|| words.text("nothing-other"));
    let samples = SAMPLES.iter().map(|sample| {
        html! {
            <button type="button" class="chip" onclick={page.on(Action::Sample(sample.text.into()))}>
                { words.text(sample.label) }
            </button>
        }
    });
    html! {
        <div class="tools">
            <div class="tools__said" role="status">
                if let Some(text) = trouble { <p class="notice">{ text }</p> }
                if let Some(text) = unclear { <p class="tools__hint">{ text }</p> }
            </div>
            <FileButton />
            <div class="tools__row" role="group" aria-labelledby="samples">
                <span id="samples" class="tools__hint">{ words.text("start-try") }</span>
                { for samples }
            </div>
            <p class="privacy">
                { icon(Drawing::Shield) }
                <span>{ words.text("start-privacy") }</span>
            </p>
            { how_to_copy(words) }
        </div>
    }
}

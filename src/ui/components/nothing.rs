//! The answer to something that is not a bounce: what was seen, and what to paste instead.

use yew::prelude::*;

use super::notices::{intake_note, notices};
use super::safety::safety;
use crate::Reading;
use crate::intake::{Form, IntakeNote};
use crate::ui::page::use_page;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// See [`Nothing`].
#[derive(Properties, PartialEq)]
pub struct NothingProps {
    /// What is shown.
    pub view: View,
}

/// What was seen, and what to paste instead.
#[component]
pub fn Nothing(props: &NothingProps) -> Html {
    let words = use_page().words;
    let reading = props.view.reading();
    let refused = refused(reading);
    html! {
        <article id="answer" class="answer answer--nothing">
            <h1 id="answer-heading" class="verdict__title" tabindex="-1">{ words.text("nothing-heading") }</h1>
            <p class="verdict__summary">{ seen(reading, refused, words) }</p>
            { safety(&props.view, words) }
            if refused.is_none() { { notices(&props.view, words) } }
            <h2 class="label">{ words.text("nothing-instead") }</h2>
            <ul class="list">
                <li>{ words.text("nothing-whole") }</li>
                <li>{ words.text("nothing-line") }</li>
                <li>{ words.text("nothing-file") }</li>
            </ul>
            if refused.is_none() { <p class="soft">{ words.text("nothing-stays") }</p> }
        </article>
    }
}

/// Why there was nothing to read, if that is so.
fn refused(reading: &Reading) -> Option<IntakeNote> {
    (reading.document.notes.iter().copied())
        .find(|note| matches!(note, IntakeNote::Empty | IntakeNote::Binary))
}

fn seen(reading: &Reading, refused: Option<IntakeNote>, words: Strings) -> String {
    if let Some(note) = refused {
        return intake_note(note, words);
    }
    match reading.document.form {
        Form::Mime | Form::Mbox | Form::OutlookMsg => words.text("nothing-mail"),
        Form::Log | Form::TraceRow | Form::Json => words.text("nothing-lines"),
        Form::Rendered | Form::SmtpReply | Form::Unknown => words.text("nothing-other"),
    }
}

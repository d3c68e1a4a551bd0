//! What the reader should know beside the answer.

use yew::prelude::*;

use crate::intake::IntakeNote;
use crate::report::ReportNote;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// Calm notices; none when there is nothing to say.
pub fn notices(view: &View, words: Strings) -> Html {
    let reading = view.reading();
    let report = (reading.report.notes.iter()).filter_map(|note| told(note, view.index(), words));
    let intake =
        (reading.document.notes.iter()).map(|note| html! { <p>{ intake_note(*note, words) }</p> });
    let notes: Vec<Html> = report.chain(intake).collect();
    if notes.is_empty() {
        return html! {};
    }
    html! {
        <ul class="notices" aria-label={words.text("note-label")}>
            { for notes.into_iter().map(|note| html! { <li class="notice">{ note }</li> }) }
        </ul>
    }
}

/// The sentence for something that intake noticed.
pub fn intake_note(note: IntakeNote, words: Strings) -> String {
    words.text(match note {
        IntakeNote::Empty => "intake-empty",
        IntakeNote::Binary => "intake-binary",
        IntakeNote::BrokenMime => "intake-broken-mime",
        IntakeNote::UnknownCharset => "intake-unknown-charset",
        IntakeNote::TooLarge => "intake-too-large",
    })
}

fn told(note: &ReportNote, index: usize, words: Strings) -> Option<Html> {
    let plain = |text: String| Some(html! { <p>{ text }</p> });
    match note {
        ReportNote::Truncated => plain(words.text("note-truncated")),
        ReportNote::ManyRecipients { total } => plain(words.count("note-many", *total, &[])),
        ReportNote::CodeAndTextDisagree { bounce, code, text } if *bounce == index => {
            plain(words.with("note-disagree", &[("code", code), ("text", text)]))
        }
        ReportNote::CodeAndTextDisagree { .. } => None,
        // They are warnings (`safety`).
        ReportNote::NotSentByYou | ReportNote::Lookalike { .. } => None,
    }
}

//! A number in the answer that leads to the spot in the text.

use yew::prelude::*;

use crate::ui::marks::{Field, Mark};
use crate::ui::page::use_page;
use crate::ui::state::{Action, Target};
use crate::ui::view::View;

/// See [`EvidenceLink`].
#[derive(Properties, PartialEq)]
pub struct EvidenceLinkProps {
    /// What is shown.
    pub view: View,
    /// On what the words before the number rest; nothing is drawn if it is not marked.
    pub field: Field,
}

/// A number in the answer that leads to the spot in the text.
#[component]
pub fn EvidenceLink(props: &EvidenceLinkProps) -> Html {
    let page = use_page();
    let field = props.field;
    let found = |mark: &&Mark| mark.fields.contains(&field);
    let Some(mark) = props.view.marks().iter().find(found) else {
        return html! {};
    };
    let number = mark.number;
    let what = page.words.text(&format!("field-{}", field.slug()));
    let label = (page.words).with(
        "source-to-mark",
        &[("number", &number.to_string()), ("field", &what)],
    );
    let go = {
        let page = page.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            page.send(Action::Go(Target::Mark(number)));
        })
    };
    // The word joiner keeps the number on the line of what it proves.
    html! {
        <>{ "\u{2060}" }<a class={classes!("evidence", mark.field().class())} href={format!("#mark-{number}")}
            data-evidence={number.to_string()} aria-label={label.clone()} title={label} onclick={go}>{ number }</a></>
    }
}

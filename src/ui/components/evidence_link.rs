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
    html! {
        <a class={classes!("evidence", mark.field().class())} href={format!("#mark-{number}")}
            data-evidence={number.to_string()} aria-label={label.clone()} title={label} onclick={go}>{ number }</a>
    }
}

/// A text with the number of its evidence. The number never stands alone at the beginning of a line.
pub fn with_evidence(text: &str, view: &View, field: Field) -> Html {
    const KEPT_TOGETHER: usize = 3;
    let mut ends = text.char_indices().rev();
    let cut = ends.nth(KEPT_TOGETHER - 1).map_or(0, |(at, _)| at);
    let (head, tail) = text.split_at(cut);
    html! {
        <>
            { head }
            <span class="together">{ tail }<EvidenceLink view={view.clone()} {field} /></span>
        </>
    }
}

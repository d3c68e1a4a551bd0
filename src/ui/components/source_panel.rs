//! The text of the reader: first a field, then the same text with the evidence marked in it.

use yew::prelude::*;

use super::marked_text::MarkedText;
use super::paste_field::PasteField;
use crate::ui::page::use_page;
use crate::ui::state::{Action, Source, State};
use crate::ui::view::View;

/// See [`SourcePanel`].
#[derive(Properties, PartialEq)]
pub struct SourcePanelProps {
    /// The state of the page.
    pub state: State,
    /// What is shown, once there is an answer.
    pub view: Option<View>,
}

impl SourcePanelProps {
    /// A file that is no text has nothing to show.
    fn is_blank(&self) -> bool {
        let shown = self.view.as_ref();
        shown.is_some_and(|view| view.reading().document.text.is_empty())
    }

    fn class(&self) -> Classes {
        classes!(
            "source",
            if self.view.is_some() {
                "source--settled"
            } else {
                "source--start"
            },
            (self.view.is_some() && self.state.editing).then_some("source--editing"),
            self.is_blank().then_some("source--blank"),
        )
    }
}

/// The text of the reader.
#[component]
pub fn SourcePanel(props: &SourcePanelProps) -> Html {
    let page = use_page();
    let words = page.words;
    let unfolded = use_state_eq(|| false);
    let toggle = {
        let unfolded = unfolded.clone();
        Callback::from(move |_| unfolded.set(!*unfolded))
    };
    let state = &props.state;
    let is_file = matches!(
        state.source,
        Source::File(_) | Source::Pasted | Source::Opening(_)
    );
    let heading = match &state.source {
        Source::File(name) => words.with("source-heading-file", &[("name", name)]),
        _ => words.text("source-heading"),
    };
    let fold_label = words.text(if *unfolded {
        "source-fold"
    } else {
        "source-unfold"
    });
    html! {
        <section class={props.class()} aria-label={words.text("source-heading")}>
            if props.view.is_some() {
                <div class="source__bar">
                    <h2 class="source__heading">{ heading }</h2>
                    if !is_file {
                        <button type="button" class="textual" onclick={page.on(Action::Edit)}>
                            { words.text("source-edit") }
                        </button>
                    }
                    <button type="button" class="textual" onclick={page.on(Action::Clear)}>
                        { words.text("source-clear") }
                    </button>
                </div>
            }
            <div class={classes!("source__body", unfolded.then_some("source__body--unfolded"))}>
                <PasteField text={state.field_text()} revision={state.revision} rests={state.rests()} settled={props.view.is_some()}
                    disabled={is_file} />
                if let Some(view) = &props.view {
                    <a class="skip" href="#answer-heading"
                        onclick={skip(&page)}>{ words.text("page-skip") }</a>
                    <MarkedText view={view.clone()} />
                }
            </div>
            if props.view.is_some() {
                <button type="button" class="textual source__fold" aria-expanded={unfolded.to_string()}
                    onclick={toggle}>{ fold_label }</button>
            }
        </section>
    }
}

fn skip(page: &crate::ui::page::Page) -> Callback<MouseEvent> {
    let page = page.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        page.send(Action::Go(crate::ui::state::Target::Answer));
    })
}

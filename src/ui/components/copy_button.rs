//! A button that copies a text, and says so.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::ui::hooks::{Copied, use_copy};
use crate::ui::page::use_page;

/// See [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// Its class.
    #[prop_or_default]
    pub class: Classes,
    /// The id of the element that says more about it.
    #[prop_or_default]
    pub describedby: Option<AttrValue>,
}

/// A button that copies a text. Where the browser refuses, the text itself appears, selected.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let words = use_page().words;
    let (copied, copy) = use_copy();
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(copied, move |copied| {
            if *copied == Copied::Refused
                && let Some(field) = field.cast::<HtmlTextAreaElement>()
            {
                let _ = field.focus();
                field.select();
            }
        });
    }
    let onclick = {
        let text = props.text.to_string();
        copy.reform(move |_: MouseEvent| text.clone())
    };
    let said = match copied {
        Copied::No => String::new(),
        Copied::Yes => words.text("handover-copied"),
        Copied::Refused => words.text("handover-manual"),
    };
    let label = match copied {
        Copied::Yes => said.clone().into(),
        _ => props.label.clone(),
    };
    html! {
        <>
            <button type="button" class={props.class.clone()} {onclick} aria-describedby={props.describedby.clone()}>
                { label }
            </button>
            <span role="status" class={if copied == Copied::Refused { "copy__refused" } else { "visually-hidden" }}>
                { said }
            </span>
            if copied == Copied::Refused {
                <textarea ref={field} class="copy__text" readonly={true} translate="no"
                    aria-label={words.text("handover-text")} value={props.text.clone()} />
            }
        </>
    }
}

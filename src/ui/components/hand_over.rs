//! The findings as text, for somebody who can act on them.

use yew::prelude::*;

use super::copy_button::CopyButton;
use crate::explain::text;
use crate::ui::page::use_page;
use crate::ui::state::Audience;
use crate::ui::view::View;

/// See [`HandOver`].
#[derive(Properties, PartialEq)]
pub struct HandOverProps {
    /// What is shown.
    pub view: View,
    /// Who hands over.
    pub audience: Audience,
}

/// A button that copies the findings.
#[component]
pub fn HandOver(props: &HandOverProps) -> Html {
    let words = use_page().words;
    let view = &props.view;
    let text = text::for_admin(view.reading(), view.index(), words.lang);
    let label = match props.audience {
        Audience::User => words.text("handover-user"),
        Audience::Admin => words.text("handover-admin"),
    };
    html! {
        <div class="hand">
            <CopyButton {text} {label} class="btn btn--main" describedby="handover-hint" />
            <p id="handover-hint" class="hand__hint">{ words.text("handover-hint") }</p>
        </div>
    }
}

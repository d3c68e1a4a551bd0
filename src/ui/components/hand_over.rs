//! The findings as text, for somebody who can act on them.

use yew::prelude::*;

use super::copy_button::CopyButton;
use crate::explain::text;
use crate::ui::state::Audience;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// A button that copies the findings.
pub fn hand_over(view: &View, audience: Audience, words: Strings) -> Html {
    let text = text::for_admin(view.reading(), view.index(), words.lang);
    let label = match audience {
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

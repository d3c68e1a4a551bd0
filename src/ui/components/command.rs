//! A command for the admin, to copy.

use yew::prelude::*;

use super::copy_button::CopyButton;
use crate::ui::page::use_page;

/// See [`Command`].
#[derive(Properties, PartialEq)]
pub struct CommandProps {
    /// The command as it is typed.
    pub text: AttrValue,
}

/// A command and a button that copies it.
#[component]
pub fn Command(props: &CommandProps) -> Html {
    let words = use_page().words;
    html! {
        <div class="command">
            <pre class="command__text" translate="no" dir="ltr" tabindex="0" role="group"
                aria-label={words.text("command-label")}><code>{ &props.text }</code></pre>
            <CopyButton text={props.text.clone()} label={words.text("command-copy")} class="command__copy" />
        </div>
    }
}

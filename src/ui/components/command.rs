//! A command for the admin, to copy.

use yew::prelude::*;

use super::copy_button::CopyButton;
use crate::ui::strings::Strings;

/// A command and a button that copies it.
pub fn command(text: &str, words: Strings) -> Html {
    html! {
        <div class="command">
            <pre class="command__text" translate="no" dir="ltr" tabindex="0" role="group"
                aria-label={words.text("command-label")}><code>{ text }</code></pre>
            <CopyButton text={text.to_owned()} label={words.text("command-copy")} class="command__copy" />
        </div>
    }
}

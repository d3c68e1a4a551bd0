//! What the footer says of copies for use without the server: the one that the browser keeps, and the single file.

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::strings::Strings;

/// All that could be said; `<html data-copy>` tells the style sheet which of it holds. What the buttons do is in
/// `www/boot.js`, by their ids.
pub fn copies(words: Strings) -> Html {
    let button = |id: &'static str| {
        html! { <button type="button" class="textual" {id}>{ words.text(id) }</button> }
    };
    html! {
        <>
            <span class="copy copy--kept">{ words.text("copy-kept") }{ button("copy-remove") }</span>
            <span class="copy copy--off">{ button("copy-keep") }</span>
            { single_file(words) }
            <span aria-live="polite">
                <span class="copy copy--new">{ words.text("copy-new") }{ button("copy-renew") }</span>
            </span>
        </>
    }
}

/// The single file, with its size and checksum, where this site has it: `cargo xtask release` says so in `index.html`.
fn single_file(words: Strings) -> Option<Html> {
    let link = browser::by_id("single-file")?;
    let of = |name| link.get_attribute(name).unwrap_or_default();
    Some(html! {
        <>
            <a href={of("href")} download="">
                { words.with("copy-file", &[("size", &of("data-size"))]) }
            </a>
            <details>
                <summary>{ words.text("copy-sum") }</summary>
                <code>{ of("data-sum") }</code>
            </details>
        </>
    })
}

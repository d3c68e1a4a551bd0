//! Elements by a call, where many are alike.

use yew::prelude::*;

/// An element with a class and what stands in it. `tag` is one that has an end.
#[inline(never)]
pub fn element(tag: &'static str, class: &'static str, content: Vec<Html>) -> Html {
    let class = (!class.is_empty()).then_some(class);
    html! { <@{tag} {class}>{ content }</@> }
}

/// An element with nothing but words in it.
#[inline(never)]
pub fn said(tag: &'static str, class: &'static str, words: &str) -> Html {
    element(tag, class, vec![Html::from(words)])
}

/// A link to another place of the app.
#[inline(never)]
pub fn link(class: &'static str, place: String, words: &str) -> Html {
    html! { <a {class} href={place}>{ words }</a> }
}

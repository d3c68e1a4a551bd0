//! The articles of the reference as a list, grouped by who must act.

use yew::prelude::*;

use super::inline::inlines;
use crate::diagnosis::FixedBy;
use crate::explain::article::line;
use crate::knowledge;
use crate::lang::Lang;
use crate::reference::{Group, provider};
use crate::ui::browser::focus;
use crate::ui::strings::Strings;

/// So many codes stand beside a name.
const CODES: usize = 3;

/// Who must act, as a heading: the sentence without its full stop.
pub fn acts(acts: FixedBy, words: Strings) -> String {
    let sentence = words.text(&format!("fixed-by-{}", acts.slug()));
    sentence.trim_end_matches(['.', '。']).to_owned()
}

/// The groups with their articles.
pub fn groups(groups: &[Group], lang: Lang) -> Html {
    let words = Strings { lang };
    let groups = groups.iter().map(|group| {
        let id = group_id(group.acts);
        html! {
            <section key={id.clone()} class="codes__group" aria-labelledby={id.clone()}>
                <h2 {id} class="codes__acts" tabindex="-1">{ acts(group.acts, words) }</h2>
                <ul class="codes__all">
                    { for group.entries.iter().map(|entry| html! { <Row key={entry.id} id={entry.id} {lang} /> }) }
                </ul>
            </section>
        }
    });
    groups.collect()
}

/// Buttons that lead to the groups.
pub fn jumps(groups: &[Group], words: Strings) -> Html {
    let jumps = groups.iter().map(|group| {
        let target = format!("#{}", group_id(group.acts));
        let onclick = Callback::from(move |_: MouseEvent| focus::jump(&target));
        html! {
            <li>
                <button type="button" class="textual" {onclick}>{ acts(group.acts, words) }</button>
                <span class="soft">{ group.entries.len() }</span>
            </li>
        }
    });
    html! {
        <nav aria-label={words.text("codes-groups")}><ul class="codes__jumps">{ for jumps }</ul></nav>
    }
}

/// The parts of a code that no article names by itself.
pub fn unnamed(code: &str, words: Strings) -> Html {
    let parts = knowledge::status_parts(words.lang, code);
    html! {
        <section class="codes__unnamed">
            <p>{ words.with("codes-unnamed", &[("code", code)]) }</p>
            { super::meaning::parts(&parts) }
        </section>
    }
}

fn group_id(acts: FixedBy) -> String {
    format!("codes-{}", acts.slug())
}

/// See [`Row`].
#[derive(Properties, PartialEq)]
struct RowProps {
    id: &'static str,
    lang: Lang,
}

/// One article: its name, its codes, the mail system, and one sentence. A component, so that typing draws it only once.
#[component]
fn Row(props: &RowProps) -> Html {
    let words = Strings { lang: props.lang };
    let (Some(article), Some(text)) = (
        knowledge::article(props.id),
        knowledge::text(props.lang, props.id),
    ) else {
        return html! {};
    };
    let codes = article.codes.iter().take(CODES);
    let more = article.codes.len() > CODES;
    html! {
        <li class="codes__one">
            <a class="codes__link" href={format!("#/codes/{}", props.id)}>{ text.name }</a>
            { for codes.map(|code| html! { <code translate="no">{ code.0 }</code> }) }
            if more { <span class="soft">{ "…" }</span> }
            if let Some(provider) = provider(article.scope) { <small class="soft">{ provider }</small> }
            <p class="codes__summary">{ inlines(&line(&text.summary), words) }</p>
        </li>
    }
}

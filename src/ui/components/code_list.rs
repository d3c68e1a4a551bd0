//! The articles of the reference as a list, grouped by who must act.

use yew::prelude::*;

use super::element::{element, link, said};
use super::inline::inlines;
use crate::diagnosis::FixedBy;
use crate::explain::article::line;
use crate::knowledge;
use crate::reference::{Entry, Group, provider};
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
pub fn groups(groups: &[Group], words: Strings) -> Html {
    let groups = groups.iter().map(|group| {
        let id = group_id(group.acts);
        let rows = group.entries.iter().map(|entry| row(entry, words));
        html! {
            <section key={group.acts.slug()} class="codes__group" aria-labelledby={id.clone()}>
                <h2 {id} class="codes__acts" tabindex="-1">{ acts(group.acts, words) }</h2>
                { element("ul", "codes__all", rows.collect()) }
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
        let button = html! {
            <button type="button" class="textual" {onclick}>{ acts(group.acts, words) }</button>
        };
        let count = said("span", "soft", &group.entries.len().to_string());
        element("li", "", vec![count, button])
    });
    html! {
        <nav aria-label={words.text("codes-groups")}>{ element("ul", "codes__jumps", jumps.collect()) }</nav>
    }
}

/// The parts of a code that no article names by itself.
pub fn unnamed(code: &str, words: Strings) -> Html {
    let parts = knowledge::status_parts(words.lang, code);
    let remark = words.with("codes-unnamed", &[("code", code)]);
    let parts = super::meaning::parts(&parts);
    element("div", "codes__unnamed", vec![said("p", "", &remark), parts])
}

fn group_id(acts: FixedBy) -> String {
    format!("codes-{}", acts.slug())
}

/// One article: its name, its codes, the mail system, and one sentence.
fn row(entry: Entry, words: Strings) -> Html {
    let Some(text) = knowledge::text(words.lang, entry.id) else {
        return html! {};
    };
    let mut parts = vec![link("codes__link", address(entry), text.name)];
    parts.extend(codes(entry, CODES));
    if entry.codes.len() > CODES {
        parts.push(said("span", "soft", "…"));
    }
    if let Some(provider) = provider(entry.scope) {
        parts.push(said("small", "soft", provider));
    }
    let summary = inlines(&line(&text.summary), words);
    parts.push(element("p", "codes__summary", vec![summary]));
    html! { <li key={entry.id} class="codes__one">{ parts }</li> }
}

/// The first codes that an article names.
pub fn codes(entry: Entry, most: usize) -> impl Iterator<Item = Html> {
    let codes = entry.codes.iter().take(most);
    codes.map(|code| html! { <code translate="no">{ code.0 }</code> })
}

/// The address of an article, good for a link.
pub fn address(entry: Entry) -> String {
    format!("#/codes/{}", entry.id)
}

//! One article of the reference: both readers' parts, every variant, no mail.

use yew::prelude::*;

use super::blocks::blocks;
use super::causes::{cause, coming};
use super::code_list::{acts, address, codes};
use super::details::fold;
use super::element::{element, link, said};
use super::inline::inlines;
use super::references::{shown, sources};
use super::steps::step;
use crate::explain::article::{Part, Whole, whole};
use crate::explain::{Block, Inline};
use crate::knowledge;
use crate::knowledge::model::Condition;
use crate::reference::{Entry, provider};
use crate::ui::strings::Strings;

/// The links that lead back: up to the list, and to the text of the reader.
pub fn way(up: bool, returns: bool, words: Strings) -> Html {
    let home = words.text(if returns {
        "codes-return"
    } else {
        "codes-start"
    });
    let mut links = vec![];
    if up {
        links.push(link("back", "#/codes".into(), &words.text("codes-link")));
    }
    links.push(link("back", "#/".into(), &home));
    element("p", "codes__way", links)
}

/// The article as it was found under `name`, with the others that name that code. In the book everything is open and one
/// heading lower.
pub fn article(entry: Entry, others: &[Entry], name: &str, book: bool, words: Strings) -> Html {
    let Some(text) = whole(entry, words.lang) else {
        return html! {};
    };
    let level = if book { "h3" } else { "h2" };
    let mut parts = vec![head(entry, &text, book, words)];
    let mut add = |title: String, content: Vec<Html>| {
        let mut all = vec![said(level, "codes__acts", &title)];
        all.extend(content);
        parts.push(element("section", "codes__part", all));
    };
    let happened = (text.happened.iter()).flat_map(|Part { condition, content }| {
        [pending_only(*condition, words), blocks(content, words)]
    });
    add(words.text("answer-happened"), happened.collect());

    let steps = (text.steps.iter())
        .map(|Part { condition, content }| step(content, when(*condition, words), words));
    let label = said("p", "label", &words.text("answer-steps"));
    let steps = element("ol", "steps", steps.collect());
    add(words.text("codes-for-user"), vec![label, steps]);

    let causes = text.causes.iter().enumerate().map(|(index, part)| {
        let marks = (index == 0, index == 0 || book);
        let scope = format!("{}-", entry.id);
        let when = when(part.condition, words);
        cause(&part.content, &scope, marks, when, words)
    });
    let label = said("p", "label", &words.text("answer-causes"));
    let causes = element("div", "causes", causes.collect());
    let intro = blocks(&text.intro, words);
    add(
        words.text("codes-for-admin"),
        vec![intro, label, coming(words), causes],
    );

    let plain: [(&str, &[Block]); 3] = [
        ("details-code", &text.meaning),
        ("details-looks", &text.looks),
        ("details-help", &text.help),
    ];
    for (key, content) in plain {
        if !content.is_empty() {
            add(words.text(key), vec![blocks(content, words)]);
        }
    }
    if !others.is_empty() {
        let title = words.with("codes-others", &[("code", name)]);
        add(title, vec![links(others, words)]);
    }
    let related = entry.related.iter();
    let related: Vec<Entry> = related.filter_map(|id| knowledge::article(id)).collect();
    if !related.is_empty() {
        add(words.text("codes-related"), vec![links(&related, words)]);
    }
    let references = shown(&text.references);
    let title = words.count("details-sources", references.len(), &[]);
    let from = sources(&references, words);
    if references.is_empty() {
        // The organization hides them all.
    } else if book {
        add(title, vec![from]);
    } else {
        parts.push(element("div", "more", vec![fold(title, from)]));
    }
    html! { <article key={entry.id} class="answer codes__article">{ parts }</article> }
}

/// Who must act, the name, the codes, and the verdict with its variants.
fn head(entry: Entry, text: &Whole, book: bool, words: Strings) -> Html {
    let name = if book {
        said("h2", "verdict__title", text.name)
    } else {
        html! { <h1 id="codes-heading" class="verdict__title" tabindex="-1">{ text.name }</h1> }
    };
    let mut facts: Vec<Html> = codes(entry, usize::MAX).collect();
    facts.extend(provider(entry.scope).map(|provider| said("span", "", provider)));
    let line = |class, line: &[Inline]| element("p", class, vec![inlines(line, words)]);
    let mut parts = vec![
        said("p", "tag codes__tag", &acts(entry.fixed_by, words)),
        name,
        element("p", "facts", facts),
        line("codes__title", &text.title),
        line("verdict__summary", &text.summary),
    ];
    let pending = [&text.title_pending, &text.summary_pending];
    let mut pending: Vec<Html> = (pending.into_iter().flatten())
        .map(|text| line("", text))
        .collect();
    if !pending.is_empty() {
        pending.insert(0, pending_only(Some(Condition::Pending), words));
        parts.push(element("div", "codes__pending", pending));
    }
    element("div", "verdict", parts)
}

fn links(entries: &[Entry], words: Strings) -> Html {
    let links = entries.iter().map(|entry| {
        let name = knowledge::text(words.lang, entry.id).map_or(entry.id, |text| text.name);
        element("li", "", vec![link("", address(entry), name)])
    });
    element("ul", "list", links.collect())
}

/// When a part holds, if that depends.
fn when(condition: Option<Condition>, words: Strings) -> Option<Html> {
    Some(match condition? {
        Condition::Pending => pending_only(condition, words),
        Condition::Final | Condition::Expired => {
            said("small", "tag when", &words.text("codes-final"))
        }
    })
}

/// The mark of what holds only while the server keeps trying; nothing for anything else.
fn pending_only(condition: Option<Condition>, words: Strings) -> Html {
    if condition != Some(Condition::Pending) {
        return html! {};
    }
    said("small", "tag tag--open when", &words.text("codes-pending"))
}

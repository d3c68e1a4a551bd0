//! One article of the reference: both readers' parts, every variant, no mail.

use yew::prelude::*;

use super::blocks::blocks;
use super::causes::cause;
use super::code_list::acts;
use super::details::fold;
use super::inline::inlines;
use super::references::sources;
use super::steps::step;
use crate::explain::Block;
use crate::explain::article::{Part, whole};
use crate::knowledge;
use crate::knowledge::model::Condition;
use crate::reference::{Entry, provider};
use crate::ui::strings::Strings;

/// The links that lead back: up to the list, and to the text of the reader.
pub fn way(up: Option<String>, returns: bool, words: Strings) -> Html {
    let home = words.text(if returns {
        "codes-return"
    } else {
        "codes-start"
    });
    html! {
        <p class="codes__way">
            if let Some(up) = up { <a class="back" href="#/codes">{ up }</a> }
            <a class="back" href="#/">{ home }</a>
        </p>
    }
}

/// The article as it was found under `name`, with the others that name that code. In the book everything is open and one
/// heading lower.
pub fn article(entry: Entry, others: &[Entry], name: &str, book: bool, words: Strings) -> Html {
    let Some(text) = whole(entry, words.lang) else {
        return html! {};
    };
    let (top, part) = if book { ("h2", "h3") } else { ("h1", "h2") };
    let id = (!book).then_some("codes-heading");
    let section = |title: String, content: Html| {
        html! { <section class="codes__part"><@{part} class="codes__acts">{ title }</@>{ content }</section> }
    };
    let plain = |key: &str, content: &[Block]| match content {
        [] => html! {},
        content => section(words.text(key), blocks(content, words)),
    };
    let pending = [&text.title_pending, &text.summary_pending];
    let pending: Html = (pending.into_iter().flatten())
        .map(|line| html! { <p>{ inlines(line, words) }</p> })
        .collect();
    let happened = text.happened.iter().map(|Part { condition, content }| {
        html! { <>{ pending_only(*condition, words) }{ blocks(content, words) }</> }
    });
    let steps = (text.steps.iter())
        .map(|Part { condition, content }| step(content, when(*condition, words), words));
    let causes = text.causes.iter().enumerate().map(|(index, part)| {
        let marks = (index == 0, index == 0 || book);
        let scope = format!("{}-", entry.id);
        cause(
            &part.content,
            &scope,
            marks,
            when(part.condition, words),
            words,
        )
    });
    let related: Vec<Entry> = (entry.related.iter())
        .filter_map(|id| knowledge::article(id))
        .collect();
    let count = text.references.len();
    let source = words.count("details-sources", count, &[]);
    let from = sources(&text.references, words);
    html! {
        <article key={entry.id} class="answer codes__article">
            <header class="verdict">
                <p class="tag codes__tag">{ acts(entry.fixed_by, words) }</p>
                <@{top} {id} class="verdict__title" tabindex="-1">{ text.name }</@>
                { facts(entry) }
                <p class="codes__title">{ inlines(&text.title, words) }</p>
                <p class="verdict__summary">{ inlines(&text.summary, words) }</p>
                if text.title_pending.is_some() || text.summary_pending.is_some() {
                    <div class="codes__pending">{ pending_only(Some(Condition::Pending), words) }{ pending }</div>
                }
            </header>
            { section(words.text("answer-happened"), happened.collect()) }
            { section(words.text("codes-for-user"), html! { <ol class="steps">{ for steps }</ol> }) }
            { section(words.text("codes-for-admin"), html! {
                <>{ blocks(&text.intro, words) }<div class="causes">{ for causes }</div></>
            }) }
            { plain("details-code", &text.meaning) }
            { plain("details-looks", &text.looks) }
            { plain("details-help", &text.help) }
            if !others.is_empty() {
                { section(words.with("codes-others", &[("code", name)]), links(others, words)) }
            }
            if !related.is_empty() { { section(words.text("codes-related"), links(&related, words)) } }
            if book { { section(source, from) } } else { <div class="more">{ fold(source, from) }</div> }
        </article>
    }
}

/// The codes that the article names, and the mail system that it is about.
fn facts(entry: Entry) -> Html {
    let codes = entry.codes.iter();
    html! {
        <ul class="facts">
            { for codes.map(|code| html! { <li><code translate="no">{ code.0 }</code></li> }) }
            if let Some(provider) = provider(entry.scope) { <li>{ provider }</li> }
        </ul>
    }
}

fn links(entries: &[Entry], words: Strings) -> Html {
    let links = entries.iter().map(|entry| {
        let name = knowledge::text(words.lang, entry.id).map_or(entry.id, |text| text.name);
        html! { <li><a href={format!("#/codes/{}", entry.id)}>{ name }</a></li> }
    });
    html! { <ul class="list">{ for links }</ul> }
}

/// When a part holds, if that depends.
fn when(condition: Option<Condition>, words: Strings) -> Option<Html> {
    match condition? {
        Condition::Pending => Some(pending_only(condition, words)),
        Condition::Final | Condition::Expired => {
            Some(html! { <small class="tag when">{ words.text("codes-final") }</small> })
        }
    }
}

/// The mark of what holds only while the server keeps trying; nothing for anything else.
fn pending_only(condition: Option<Condition>, words: Strings) -> Html {
    if condition != Some(Condition::Pending) {
        return html! {};
    }
    html! { <small class="tag tag--open when">{ words.text("codes-pending") }</small> }
}

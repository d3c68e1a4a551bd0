//! The reference: all articles to look through, search and print; no mail is needed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::code_entry::{article, way};
use super::code_list::{groups, jumps, unnamed};
use crate::reference::{self, Found, Group};
use crate::ui::hooks::use_book;
use crate::ui::page::use_page;
use crate::ui::place::Place;
use crate::ui::strings::Strings;

/// See [`Codes`].
#[derive(Properties, PartialEq)]
pub struct CodesProps {
    /// Where the reader is.
    pub place: Place,
    /// There is an answer to go back to.
    pub returns: bool,
}

/// What is typed into the search: in the list of all articles, and in the list that an address names.
#[derive(Debug, Clone, PartialEq, Default)]
struct Typed {
    all: String,
    name: String,
    named: String,
}

impl Typed {
    fn at<'a>(&'a self, place: &'a Place) -> &'a str {
        match place {
            Place::Entry(name) if *name == self.name => &self.named,
            Place::Entry(name) => name,
            _ => &self.all,
        }
    }

    fn with(mut self, place: &Place, text: String) -> Self {
        match place {
            Place::Entry(name) => (self.name, self.named) = (name.clone(), text),
            _ => self.all = text,
        }
        self
    }
}

/// The reference; nothing while the reader is elsewhere, but what they searched for is kept.
#[component]
pub fn Codes(props: &CodesProps) -> Html {
    let words = use_page().words;
    let typed = use_state_eq(Typed::default);
    let (printing, print) = use_book();
    let place = &props.place;
    let found = match place {
        Place::Answer => return html! {},
        Place::Codes => Found::Search,
        Place::Entry(name) => reference::find(name),
    };
    let content = match (found, place) {
        (Found::One(entry, others), Place::Entry(name)) => html! {
            <>
                { way(Some(words.text("codes-link")), props.returns, words) }
                { article(entry, &others, name, false, words) }
                { print_button(1, print, words) }
            </>
        },
        _ => {
            let text = typed.at(place).to_owned();
            let change = {
                let (typed, place) = (typed.clone(), place.clone());
                Callback::from(move |text| typed.set((*typed).clone().with(&place, text)))
            };
            html! {
                <>
                    { way(None, props.returns, words) }
                    { list(&text, change, printing, print, words) }
                </>
            }
        }
    };
    html! { <main class="page codes">{ content }</main> }
}

fn list(
    text: &str,
    change: Callback<String>,
    printing: bool,
    print: Callback<MouseEvent>,
    words: Strings,
) -> Html {
    let found = reference::search(text, words.lang);
    let count = reference::count(&found);
    let is_all = text.trim().is_empty();
    let total = crate::knowledge::articles().len();
    let said = if is_all {
        words.count("codes-count", count, &[])
    } else {
        words.count("codes-found", count, &[("total", &total.to_string())])
    };
    let clear = change.reform(|_: MouseEvent| String::new());
    let oninput = change.reform(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        field.map(|field| field.value()).unwrap_or_default()
    });
    html! {
        <>
            <h1 id="codes-heading" class="verdict__title" tabindex="-1">{ words.text("codes-heading") }</h1>
            <p class="intro__lead">{ words.text("codes-lead") }</p>
            <search class="codes__search">
                <label for="codes-search">{ words.text("codes-search") }</label>
                <input id="codes-search" class="codes__field" type="search" value={text.to_owned()} {oninput}
                    aria-describedby="codes-hint" autocomplete="off" autocapitalize="off" spellcheck="false" />
                <small id="codes-hint" class="soft">{ words.text("codes-hint") }</small>
            </search>
            <div class="codes__count">
                <p role="status">{ said }</p>
                if !is_all {
                    <button type="button" class="textual" onclick={clear}>{ words.text("codes-all") }</button>
                }
                if count > 0 { { print_button(count, print, words) } }
            </div>
            if is_all { { jumps(&found, words) } }
            if let Some(code) = reference::is_unnamed(text) { { unnamed(&code, words) } }
            if count == 0 {
                <div class="codes__none">
                    <p>{ words.with("codes-none", &[("query", text.trim())]) }</p>
                    <p class="soft">{ words.text("codes-none-try") }</p>
                </div>
            }
            { groups(&found, words.lang) }
            if printing { { book(&found, words) } }
        </>
    }
}

fn print_button(count: usize, print: Callback<MouseEvent>, words: Strings) -> Html {
    html! {
        <button type="button" class="btn codes__print" onclick={print}>
            { words.count("codes-print", count, &[]) }
        </button>
    }
}

/// All articles that are listed, one behind the other, for paper only.
fn book(found: &[Group], words: Strings) -> Html {
    let entries = found.iter().flat_map(|group| &group.entries);
    let articles = entries.map(|entry| article(entry, &[], "", true, words));
    html! { <div class="codes__book">{ for articles }</div> }
}

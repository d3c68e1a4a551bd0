//! The reference: all articles to look through, search and print; no mail is needed.

use gloo_timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::code_entry::{article, way};
use super::code_list::{self, jumps, unnamed};
use super::element::{element, said};
use crate::knowledge;
use crate::reference::{self, Found, Group};
use crate::ui::browser::focus;
use crate::ui::hooks::{use_book, use_languages};
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
    use_languages();
    let words = use_page().words;
    let typed = use_state_eq(Typed::default);
    let (printing, print) = use_book();
    let place = &props.place;
    use_effect_with((place.is_reference(), words.lang), |&(here, lang)| {
        // Behind the drawing, before anybody can have typed.
        let prepare = here.then(|| Timeout::new(0, move || reference::prepare(lang)));
        move || drop(prepare)
    });
    let found = match place {
        Place::Answer | Place::Privacy => return html! {},
        Place::Codes => Found::Search,
        Place::Entry(name) => reference::find(name),
    };
    let content = match (found, place) {
        (Found::One(entry, others), Place::Entry(name)) => vec![
            way(true, props.returns, words),
            article(entry, &others, name, false, words),
            print_button(1, print, words),
        ],
        _ => {
            let text = typed.at(place).to_owned();
            let change = {
                let (typed, place) = (typed.clone(), place.clone());
                Callback::from(move |text| typed.set((*typed).clone().with(&place, text)))
            };
            let groups = reference::search(&text, words.lang);
            let mut content = vec![way(false, props.returns, words)];
            content.extend(search(&text, &groups, change, print, words));
            content.push(code_list::groups(&groups, words));
            if printing {
                content.push(book(&groups, words));
            }
            content
        }
    };
    element("main", "page codes", content)
}

/// The search, what it found in figures, and what stands above the list.
fn search(
    text: &str,
    groups: &[Group],
    change: Callback<String>,
    print: Callback<MouseEvent>,
    words: Strings,
) -> [Html; 4] {
    let count = reference::count(groups);
    let is_all = text.trim().is_empty();
    let total = knowledge::articles().len().to_string();
    let key = if is_all { "codes-count" } else { "codes-found" };
    let found = words.count(key, count, &[("total", &total)]);
    let clear = change.reform(|_: MouseEvent| {
        // The button goes; the reader goes on in the field.
        focus::arrive("#codes-search");
        String::new()
    });
    let oninput = change.reform(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        field.map(|field| field.value()).unwrap_or_default()
    });
    let intro = html! {
        <div class="codes__intro">
            <h1 id="codes-heading" class="verdict__title" tabindex="-1">{ words.text("codes-heading") }</h1>
            { said("p", "intro__lead", &words.text("codes-lead")) }
        </div>
    };
    let field = html! {
        <search class="codes__search">
            <label for="codes-search">{ words.text("codes-search") }</label>
            <input id="codes-search" class="codes__field" type="search" value={text.to_owned()} {oninput}
                aria-describedby="codes-hint" autocomplete="off" autocapitalize="off" spellcheck="false" />
            <small id="codes-hint" class="soft">{ words.text("codes-hint") }</small>
        </search>
    };
    let figures = html! {
        <div class="codes__count">
            <p role="status">{ found }</p>
            if !is_all {
                <button type="button" class="textual" onclick={clear}>{ words.text("codes-all") }</button>
            }
            if count > 0 { { print_button(count, print, words) } }
        </div>
    };
    let remark = if is_all {
        jumps(groups, words)
    } else if let Some(code) = reference::is_unnamed(text) {
        unnamed(&code, words)
    } else if count == 0 {
        let none = said(
            "p",
            "",
            &words.with("codes-none", &[("query", text.trim())]),
        );
        let hint = said("p", "soft", &words.text("codes-none-try"));
        element("div", "codes__unnamed", vec![none, hint])
    } else {
        html! {}
    };
    [intro, field, figures, remark]
}

fn print_button(count: usize, print: Callback<MouseEvent>, words: Strings) -> Html {
    html! {
        <button type="button" class="textual codes__print" onclick={print}>
            { words.count("codes-print", count, &[]) }
        </button>
    }
}

/// All articles that are listed, one behind the other, for paper only.
fn book(groups: &[Group], words: Strings) -> Html {
    let entries = groups.iter().flat_map(|group| &group.entries);
    let articles = entries.map(|entry| article(entry, &[], "", true, words));
    element("div", "codes__book", articles.collect())
}

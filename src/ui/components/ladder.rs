//! What the email admin checks, step by step.

use yew::prelude::*;

use super::commands::commands;
use super::element::{element, said};
use super::inline::outside;
use crate::ladder::{Age, Kind, Ladder, Step, System, table};
use crate::ui::desk::{Desk, Move};
use crate::ui::page::Page;
use crate::ui::state::Action;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// The steps, each with a box to tick.
pub fn ladder(view: &View, ladder: &Ladder, desk: &Desk, page: &Page) -> Html {
    let words = page.words;
    let steps: Html = (ladder.steps.iter().enumerate())
        .map(|(place, one)| step(view, ladder, (place, one), desk, page))
        .collect();
    html! {
        <section class="advice">
            <h2 class="label">{ words.text("ladder-heading") }</h2>
            <p class="ladder__intro">{ words.text("ladder-intro") }</p>
            <ol class="ladder">{ steps }</ol>
        </section>
    }
}

fn step(
    view: &View,
    ladder: &Ladder,
    (place, step): (usize, &Step),
    desk: &Desk,
    page: &Page,
) -> Html {
    let (words, kind, index) = (page.words, step.kind, view.index());
    let name = words.text(&["ladder-", kind.slug()].concat());
    let done = desk.is_done(index, kind);
    let minutes = kind
        .minutes()
        .map(|n| words.count("ladder-minutes", n, &[]));
    let class = if done { "rung rung--done" } else { "rung" };
    html! {
        <li key={format!("{index}-{}", kind.slug())} {class} data-rung={kind.slug()}>
            <input type="checkbox" class="rung__tick" checked={done}
                aria-label={words.with("ladder-tick", &[("step", &name)])}
                onchange={page.on(Action::Work(Move::Tick(index, kind)))} />
            <details class="cause" open={place == 0}>
                <summary class="cause__name">
                    <h3 class="cause__title">{ &name }</h3>
                    if let Some(minutes) = minutes { <small class="rung__time">{ minutes }</small> }
                </summary>
                <div class="cause__body">
                    { for texts(view, ladder, kind, words) }
                    { links(view, ladder, kind, &name, words) }
                    { commands(&step.commands, kind, desk.shell, page) }
                    if let Some(need) = need(kind, ladder.system) {
                        { said("p", "rung__need", &words.text(&["need-", need].concat())) }
                    }
                </div>
            </details>
        </li>
    }
}

/// What to do, paragraph by paragraph.
fn texts(view: &View, ladder: &Ladder, kind: Kind, words: Strings) -> Vec<Html> {
    let cause = view.diagnosis().map(|diagnosis| diagnosis.cause);
    let online = ladder.system == System::Microsoft365;
    let more: &[(bool, &str)] = match kind {
        Kind::Trace => &[
            (ladder.age == Age::Unknown, "unknown"),
            (ladder.age == Age::Old, "old"),
            (true, "timeout"),
            (ladder.waits, "slow"),
        ],
        Kind::Connectors => &[(online, "test")],
        _ => &[],
    };
    let first = match (kind, cause) {
        (Kind::Web, Some(cause)) => table::web_use(cause),
        _ => "do",
    };
    let keys = [first]
        .into_iter()
        .chain(more.iter().filter(|(shown, _)| *shown).map(|(_, key)| *key));
    keys.map(|key| {
        said(
            "p",
            "",
            &words.text(&["ladder-", kind.slug(), "-", key].concat()),
        )
    })
    .collect()
}

/// The pages on which Microsoft 365 has the step.
fn links(view: &View, ladder: &Ladder, kind: Kind, name: &str, words: Strings) -> Html {
    if ladder.system != System::Microsoft365 {
        return html! {};
    }
    if kind == Kind::Diagnostic {
        let near = view
            .diagnosis()
            .map_or("", |diagnosis| table::diagnostic(diagnosis.cause));
        let (before, behind) = words.around("ladder-diagnostic-near", "page");
        let page = near.trim_start_matches("https://");
        return html! {
            <>
                <p>{ outside(&words.with("ladder-open", &[("step", name)]), table::DELIVERY, words) }</p>
                <p>{ before }{ outside(page, near, words) }{ behind }</p>
            </>
        };
    }
    match kind.page() {
        Some(url) => {
            let link = outside(&words.with("ladder-open", &[("step", name)]), url, words);
            element("p", "", vec![link])
        }
        None => html! {},
    }
}

/// The end of the key of what a step needs.
const fn need(kind: Kind, system: System) -> Option<&'static str> {
    Some(match (kind, system) {
        (Kind::Checks, _) => return None,
        (Kind::Web, _) => "user",
        (Kind::Tool, _) => "pc",
        (Kind::Health, _) => "admin",
        (Kind::Diagnostic, _) => "cloud",
        (Kind::Log, _) => "log",
        (Kind::Dns, _) => "public",
        (Kind::Port, _) => "port",
        (_, System::Microsoft365) => "online",
        _ => "server",
    })
}

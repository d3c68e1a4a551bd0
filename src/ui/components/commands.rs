//! The commands of a step: for PowerShell, for the shells of Linux and macOS, or for one of them only.

use yew::prelude::*;

use super::command::command;
use super::element::element;
use crate::ladder::{Command, Kind, Shell};
use crate::ui::browser::focus;
use crate::ui::desk::Move;
use crate::ui::page::Page;
use crate::ui::state::Action;

/// The commands, in tabs where there are two kinds, and what is still open in them.
pub fn commands(all: &[Command], kind: Kind, shell: Shell, page: &Page) -> Html {
    let has = |shell: Shell| all.iter().any(|command| command.shell == shell);
    let both = Shell::ALL.iter().all(|shell| has(*shell));
    let shown: Vec<&Command> = (all.iter())
        .filter(|command| !both || command.shell == shell)
        .collect();
    let mut content: Vec<Html> = (shown.iter())
        .map(|one| command(&one.text, page.words))
        .collect();
    let open = open(&shown, page);
    if !open.is_empty() {
        content.push(element("ul", "list rung__open", open));
    }
    if !both {
        return content.into_iter().collect();
    }
    let panel = format!("shell-{}", kind.slug());
    html! {
        <div class="shells">
            <div class="shells__all" role="tablist" aria-label={page.words.text("ladder-shells")} onkeydown={keys(kind, shell, page)}>
                { for Shell::ALL.iter().map(|&one| tab(one, one == shell, kind, page)) }
            </div>
            <div id={panel} class="shells__panel" role="tabpanel" aria-labelledby={tab_id(kind, shell)}>{ content }</div>
        </div>
    }
}

fn tab_id(kind: Kind, shell: Shell) -> String {
    format!("shell-{}-{}", kind.slug(), shell.slug())
}

fn tab(shell: Shell, chosen: bool, kind: Kind, page: &Page) -> Html {
    html! {
        <button type="button" role="tab" id={tab_id(kind, shell)} class="shells__one"
            aria-selected={chosen.to_string()} aria-controls={format!("shell-{}", kind.slug())}
            tabindex={if chosen { "0" } else { "-1" }} onclick={page.on(Action::Work(Move::Use(shell)))}>
            { page.words.text(&["ladder-", shell.slug()].concat()) }
        </button>
    }
}

/// Arrow keys, Home and End choose the other tab of the two.
fn keys(kind: Kind, shell: Shell, page: &Page) -> Callback<KeyboardEvent> {
    let page = page.clone();
    Callback::from(move |event: KeyboardEvent| {
        let other = match (event.key().as_str(), shell) {
            ("ArrowRight" | "ArrowLeft" | "End", Shell::PowerShell) => Shell::Sh,
            ("ArrowRight" | "ArrowLeft" | "Home", Shell::Sh) => Shell::PowerShell,
            _ => return,
        };
        event.prevent_default();
        page.send(Action::Work(Move::Use(other)));
        focus::arrive(&["#", &tab_id(kind, other)].concat());
    })
}

/// What is still to be put in, each name once.
fn open(shown: &[&Command], page: &Page) -> Vec<Html> {
    let mut seen = vec![];
    let mut out = vec![];
    for (name, why) in shown.iter().flat_map(|command| &command.open) {
        if !seen.contains(name) {
            seen.push(*name);
            let (before, behind) = page.words.around(&["why-", why.slug()].concat(), "name");
            let name = ["<", name, ">"].concat();
            out.push(html! { <li>{ before }<code translate="no">{ name }</code>{ behind }</li> });
        }
    }
    out
}

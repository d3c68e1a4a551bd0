//! The page as a whole.

use yew::prelude::*;

use super::browser::{languages, storage};
use super::components::{
    Answer, Codes, Nothing, SourcePanel, StatusLine, Tools, Waiting, faults, footer, header, intro,
    privacy,
};
use super::config::current;
use super::hooks::{
    leave, use_arrival, use_document, use_drop, use_focus, use_languages, use_print, use_ready,
    use_route,
};
use super::page::Page;
use super::place::Place;
use super::state::{Action, Audience, Entry, Source, State, Target};
use super::strings::Strings;
use super::view::View;
use crate::knowledge;

/// See [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What was pasted before the page was ready.
    #[prop_or_default]
    pub early: String,
}

/// The page as a whole.
#[component]
pub fn App(props: &AppProps) -> Html {
    let early = props.early.clone();
    let state = use_reducer_eq(move || first(&early));
    use_languages();
    let page = Page::new(&state);
    let words = page.words;
    let view = use_view(&state);
    let dropping = use_drop(page.clone());
    use_focus(state.focus);
    use_print();
    let place = use_route();
    let away = place != Place::Answer;
    use_arrival(&place);
    // What was dropped elsewhere is explained on the page for that.
    use_effect_with(state.revision, |revision| {
        if *revision > 0 {
            leave();
        }
    });
    let title = place.name(state.lang).map_or_else(
        || title(view.as_ref(), words),
        |name| words.with("page-title-result", &[("name", &name)]),
    );
    use_document(state.lang, title);
    use_ready();
    let opening = match &state.source {
        Source::Opening(opening) => Some(opening.clone()),
        _ => None,
    };
    let unclear = match &state.source {
        Source::Text(text) if view.is_none() => Some(text.clone()),
        _ => None,
    };
    let class = if view.is_some() {
        "page page--settled"
    } else {
        "page page--start"
    };
    html! {
        <ContextProvider<Page> context={page.clone()}>
            { header(&page, &place) }
            { faults(words) }
            // Hidden, so that nothing in it is lost.
            <main {class} hidden={away}>
                if view.is_none() { { intro(words) } }
                <SourcePanel state={(*state).clone()} view={view.clone()} />
                if let Some(view) = &view {
                    { answer(&state, view) }
                } else if let Some(opening) = opening {
                    <Waiting {opening} />
                } else {
                    <Tools refused={state.refused.clone()} {unclear} />
                }
            </main>
            if place == Place::Privacy { { privacy(view.is_some(), words) } }
            <Codes place={place.clone()} returns={view.is_some()} />
            { footer(&place, words) }
            <StatusLine view={view.clone()} cleared={state.revision > 0} />
            if dropping { <p class="drop">{ words.text("start-drop") }</p> }
        </ContextProvider<Page>>
    }
}

fn first(early: &str) -> State {
    let audience = (storage::audience().or(current().role)).unwrap_or(Audience::User);
    let state = State::new(languages::first(), audience).after(Action::Go(Target::Field));
    if early.trim().is_empty() {
        return state;
    }
    State {
        revision: 1,
        ..state.after(Action::Enter(early.into(), Entry::Pasted))
    }
}

/// The view of the selected delivery, once the answer has taken the page.
#[hook]
fn use_view(state: &State) -> Option<View> {
    let key = (
        state.reading.clone(),
        state.selected,
        state.lang,
        state.settled,
        // What the rest of a language says is taken up when it has come.
        knowledge::is_deep(state.lang),
    );
    (*use_memo(key, |(reading, selected, lang, settled, _)| {
        let reading = reading.clone().filter(|_| *settled)?;
        Some(View::new(reading, *selected, *lang))
    }))
    .clone()
}

fn answer(state: &State, view: &View) -> Html {
    if state.explains() {
        html! { <Answer view={view.clone()} audience={state.audience} desk={state.desk.clone()} /> }
    } else {
        html! { <Nothing view={view.clone()} /> }
    }
}

fn title(view: Option<&View>, words: Strings) -> String {
    let Some(view) = view else {
        return words.text("page-title");
    };
    let name = view.names().get(view.group()).cloned();
    let name = name.unwrap_or_else(|| words.text("nothing-heading"));
    words.with("page-title-result", &[("name", &name)])
}

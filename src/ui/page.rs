//! What every component gets without asking: the words and the way to report what happened.

use yew::prelude::*;

use super::state::{Action, State};
use super::strings::Strings;

/// The words of the page, and where to send what happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The words in the language of the page.
    pub words: Strings,
    dispatch: UseReducerDispatcher<State>,
}

impl Page {
    /// The page in the language of `state`.
    pub fn new(state: &UseReducerHandle<State>) -> Self {
        Page {
            words: Strings { lang: state.lang },
            dispatch: state.dispatcher(),
        }
    }

    /// Reports that something happened.
    pub fn send(&self, action: Action) {
        self.dispatch.dispatch(action);
    }

    /// A callback that reports `action`.
    pub fn on<E>(&self, action: Action) -> Callback<E> {
        let page = self.clone();
        Callback::from(move |_| page.send(action.clone()))
    }
}

/// The words and the dispatcher.
///
/// # Panics
/// Outside of [`App`](super::app::App), which is a mistake in the code of the page.
#[hook]
pub fn use_page() -> Page {
    use_context::<Page>().expect("components of the page must be inside App")
}

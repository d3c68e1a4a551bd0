//! The field for the text. It stays the same element from the empty page to the answer, so that pasting never loses the focus.

use gloo_timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::ui::page::{Page, use_page};
use crate::ui::state::{Action, Entry};

/// How long the reader may pause before what was typed is read, in milliseconds.
const PAUSE: u32 = 150;

/// A change of at least so many UTF-16 units at once was not typed.
const NOT_TYPED: usize = 16;

/// See [`PasteField`].
#[derive(Properties, PartialEq)]
pub struct PasteFieldProps {
    /// What the field shall hold, whenever `revision` changes.
    pub text: std::rc::Rc<str>,
    /// Counts the times that the page itself sets the text.
    pub revision: u32,
    /// The answer stands on the page.
    pub settled: bool,
    /// A file is shown; there is nothing to edit.
    pub disabled: bool,
}

/// The field for the text.
#[component]
pub fn PasteField(props: &PasteFieldProps) -> Html {
    let page = use_page();
    let words = page.words;
    let field = use_node_ref();
    let typing = use_mut_ref(|| None::<Timeout>);
    let length = use_mut_ref(|| 0usize);
    {
        let (field, length, text) = (field.clone(), length.clone(), props.text.clone());
        use_effect_with(props.revision, move |_| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&text);
                *length.borrow_mut() = text.encode_utf16().count();
            }
        });
    }
    let oninput = {
        let (field, typing, page) = (field.clone(), typing.clone(), page.clone());
        Callback::from(move |_: InputEvent| {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else {
                return;
            };
            let now = field.text_length() as usize;
            let before = length.replace(now);
            let entry = if now.abs_diff(before) >= NOT_TYPED {
                Entry::Pasted
            } else {
                Entry::Typed
            };
            let wait = if entry == Entry::Typed { PAUSE } else { 0 };
            *typing.borrow_mut() = Some(read_later(wait, field, page.clone(), entry));
        })
    };
    let onblur = {
        let page = page.clone();
        Callback::from(move |_: FocusEvent| page.send(Action::Leave))
    };
    let onfocus = {
        let (page, settled) = (page.clone(), props.settled);
        Callback::from(move |_: FocusEvent| {
            if settled {
                page.send(Action::Arrive);
            }
        })
    };
    html! {
        <textarea ref={field} id="text" class="field" aria-label={words.text("start-label")}
            placeholder={words.text("start-placeholder")} spellcheck="false" autocomplete="off"
            autocapitalize="off" translate="no" dir="auto" disabled={props.disabled}
            {oninput} {onblur} {onfocus} />
    }
}

fn read_later(wait: u32, field: HtmlTextAreaElement, page: Page, entry: Entry) -> Timeout {
    Timeout::new(wait, move || {
        page.send(Action::Enter(field.value().into(), entry));
    })
}

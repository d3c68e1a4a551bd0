//! The field for the text. It stays the same element from the empty page to the answer, so that pasting never loses the focus.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use crate::ui::browser::files;
use crate::ui::page::use_page;
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
    /// A long text is shown, and not edited.
    pub rests: bool,
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
        use_effect_with((props.revision, props.rests), move |_| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&text);
                *length.borrow_mut() = text.encode_utf16().count();
            }
        });
    }
    let oninput = {
        let (field, typing, length, page) =
            (field.clone(), typing.clone(), length.clone(), page.clone());
        Callback::from(move |event: InputEvent| {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else {
                return;
            };
            // Compared with what was read last, so that a paste which arrives in pieces counts as one.
            let changed = (field.text_length() as usize).abs_diff(*length.borrow());
            let (page, length) = (page.clone(), length.clone());
            let read = move |entry| {
                *length.borrow_mut() = field.text_length() as usize;
                page.send(Action::Enter(field.value().into(), entry));
            };
            *typing.borrow_mut() = if changed < NOT_TYPED {
                Some(Timeout::new(PAUSE, move || read(Entry::Typed)))
            } else if event.input_type() == "insertFromPaste" {
                // Whole, and read before it is laid out in the field.
                read(Entry::Pasted);
                None
            } else {
                Some(Timeout::new(0, move || read(Entry::Pasted)))
            };
        })
    };
    let onpaste = {
        let page = page.clone();
        Callback::from(move |event: Event| {
            let data = event
                .dyn_ref::<ClipboardEvent>()
                .and_then(ClipboardEvent::clipboard_data);
            if let Some(data) = data {
                files::paste(&event, &data, &page);
            }
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
            autocapitalize="off" translate="no" disabled={props.disabled} readonly={props.rests}
            {oninput} {onpaste} {onblur} {onfocus} />
    }
}

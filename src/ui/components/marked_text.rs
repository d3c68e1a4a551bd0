//! The text as it was given, with numbered marks.

use web_sys::Element;
use yew::prelude::*;

use crate::intake::Document;
use crate::ui::browser::focus;
use crate::ui::marks::Mark;
use crate::ui::page::{Page, use_page};
use crate::ui::pieces::{Piece, pieces};
use crate::ui::state::{Action, Target};
use crate::ui::view::View;
use crate::ui::windows::WHOLE_TEXT;

/// See [`MarkedText`].
#[derive(Properties, PartialEq)]
pub struct MarkedTextProps {
    /// What is shown.
    pub view: View,
}

/// The text with its marks; a long one only around them, until the reader asks for all of it.
#[component]
pub fn MarkedText(props: &MarkedTextProps) -> Html {
    let page = use_page();
    let words = page.words;
    let whole = use_state_eq(|| false);
    let reading = props.view.reading();
    let document = &reading.document;
    let show_all = {
        let whole = whole.clone();
        Callback::from(move |_| whole.set(true))
    };
    let scroller = use_node_ref();
    {
        let scroller = scroller.clone();
        use_effect_with(props.view.clone(), move |_| {
            if let Some(scroller) = scroller.cast::<Element>() {
                focus::show_first_mark(&scroller);
            }
        });
    }
    let pieces = pieces(
        &document.text,
        props.view.left_out(),
        props.view.marks(),
        *whole,
    );
    let text = (pieces.iter()).map(|piece| draw(piece, document, props.view.marks(), &page));
    let lang = reading.report.language.clone().unwrap_or_default();
    html! {
        <div ref={scroller} class="source__text" tabindex="0" role="group" aria-label={words.text("source-heading")}>
            <div class="source__letters" lang={lang} translate="no" dir="auto">{ for text }</div>
            if document.text.len() > WHOLE_TEXT && !*whole && props.view.left_out().is_empty() {
                <button type="button" class="btn source__whole" onclick={show_all}>
                    { words.text("source-whole") }
                </button>
            }
        </div>
    }
}

fn draw(piece: &Piece, document: &Document, marks: &[Mark], page: &Page) -> Html {
    match piece {
        Piece::Text(span) => html! { { &document.text[span.start..span.end] } },
        Piece::Gap(lines) => html! {
            <span class="source__gap" lang={page.words.lang.html()}>
                { page.words.count("source-left-out", *lines, &[]) }
            </span>
        },
        Piece::Spot {
            mark,
            span,
            first,
            last,
        } => {
            let mark = &marks[*mark];
            let text = &document.text[span.start..span.end];
            spot(mark, text, *first, *last, page)
        }
    }
}

/// The first spot of a mark has its id; the last one shows its number.
fn spot(mark: &Mark, text: &str, first: bool, last: bool, page: &Page) -> Html {
    let number = mark.number;
    let back = {
        let page = page.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            page.send(Action::Go(Target::Evidence(number)));
        })
    };
    let fields: Vec<String> = (mark.fields.iter())
        .map(|field| page.words.text(&format!("field-{}", field.slug())))
        .collect();
    let title = (page.words).with("source-from-mark", &[("field", &page.words.list(&fields))]);
    html! {
        <mark id={first.then(|| format!("mark-{number}"))} class="mark">
            <a class={mark.field().class()} href="#answer" onclick={back} {title} draggable="false" tabindex={(!first).then_some("-1")}>
                { text }
                if last { <sup>{ number }</sup> }
            </a>
        </mark>
    }
}

//! The message that came back.

use yew::prelude::*;

use crate::ui::browser::time;
use crate::ui::strings::Strings;
use crate::ui::view::View;

/// Subject, sender, date and id of the message that came back.
pub fn original_message(view: &View, words: Strings) -> Html {
    let Some(original) = view.original() else {
        return html! {};
    };
    let date = (original.date.as_ref()).map(|fact| time::local(&fact.value, words.lang));
    let rows = [
        (
            "message-subject",
            original.subject.as_ref().map(|f| f.value.clone()),
        ),
        (
            "message-from",
            original.from.as_ref().map(|f| f.value.clone()),
        ),
        ("message-date", date),
        (
            "message-id",
            original.message_id.as_ref().map(|f| f.value.clone()),
        ),
    ];
    let rows = rows.into_iter().filter_map(|(key, value)| {
        let value = value?;
        Some(html! {
            <div class="pairs__one">
                <dt>{ words.text(key) }</dt>
                <dd><bdi translate="no">{ value }</bdi></dd>
            </div>
        })
    });
    html! { <dl class="pairs">{ for rows }</dl> }
}

//! What the page remembers: the language and the audience, nothing else. Blocked storage is no error.

use web_sys::Storage;

use crate::lang::Lang;
use crate::ui::state::Audience;

const LANG: &str = "ndr-explainer.lang";
const AUDIENCE: &str = "ndr-explainer.audience";

/// The language that was chosen last time.
pub fn lang() -> Option<Lang> {
    Lang::from_slug(&get(LANG)?)
}

/// The audience that was chosen last time.
pub fn audience() -> Option<Audience> {
    Audience::from_slug(&get(AUDIENCE)?)
}

/// Remembers the language.
pub fn keep_lang(lang: Lang) {
    set(LANG, lang.slug());
}

/// Remembers the audience.
pub fn keep_audience(audience: Audience) {
    set(AUDIENCE, audience.slug());
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the choice is not remembered.
        let _ = storage.set_item(key, value);
    }
}

//! In which language the page begins.

use web_sys::UrlSearchParams;

use super::storage;
use crate::lang::Lang;
use crate::ui::config::current;

/// The language asked for in the address (`?lang=pl`), or the one chosen last time, or the organization's, or
/// the browser's, or English.
pub fn first() -> Lang {
    asked()
        .or_else(storage::lang)
        .or(current().language)
        .or_else(preferred)
        .unwrap_or(Lang::En)
}

fn asked() -> Option<Lang> {
    let search = web_sys::window()?.location().search().ok()?;
    let tag = UrlSearchParams::new_with_str(&search).ok()?.get("lang")?;
    Lang::for_tag(&tag)
}

fn preferred() -> Option<Lang> {
    let tags = web_sys::window()?.navigator().languages();
    tags.iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Lang::for_tag(&tag))
}

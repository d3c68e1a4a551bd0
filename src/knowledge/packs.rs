//! The packs that the build script made: found, decoded once, and kept.

use std::fmt;
use std::sync::OnceLock;

use super::model::Meta;
use super::packing::unpack;
use super::words::Words;
use crate::lang::Lang;

static META: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/meta.bin"));
/// The pack that comes with the program.
#[cfg(not(all(feature = "ui", target_arch = "wasm32")))]
const fn embedded(lang: Lang) -> &'static [u8] {
    match lang {
        Lang::En => include_bytes!(concat!(env!("OUT_DIR"), "/en.bin")),
        Lang::ZhTw => include_bytes!(concat!(env!("OUT_DIR"), "/zh-TW.bin")),
        Lang::Pl => include_bytes!(concat!(env!("OUT_DIR"), "/pl.bin")),
    }
}

/// The page fetches its packs as files, the reader's language first ([`install`]).
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
const fn embedded(_lang: Lang) -> &'static [u8] {
    &[]
}

/// Where the decoded pack of a language is kept.
fn slot(lang: Lang) -> &'static OnceLock<Words<'static>> {
    static EN: OnceLock<Words<'static>> = OnceLock::new();
    static ZH_TW: OnceLock<Words<'static>> = OnceLock::new();
    static PL: OnceLock<Words<'static>> = OnceLock::new();
    match lang {
        Lang::En => &EN,
        Lang::ZhTw => &ZH_TW,
        Lang::Pl => &PL,
    }
}

/// What all languages share.
pub fn meta() -> &'static Meta<'static> {
    static DECODED: OnceLock<Meta<'static>> = OnceLock::new();
    DECODED.get_or_init(|| unpack(META).unwrap_or_default())
}

/// Whether the pack of a language is there.
pub fn is_ready(lang: Lang) -> bool {
    !embedded(lang).is_empty() || slot(lang).get().is_some()
}

/// What a language says. Without its pack: nothing, and the callers fall back to keys and facts.
pub fn words(lang: Lang) -> &'static Words<'static> {
    if !is_ready(lang) {
        static NOTHING: OnceLock<Words<'static>> = OnceLock::new();
        return NOTHING.get_or_init(Words::default);
    }
    slot(lang).get_or_init(|| unpack(embedded(lang)).unwrap_or_default())
}

/// Why a language pack was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstallError {
    /// It cannot be decoded.
    Broken,
    /// It was made by another build than this program.
    OtherBuild,
    /// The language is in use already.
    InUse,
}

impl fmt::Display for InstallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            InstallError::Broken => "the language pack is broken",
            InstallError::OtherBuild => "the language pack belongs to another build",
            InstallError::InUse => "the language is in use already",
        })
    }
}

impl std::error::Error for InstallError {}

/// Takes the pack of a language from elsewhere, such as a file fetched later. Must come before the language is first used.
///
/// # Errors
/// See [`InstallError`]; nothing has changed then.
pub fn install(lang: Lang, pack: &'static [u8]) -> Result<(), InstallError> {
    let words: Words<'static> = unpack(pack).map_err(|_| InstallError::Broken)?;
    if words.stamp != meta().stamp {
        return Err(InstallError::OtherBuild);
    }
    slot(lang).set(words).map_err(|_| InstallError::InUse)
}

#[cfg(test)]
mod tests {
    use super::{InstallError, Meta, Words, embedded, install, meta, unpack, words};
    use crate::knowledge::packing::{plain, split};
    use crate::lang::Lang;

    #[test]
    fn packs_decode_and_belong_together() {
        unpack::<Meta<'_>>(super::META).expect("meta");
        for lang in Lang::ALL {
            let pack: Words<'_> = unpack(embedded(*lang)).expect("a language pack");
            assert_eq!(pack.stamp, meta().stamp);
            assert_eq!(pack.articles.len(), meta().articles.len());
            assert_eq!(&pack, words(*lang));
        }
    }

    #[test]
    fn a_pack_from_elsewhere_is_checked() {
        words(Lang::En);
        assert_eq!(
            install(Lang::En, embedded(Lang::En)),
            Err(InstallError::InUse)
        );
        assert_eq!(install(Lang::En, &[0xff; 3]), Err(InstallError::Broken));
        let other = Words {
            stamp: meta().stamp.wrapping_add(1),
            ..Words::default()
        };
        let other = plain(&other).expect("postcard");
        let other = split::<Words<'_>>(&other).expect("a pack").leak();
        assert_eq!(install(Lang::En, other), Err(InstallError::OtherBuild));
    }
}

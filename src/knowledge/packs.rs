//! The packs that the build script made: found, decoded once, and kept.
//!
//! The pack of a language: four bytes (little-endian) tell the length of its [`Words`], which come next; the rest are its
//! [`Texts`], squeezed. The texts are brought back when they are first needed, or before that in steps ([`prepare`]).

use std::fmt;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::model::Meta;
use super::packing::unpack;
use super::squeeze::Unsqueezing;
use super::words::{Texts, Words};
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

/// What is known of a language.
struct Slot {
    pack: OnceLock<Pack>,
    texts: OnceLock<Texts<'static>>,
    /// The texts while they are brought back in steps.
    halfway: Mutex<Option<Unsqueezing<'static>>>,
}

/// The pack of a language, its texts still squeezed.
struct Pack {
    words: Words<'static>,
    squeezed: &'static [u8],
}

impl Pack {
    /// The pack that these bytes are; `None` if they are none, or not all of one.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (words, squeezed) = rest.split_at_checked(length)?;
        let words: Words<'static> = unpack(words).ok()?;
        let whole = usize::try_from(words.squeezed).ok() == Some(squeezed.len());
        whole.then_some(Pack { words, squeezed })
    }
}

impl Slot {
    const fn new() -> Self {
        Slot {
            pack: OnceLock::new(),
            texts: OnceLock::new(),
            halfway: Mutex::new(None),
        }
    }

    fn pack(&self, lang: Lang) -> Option<&Pack> {
        if let Some(pack) = self.pack.get() {
            return Some(pack);
        }
        let pack = Pack::read(embedded(lang))?;
        Some(self.pack.get_or_init(|| pack))
    }

    /// Brings back some of the texts; whether there is more to do.
    fn step(&self, lang: Lang) -> bool {
        let Some(pack) = self.pack(lang).filter(|_| self.texts.get().is_none()) else {
            return false;
        };
        let mut halfway = self.halfway.lock().unwrap_or_else(PoisonError::into_inner);
        if halfway.is_none() {
            *halfway = Unsqueezing::new(pack.squeezed);
        }
        let more = halfway.as_mut().and_then(|texts| texts.step(STEP));
        drop(halfway);
        if more != Some(true) {
            self.texts(pack);
        }
        more == Some(true)
    }

    fn texts(&self, pack: &Pack) -> &Texts<'static> {
        self.texts.get_or_init(|| {
            let mut halfway = self.halfway.lock().unwrap_or_else(PoisonError::into_inner);
            let texts = halfway.take().or_else(|| Unsqueezing::new(pack.squeezed));
            let bytes = texts.and_then(Unsqueezing::finish);
            bytes
                .and_then(|bytes| unpack(bytes.leak()).ok())
                .unwrap_or_default()
        })
    }
}

/// How much of the texts one step of [`prepare`] brings back, in bytes: a few milliseconds.
const STEP: usize = 32 << 10;

fn slot(lang: Lang) -> &'static Slot {
    static EN: Slot = Slot::new();
    static ZH_TW: Slot = Slot::new();
    static PL: Slot = Slot::new();
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
    slot(lang).pack(lang).is_some()
}

/// The words of the page in a language. Without its pack: nothing, and the callers fall back to keys and facts.
pub fn words(lang: Lang) -> &'static Words<'static> {
    static NOTHING: OnceLock<Words<'static>> = OnceLock::new();
    match slot(lang).pack(lang) {
        Some(pack) => &pack.words,
        None => NOTHING.get_or_init(Words::default),
    }
}

/// What explanations say in a language; nothing without its pack.
pub fn texts(lang: Lang) -> &'static Texts<'static> {
    static NOTHING: OnceLock<Texts<'static>> = OnceLock::new();
    let slot = slot(lang);
    match slot.pack(lang) {
        Some(pack) => slot.texts(pack),
        None => NOTHING.get_or_init(Texts::default),
    }
}

/// Makes some of the texts of a language ready, a few milliseconds' worth; whether there is more to do.
pub fn prepare(lang: Lang) -> bool {
    slot(lang).step(lang)
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
    let pack = Pack::read(pack).ok_or(InstallError::Broken)?;
    if pack.words.stamp != meta().stamp {
        return Err(InstallError::OtherBuild);
    }
    slot(lang).pack.set(pack).map_err(|_| InstallError::InUse)
}

#[cfg(test)]
mod tests {
    use super::{InstallError, Meta, Pack, Words, embedded, install, meta, prepare, texts, unpack};
    use super::{slot, words};
    use crate::knowledge::packing::{plain, split};
    use crate::lang::Lang;

    #[test]
    fn packs_decode_and_belong_together() {
        unpack::<Meta<'_>>(super::META).expect("meta");
        for lang in Lang::ALL {
            let pack = Pack::read(embedded(*lang)).expect("a language pack");
            assert_eq!(pack.words.stamp, meta().stamp);
            assert_eq!(texts(*lang).articles.len(), meta().articles.len());
            assert_eq!(&pack.words, words(*lang));
        }
    }

    #[test]
    fn texts_come_back_in_steps_or_at_once() {
        while prepare(Lang::Pl) {}
        let at_once = super::Slot::new();
        let pack = Pack::read(embedded(Lang::Pl)).expect("a language pack");
        assert_eq!(texts(Lang::Pl), at_once.texts(&pack));
        assert!(!prepare(Lang::Pl));
        assert!(slot(Lang::Pl).halfway.lock().expect("free").is_none());
    }

    #[test]
    fn a_pack_from_elsewhere_is_checked() {
        words(Lang::En);
        let own = embedded(Lang::En);
        assert_eq!(install(Lang::En, own), Err(InstallError::InUse));
        for broken in [&[0xff; 3][..], &own[..own.len() - 1]] {
            let broken = broken.to_vec().leak();
            assert_eq!(install(Lang::En, broken), Err(InstallError::Broken));
        }
        let other = Words {
            stamp: meta().stamp.wrapping_add(1),
            ..Words::default()
        };
        let other = plain(&other).expect("postcard");
        let other = split::<Words<'_>>(&other).expect("a pack");
        let length = u32::try_from(other.len()).expect("short").to_le_bytes();
        let other = [&length[..], &other].concat().leak();
        assert_eq!(install(Lang::En, other), Err(InstallError::OtherBuild));
    }
}

//! The packs that the build script made: found, decoded once, and kept.
//!
//! The pack of a language: four bytes (little-endian) tell the length of what follows, its packed [`Words`], squeezed; then
//! its packed [`Texts`] come, squeezed too. The words are brought back at once, the texts when they are first needed, or
//! before that in steps ([`prepare`]).

use std::fmt;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::model::Meta;
use super::packing::unpack;
use super::squeeze::{Unsqueezing, number};
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
    words: OnceLock<Words<'static>>,
    texts: OnceLock<Texts<'static>>,
    /// The texts while they are brought back.
    pack: Mutex<Option<Pack>>,
}

/// What a pack holds beside the words.
struct Pack(Unsqueezing<'static>);

impl Pack {
    /// The words of a pack, and the pack; `None` if the bytes are none, or not all of one.
    fn read(bytes: &'static [u8]) -> Option<(Words<'static>, Self)> {
        let (length, rest) = number(bytes)?;
        let (words, texts) = rest.split_at_checked(length)?;
        let texts = Unsqueezing::new(texts)?;
        let words = Unsqueezing::new(words)?.finish()?.leak();
        Some((unpack(words).ok()?, Pack(texts)))
    }

    fn texts(self) -> Option<Texts<'static>> {
        unpack(self.0.finish()?.leak()).ok()
    }
}

impl Slot {
    const fn new() -> Self {
        Slot {
            words: OnceLock::new(),
            texts: OnceLock::new(),
            pack: Mutex::new(None),
        }
    }

    fn pack(&self) -> MutexGuard<'_, Option<Pack>> {
        self.pack.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a pack; `false` if the language is in use already.
    fn set(&self, words: Words<'static>, pack: Pack) -> bool {
        let mut place = self.pack();
        let is_new = self.words.set(words).is_ok();
        if is_new {
            *place = Some(pack);
        }
        is_new
    }

    fn words(&self, lang: Lang) -> Option<&Words<'static>> {
        if self.words.get().is_none()
            && let Some((words, pack)) = Pack::read(embedded(lang))
        {
            self.set(words, pack);
        }
        self.words.get()
    }

    fn texts(&self) -> &Texts<'static> {
        self.texts
            .get_or_init(|| self.pack().take().and_then(Pack::texts).unwrap_or_default())
    }

    /// Brings back some of the texts; whether there is more to do.
    fn step(&self) -> bool {
        let more = self.pack().as_mut().and_then(|pack| pack.0.step(STEP));
        if more == Some(false) {
            self.texts();
        }
        more == Some(true)
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
    slot(lang).words(lang).is_some()
}

/// The words of the page in a language. Without its pack: nothing, and the callers fall back to keys and facts.
pub fn words(lang: Lang) -> &'static Words<'static> {
    static NOTHING: OnceLock<Words<'static>> = OnceLock::new();
    let words = slot(lang).words(lang);
    words.unwrap_or_else(|| NOTHING.get_or_init(Words::default))
}

/// What explanations say in a language; nothing without its pack.
pub fn texts(lang: Lang) -> &'static Texts<'static> {
    static NOTHING: OnceLock<Texts<'static>> = OnceLock::new();
    if is_ready(lang) {
        slot(lang).texts()
    } else {
        NOTHING.get_or_init(Texts::default)
    }
}

/// Makes some of the texts of a language ready, a few milliseconds' worth; whether there is more to do.
pub fn prepare(lang: Lang) -> bool {
    is_ready(lang) && slot(lang).step()
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
    let (words, pack) = Pack::read(pack).ok_or(InstallError::Broken)?;
    if words.stamp != meta().stamp {
        return Err(InstallError::OtherBuild);
    }
    let is_new = slot(lang).set(words, pack);
    is_new.then_some(()).ok_or(InstallError::InUse)
}

#[cfg(test)]
mod tests {
    use super::{
        InstallError, Meta, Pack, Slot, Words, embedded, install, meta, texts, unpack, words,
    };
    use crate::knowledge::packing::{plain, split};
    use crate::knowledge::squeeze::squeeze;
    use crate::lang::Lang;

    #[test]
    fn packs_decode_and_belong_together() {
        unpack::<Meta<'_>>(super::META).expect("meta");
        for lang in Lang::ALL {
            let (words, _) = Pack::read(embedded(*lang)).expect("a language pack");
            assert_eq!(words.stamp, meta().stamp);
            assert_eq!(texts(*lang).articles.len(), meta().articles.len());
            assert_eq!(&words, super::words(*lang));
        }
    }

    #[test]
    fn texts_come_back_in_steps_or_at_once() {
        let [steps, at_once] = [Slot::new(), Slot::new()];
        for slot in [&steps, &at_once] {
            let (words, pack) = Pack::read(embedded(Lang::Pl)).expect("a language pack");
            assert!(slot.set(words, pack));
        }
        let mut count = 0;
        while steps.step() {
            count += 1;
        }
        assert!(count > 5, "{count}");
        assert!(!steps.step());
        assert!(steps.texts() == at_once.texts());
        assert!(steps.texts() == texts(Lang::Pl));
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
        let other = squeeze(&other).expect("squeezed");
        let length = u32::try_from(other.len()).expect("short").to_le_bytes();
        let texts = squeeze(b"").expect("squeezed");
        let other = [&length[..], &other, &texts].concat().leak();
        assert_eq!(install(Lang::En, other), Err(InstallError::OtherBuild));
    }
}

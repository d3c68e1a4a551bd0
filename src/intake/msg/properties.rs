//! Properties of a message, recipient or attachment in a .msg file (MS-OXMSG section 2.4).

use std::cell::RefCell;
use std::io::{Cursor, Read};

use super::super::{Charsets, text};

/// The longest stream that is read, in bytes.
const MAX_STREAM: u64 = 64 * 1024 * 1024;

/// An open .msg file.
pub struct File<'a> {
    container: RefCell<cfb::CompoundFile<Cursor<&'a [u8]>>>,
}

/// The numbers of one object, and where its streams stand.
pub struct Bag {
    path: String,
    numbers: Vec<(u16, u32)>,
}

impl<'a> File<'a> {
    /// Opens the container; `None` if it is broken.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
        Some(File {
            container: RefCell::new(container),
        })
    }

    fn stream(&self, path: &str) -> Option<Vec<u8>> {
        let mut container = self.container.borrow_mut();
        if !container.is_stream(path) {
            return None;
        }
        let mut content = Vec::new();
        container
            .open_stream(path)
            .ok()?
            .take(MAX_STREAM)
            .read_to_end(&mut content)
            .ok()?;
        Some(content)
    }

    /// The properties of the object in storage `path` (empty for the message itself).
    pub fn bag(&self, path: &str) -> Bag {
        let stream = self
            .stream(&format!("{path}/__properties_version1.0"))
            .unwrap_or_default();
        // The head is 32 bytes for the message, 24 for one inside it, 8 for recipients and attachments.
        let head = match path.rsplit('/').next().unwrap_or_default() {
            "" => 32,
            name if name.starts_with("__substg") => 24,
            _ => 8,
        };
        let numbers = stream
            .get(head..)
            .unwrap_or_default()
            .chunks_exact(16)
            .filter(|entry| entry[..2] == [3, 0])
            .map(|entry| {
                (
                    u16::from_le_bytes([entry[2], entry[3]]),
                    u32::from_le_bytes([entry[8], entry[9], entry[10], entry[11]]),
                )
            })
            .collect();
        Bag {
            path: path.to_owned(),
            numbers,
        }
    }

    /// The storages of the recipients of the message in `path`, in order.
    pub fn recipients(&self, path: &str) -> Vec<String> {
        self.storages(path, "__recip_version1.0_")
    }

    /// The storages of messages that are attached to the message in `path`.
    pub fn attached_messages(&self, path: &str) -> Vec<String> {
        let attachments = self.storages(path, "__attach_version1.0_");
        let container = self.container.borrow();
        attachments
            .into_iter()
            .map(|a| format!("{a}/__substg1.0_3701000D"))
            .filter(|inner| container.is_storage(inner))
            .collect()
    }

    fn storages(&self, path: &str, prefix: &str) -> Vec<String> {
        let container = self.container.borrow();
        let root = if path.is_empty() { "/" } else { path };
        let Ok(entries) = container.read_storage(root) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter(|e| e.is_storage() && e.name().starts_with(prefix))
            .map(|e| format!("{path}/{}", e.name()))
            .take(10_000)
            .collect();
        names.sort_unstable();
        names
    }
}

impl Bag {
    /// A number; `None` if the object has no such property.
    pub fn number(&self, id: u16) -> Option<u32> {
        self.numbers
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, value)| *value)
    }

    /// A text, in UTF-16 or in the message's code page.
    pub fn text(&self, file: &File<'_>, id: u16, charsets: &dyn Charsets) -> Option<String> {
        let stream = |kind: &str| file.stream(&format!("{}/__substg1.0_{id:04X}{kind}", self.path));
        if let Some(bytes) = stream("001F") {
            let text = charsets.decode("utf-16le", &bytes)?;
            return Some(text.trim_end_matches('\0').to_owned());
        }
        let bytes = stream("001E")?;
        let text = text::decode(&bytes, self.charset(), charsets).unwrap_or_else(|lossy| lossy);
        Some(text.trim_end_matches('\0').to_owned())
    }

    /// Bytes.
    pub fn binary(&self, file: &File<'_>, id: u16) -> Option<Vec<u8>> {
        file.stream(&format!("{}/__substg1.0_{id:04X}0102", self.path))
    }

    /// The charset of the message's 8-bit texts (`PidTagInternetCodepage`, `PidTagMessageCodepage`).
    pub fn charset(&self) -> Option<&'static str> {
        let page = self.number(0x3fde).or_else(|| self.number(0x3ffd))?;
        Some(match page {
            932 => "shift_jis",
            936 => "gbk",
            949 => "euc-kr",
            950 => "big5",
            1250 => "windows-1250",
            1251 => "windows-1251",
            1252 => "windows-1252",
            1253 => "windows-1253",
            1254 => "windows-1254",
            1255 => "windows-1255",
            1256 => "windows-1256",
            1257 => "windows-1257",
            20866 => "koi8-r",
            28592 => "iso-8859-2",
            50220..=50222 => "iso-2022-jp",
            51932 => "euc-jp",
            54936 => "gb18030",
            65000 => "utf-7",
            65001 => "utf-8",
            _ => return None,
        })
    }
}

//! Archives that are the same each time: files in the order of their names, with one fixed time and no owner.

use super::Files;
use crate::compress;
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The time of every file in a package, in seconds since 1970: the one that npm writes.
const TIME: u64 = 499_162_500;

/// A zip archive with everything in one folder.
pub fn zip(folder: &str, files: &Files) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    // Named as well, so that whoever unpacks them as root gives out folders that a web server may read.
    let folders: BTreeSet<&str> = files
        .keys()
        .flat_map(|name| name.match_indices('/').map(|(at, _)| &name[..at]))
        .collect();
    for inner in std::iter::once("").chain(folders) {
        let name = format!("{folder}/{inner}");
        writer.add_directory(name, options.unix_permissions(0o755))?;
    }
    for (name, bytes) in files {
        let packed = [".gz", ".br", ".png"].iter().any(|end| name.ends_with(end));
        let options = if packed {
            options.compression_method(CompressionMethod::Stored)
        } else {
            options
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(9))
        };
        writer.start_file(format!("{folder}/{name}"), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Writes everything in an archive into a folder.
pub fn unzip(bytes: &[u8], folder: &Path) -> Result<()> {
    Ok(ZipArchive::new(Cursor::new(bytes))?.extract(folder)?)
}

/// A package as npm installs it: a tar archive, compressed with gzip.
pub fn tgz(folder: &str, files: &Files) -> Result<Vec<u8>> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(TIME);
        builder.append_data(&mut header, format!("{folder}/{name}"), bytes.as_slice())?;
    }
    compress::gzip(&builder.into_inner()?)
}

#[cfg(test)]
mod tests {
    use super::{Files, tgz, zip};
    use std::io::{Cursor, Read};

    fn files() -> Files {
        let one = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        [one("b/a.txt", "first"), one("a.png", "second")].into()
    }

    #[test]
    fn a_zip_holds_what_was_put_in() {
        let bytes = zip("folder", &files()).unwrap();
        assert_eq!(bytes, zip("folder", &files()).unwrap());
        let mut archive = super::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name("folder/b/a.txt")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "first");
        let mut names: Vec<_> = archive
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["folder/", "folder/a.png", "folder/b/", "folder/b/a.txt"]
        );
        #[cfg(unix)]
        assert_eq!(
            archive.by_name("folder/b/").unwrap().unix_mode(),
            Some(0o40755)
        );
    }

    #[test]
    fn a_package_holds_what_was_put_in() {
        let bytes = tgz("package", &files()).unwrap();
        assert_eq!(bytes, tgz("package", &files()).unwrap());
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        let names: Vec<_> = archive
            .entries()
            .unwrap()
            .map(|entry| entry.unwrap().path().unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["package/a.png", "package/b/a.txt"]);
    }
}

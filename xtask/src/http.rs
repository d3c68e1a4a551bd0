//! As much of HTTP/1.1 as a static file server on one's own machine needs (RFC 9110, RFC 9112).

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Longest request head that is read, in bytes.
const MAX_HEAD: usize = 16 * 1024;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// The method, as sent.
    pub method: String,
    /// The request target, as sent.
    pub target: String,
}

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// The file.
    File(PathBuf),
    /// The same address with a slash at its end: relative addresses in a folder's page need it.
    Moved(String),
    /// Nothing is there.
    NotFound,
    /// The method is none for files.
    NotAllowed,
    /// This was no HTTP request.
    Bad,
}

/// Reads the head of a request; `None` when it is none, or too long.
pub fn read_request(stream: &mut impl Read) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut buffer = [0; 2048];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        let count = stream.read(&mut buffer)?;
        if count == 0 || head.len() + count > MAX_HEAD {
            return Ok(None);
        }
        head.extend_from_slice(&buffer[..count]);
    }
    Ok(parse_request_line(&String::from_utf8_lossy(&head)))
}

fn parse_request_line(head: &str) -> Option<Request> {
    let mut words = head.lines().next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    (version.starts_with("HTTP/1.") && words.next().is_none()).then(|| Request {
        method: method.to_owned(),
        target: target.to_owned(),
    })
}

/// What a request gets from the files below `root`.
pub fn answer(root: &Path, request: Option<&Request>) -> Answer {
    let Some(request) = request else {
        return Answer::Bad;
    };
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Answer::NotAllowed;
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let Some(relative) = safe_path(path) else {
        return Answer::NotFound;
    };
    let file = root.join(relative);
    if file.is_dir() {
        if !path.ends_with('/') {
            return Answer::Moved(format!("{path}/"));
        }
        let index = file.join("index.html");
        return if index.is_file() {
            Answer::File(index)
        } else {
            Answer::NotFound
        };
    }
    if file.is_file() && !path.ends_with('/') {
        Answer::File(file)
    } else {
        Answer::NotFound
    }
}

/// The relative path that a URL path means; `None` when it could lead out of the served folder or to a hidden file.
pub fn safe_path(path: &str) -> Option<PathBuf> {
    // Two slashes at the start would make a redirect lead to another host.
    if path.starts_with("//") {
        return None;
    }
    let decoded = percent_decode(path.strip_prefix('/')?)?;
    let mut relative = PathBuf::new();
    for part in decoded.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        relative.push(part);
    }
    Some(relative)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let value = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Writes an answer; without its body when the method was HEAD. Returns the status.
pub fn write_answer(stream: &mut impl Write, answer: &Answer, head_only: bool) -> io::Result<u16> {
    let plain = "text/plain; charset=utf-8";
    let (status, reason, media, extra, body) = match answer {
        Answer::File(path) => match fs::read(path) {
            Ok(bytes) => (200, "OK", media_type(path), String::new(), bytes),
            Err(_) => (
                404,
                "Not Found",
                plain,
                String::new(),
                b"Not found\n".to_vec(),
            ),
        },
        Answer::Moved(to) => (
            301,
            "Moved Permanently",
            plain,
            format!("Location: {to}\r\n"),
            Vec::new(),
        ),
        Answer::NotFound => (
            404,
            "Not Found",
            plain,
            String::new(),
            b"Not found\n".to_vec(),
        ),
        Answer::NotAllowed => (
            405,
            "Method Not Allowed",
            plain,
            "Allow: GET, HEAD\r\n".to_owned(),
            b"Only GET and HEAD\n".to_vec(),
        ),
        Answer::Bad => (
            400,
            "Bad Request",
            plain,
            String::new(),
            b"Bad request\n".to_vec(),
        ),
    };
    write!(
        stream,
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n{extra}Connection: close\r\n\r\n",
        body.len()
    )?;
    if !head_only {
        stream.write_all(&body)?;
    }
    stream.flush()?;
    Ok(status)
}

/// The media type by the file's extension.
pub fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "webp" => "image/webp",
        "txt" | "md" | "toml" | "ts" | "conf" => "text/plain; charset=utf-8",
        "eml" => "message/rfc822",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Request, answer, media_type, parse_request_line, safe_path};
    use std::path::{Path, PathBuf};

    #[test]
    fn paths_stay_below_the_folder() {
        for (path, want) in [
            ("/", Some("")),
            ("/css/page.css", Some("css/page.css")),
            ("/a//b", Some("a/b")),
            ("/caf%C3%A9.txt", Some("café.txt")),
            ("/100%25.txt", Some("100%.txt")),
            ("", None),
            ("css", None),
            ("//evil.example/", None),
            ("/../secret", None),
            ("/a/../../secret", None),
            ("/%2e%2e/secret", None),
            ("/%2e%2e%2fsecret", None),
            ("/..%5csecret", None),
            ("/a\\..\\secret", None),
            ("/c:/secret", None),
            ("/.git/config", None),
            ("/a%00b", None),
            ("/%zz", None),
            ("/%+1", None),
            ("/%4", None),
            ("/%ff", None),
        ] {
            assert_eq!(safe_path(path), want.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn request_lines() {
        let request = parse_request_line("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n");
        assert_eq!(
            request,
            Some(Request {
                method: "GET".into(),
                target: "/a?b".into()
            })
        );
        for bad in ["", "GET", "GET /", "GET / FTP/1.1", "GET / x HTTP/1.1"] {
            assert_eq!(parse_request_line(bad), None, "{bad}");
        }
    }

    #[test]
    fn answers_of_a_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let ask = |method: &str, target: &str| {
            answer(
                root,
                Some(&Request {
                    method: method.into(),
                    target: target.into(),
                }),
            )
        };
        assert_eq!(
            ask("GET", "/Cargo.toml?x=1"),
            Answer::File(root.join("Cargo.toml"))
        );
        assert_eq!(
            ask("HEAD", "/src/main.rs"),
            Answer::File(root.join("src/main.rs"))
        );
        assert_eq!(ask("GET", "/src"), Answer::Moved("/src/".into()));
        assert_eq!(ask("GET", "/src/"), Answer::NotFound);
        assert_eq!(ask("GET", "/Cargo.toml/"), Answer::NotFound);
        assert_eq!(ask("GET", "/../Cargo.toml"), Answer::NotFound);
        assert_eq!(ask("POST", "/Cargo.toml"), Answer::NotAllowed);
        assert_eq!(answer(root, None), Answer::Bad);
    }

    #[test]
    fn media_types() {
        for (name, want) in [
            ("ui_bg.wasm", "application/wasm"),
            ("boot.js", "text/javascript; charset=utf-8"),
            ("INDEX.HTML", "text/html; charset=utf-8"),
            ("sample", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), want, "{name}");
        }
    }
}

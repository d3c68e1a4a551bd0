//! `cargo xtask serve`: makes the page and serves it on this machine.

use crate::bundle;
use crate::http;
use crate::run;
use crate::wasm::Profile;
use crate::watch::Watch;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The port that is tried first when none is given, and how many behind it.
const PORTS: std::ops::Range<u16> = 8080..8100;

/// Makes the page, serves it, and with `watch` makes it again on every change. Ends only with an error.
pub fn run(workspace: &Workspace, profile: Profile, port: Option<u16>, watch: bool) -> Result<()> {
    // Before the first build: what is changed while it runs must be seen.
    let sources = ["src", "www", "index.html", "Cargo.toml"].map(|name| workspace.root.join(name));
    let mut changes = Watch::new(sources.to_vec());
    bundle::site(workspace, profile)?;
    let listener = listen(port)?;
    let address = listener
        .local_addr()
        .context("cannot tell the own address")?;
    run::step(&format!("http://{address}/  (Ctrl-C ends it)"));
    let root: Arc<Path> = workspace.site().into();
    if !watch {
        accept(&listener, &root);
        return Ok(());
    }
    thread::spawn(move || accept(&listener, &root));
    run::step("watching src, www, index.html and Cargo.toml");
    loop {
        changes.wait();
        match bundle::site(workspace, profile) {
            Ok(()) => run::step(&format!("made anew; reload http://{address}/")),
            Err(error) => {
                eprintln!("error: {error:#}\nthe page of before stays until this is mended");
            }
        }
    }
}

/// Listens on the port that was asked for, or on the first free one of the usual ones.
fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port)
            .with_context(|| format!("cannot listen on port {port}: choose another with --port"));
    }
    for port in PORTS {
        match bind(port) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            result => return result.context("cannot listen on 127.0.0.1"),
        }
    }
    bail!(
        "the ports {} to {} are all in use: choose another with --port",
        PORTS.start,
        PORTS.end - 1
    )
}

/// Answers every connection in a thread of its own: a browser opens several at once.
fn accept(listener: &TcpListener, root: &Arc<Path>) {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                let root = Arc::clone(root);
                thread::spawn(move || {
                    // A browser that goes away in the middle is no news.
                    let _ = serve_one(stream, &root);
                });
            }
            // Such as too many open files; it passes.
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn serve_one(mut stream: TcpStream, root: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let request = http::read_request(&mut stream)?;
    let answer = http::answer(root, request.as_ref());
    let head_only = request
        .as_ref()
        .is_some_and(|request| request.method == "HEAD");
    let status = http::write_answer(&mut stream, &answer, head_only)?;
    if let (Some(request), 400..) = (&request, status) {
        println!("{status} {}", request.target.escape_debug());
    }
    Ok(())
}

//! The developers' commands of the project: `cargo xtask build | serve | test | sizes | release`.

mod bench;
mod browser;
mod bundle;
mod compress;
mod counts;
mod fuzz;
mod http;
mod keeper;
mod names;
mod npm;
mod packages;
mod release;
mod run;
mod serve;
mod shrink;
mod sizes;
mod suites;
mod wasm;
mod watch;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;
use workspace::Workspace;

const HELP: &str = "\
cargo xtask build [--dev]                       make dist/site (the page) and dist/pkg (the JavaScript package)
cargo xtask serve [--port N] [--watch] [--dev]  make the page and serve it on this machine
cargo xtask test [--native] [--web] [--e2e] [--release]
                                                run all tests, or only the named suites
cargo xtask sizes                               print the sizes of dist/ and fail above the budget
cargo xtask release                             make dist/release: site, single file, package, checksums
cargo xtask bench                               time the reading of mails: beside mail-parser, in WebAssembly, of big inputs
cargo xtask bench --page                        time the page in a browser: loading beside a hello world of yew, pasting, switching
cargo xtask fuzz [--seconds N]                  run each fuzz target for N seconds (60)

--dev compiles faster and keeps names and checks; --watch makes the page anew when a file changes.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match command(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command that the arguments name.
fn command(args: &[String]) -> Result<ExitCode> {
    let Some((name, rest)) = args.split_first() else {
        bail!("no command given\n\n{HELP}");
    };
    let mut flags = Flags::new(rest);
    match name.as_str() {
        "build" => {
            let profile = flags.profile();
            flags.end()?;
            let workspace = Workspace::find()?;
            bundle::everything(&workspace, profile)?;
            sizes::print(&workspace)?;
            Ok(ExitCode::SUCCESS)
        }
        "release" => {
            flags.end()?;
            release::run(&Workspace::find()?)?;
            Ok(ExitCode::SUCCESS)
        }
        "bench" => {
            let page = flags.take("--page");
            flags.end()?;
            let workspace = Workspace::find()?;
            if page {
                bench::page(&workspace)?;
            } else {
                bench::run(&workspace)?;
            }
            Ok(ExitCode::SUCCESS)
        }
        "fuzz" => {
            let seconds = flags.seconds()?;
            flags.end()?;
            fuzz::run(&Workspace::find()?.root, seconds)?;
            Ok(ExitCode::SUCCESS)
        }
        "serve" => {
            let profile = flags.profile();
            let watch = flags.take("--watch");
            let port = flags.port()?;
            flags.end()?;
            serve::run(&Workspace::find()?, profile, port, watch)?;
            Ok(ExitCode::SUCCESS)
        }
        "test" => {
            let mut chosen = suites::Chosen {
                native: flags.take("--native"),
                web: flags.take("--web"),
                e2e: flags.take("--e2e"),
                release: flags.take("--release"),
            };
            flags.end()?;
            if chosen == suites::Chosen::default() {
                chosen = suites::Chosen::ALL;
            }
            suites::run(&Workspace::find()?, chosen)
        }
        "sizes" => {
            flags.end()?;
            sizes::check(&Workspace::find()?)
        }
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}

/// The arguments behind the command name that nobody has asked for yet.
struct Flags(Vec<String>);

impl Flags {
    fn new(args: &[String]) -> Self {
        Flags(args.to_vec())
    }

    /// Whether the flag was given.
    fn take(&mut self, flag: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|arg| arg != flag);
        self.0.len() < before
    }

    fn profile(&mut self) -> wasm::Profile {
        if self.take("--dev") {
            wasm::Profile::Dev
        } else {
            wasm::Profile::Release
        }
    }

    /// The value of `--port N` or `--port=N`.
    fn port(&mut self) -> Result<Option<u16>> {
        let Some(at) = self
            .0
            .iter()
            .position(|arg| arg == "--port" || arg.starts_with("--port="))
        else {
            return Ok(None);
        };
        let arg = self.0.remove(at);
        let value = match arg.strip_prefix("--port=") {
            Some(value) => value.to_owned(),
            None if at < self.0.len() => self.0.remove(at),
            None => bail!("--port wants a number, as in `--port 8080`"),
        };
        match value.parse() {
            Ok(port) => Ok(Some(port)),
            Err(_) => bail!("--port wants a number from 0 to 65535, not `{value}`"),
        }
    }

    /// The value of `--seconds N`; a minute if it is not given.
    fn seconds(&mut self) -> Result<u64> {
        let Some(at) = self.0.iter().position(|arg| arg == "--seconds") else {
            return Ok(60);
        };
        self.0.remove(at);
        if at >= self.0.len() {
            bail!("--seconds wants a number, as in `--seconds 1800`");
        }
        let value = self.0.remove(at);
        value
            .parse()
            .map_err(|_| anyhow::anyhow!("--seconds wants a number, not `{value}`"))
    }

    /// Complains about arguments that no command knows.
    fn end(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(arg) => bail!("unknown argument `{arg}`\n\n{HELP}"),
        }
    }
}

//! Runs one wasm test program in a browser: what `cargo test --target wasm32-unknown-unknown` calls.
//!
//! It is wasm-bindgen's own runner, built here so that nothing has to be installed beside the project.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}

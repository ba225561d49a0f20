//! The `cahier` command: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cahier::cli::main()
}

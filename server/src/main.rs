//! Entry point. Exit status: 0 for success, 1 for an error (the reason is on stderr), 2 for invalid
//! command line arguments.

use clap::Parser;
use server::config::{Cli, CliCommand};

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    // The decoder limits its own process first, so nothing else is started in it.
    if matches!(cli.command, CliCommand::DecodePicture) {
        return attachments::run_decoder_child();
    }
    server::logging::install_logging();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("alongside: {error}");
            return std::process::ExitCode::FAILURE;
        }
    };
    match runtime.block_on(server::commands::run(cli)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            // With all causes: the outermost message often lacks the path or the host.
            eprintln!("alongside: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

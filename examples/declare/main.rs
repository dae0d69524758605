//! Declares operations from the vendor's metadata: prints a Rust file to keep and edit.

mod arguments;
mod fetch;

use std::error::Error;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use ice_runtime::api_docs::ApiDocs;

use arguments::{Arguments, USAGE};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        // The reader of a pipe may have seen enough.
        Ok(output) => match std::io::stdout().write_all(output.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => fail(&error),
            _ => ExitCode::SUCCESS,
        },
        Err(error) => fail(&*error),
    }
}

fn fail(error: &dyn Error) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<String, Box<dyn Error>> {
    let arguments = Arguments::parse(std::env::args_os().skip(1))?;
    if arguments.help {
        return Ok(format!("{USAGE}\n"));
    }
    let (name, text) = if let Some(path) = &arguments.docs {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name} cannot be read: {error}"))?;
        (name, text)
    } else {
        // The HTTP client uses the process's default crypto provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        (arguments.address.clone(), fetch::fetch(&arguments).await?)
    };
    let docs = ApiDocs::from_json(&text).map_err(|error| format!("the document of {name} cannot be used: {error}"))?;
    let mut output = String::new();
    if arguments.list {
        output.extend(docs.actions().flat_map(|action| [action, "\n"]));
    }
    if arguments.product {
        output.push_str(&docs.product_source());
    }
    if let Some((first, others)) = arguments.actions.split_first() {
        let declare = others.iter().fold(docs.declare(first), |declare, action| declare.and(action));
        let source = declare.expect(arguments.expected).to_source();
        let is_known = |action: &String| docs.actions().any(|known| known == action);
        let hint = if arguments.actions.iter().all(is_known) { "" } else { "; `--list` prints all operations" };
        output.push_str(&source.map_err(|error| format!("{error}{hint}"))?);
    }
    Ok(output)
}

//! The vendor's metadata, as a user meets it: declarations, checks, the command line. The documents are small ones of our
//! own.

mod checking;
mod command_line;
mod declared;
mod declaring;
mod mistakes;
mod replies;
mod seed;

use ice_runtime::api_docs::ApiDocs;

/// The document of the operation that the examples are about.
fn create_upload_stream() -> ApiDocs {
    ApiDocs::from_json(include_str!("samples/create_upload_stream.json")).unwrap()
}

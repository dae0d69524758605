//! The vendor's metadata from a user's point of view: declarations, checks, the command line. The documents are small
//! and made up.

mod checking;
mod command_line;
mod declared;
mod declaring;
mod mistakes;
mod replies;
mod seed;

use ice_runtime::api_docs::ApiDocs;

/// The document of the examples' operation.
fn create_upload_stream() -> ApiDocs {
    ApiDocs::from_json(include_str!("samples/create_upload_stream.json")).unwrap()
}

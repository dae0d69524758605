//! `ListDNAFiles` of ice.

use ice_runtime::{IcePage, ice_operation};
use serde::{Deserialize, Serialize};

/// A request of `ListDNAFiles`.
#[ice_operation(action = "ListDNAFiles", pages)]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct ListDNAFiles {
    #[ice(rename = "DBId")]
    #[serde(rename = "DBId")]
    pub db_id: Option<String>,
    pub next_page_token: Option<String>,
    pub owner_account: Option<String>,
    pub owner_id: Option<i64>,
    pub page_size: Option<i64>,
    pub resource_owner_account: Option<String>,
    pub resource_owner_id: Option<i64>,
}

/// A success of [`ListDNAFiles`].
#[derive(Serialize, Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
pub struct ListDNAFilesResponse {
    #[ice(items)]
    pub file_list: Option<Vec<FileList>>,
    pub next_page_token: Option<String>,
    pub request_id: Option<String>,
}

/// `FileList` of [`ListDNAFilesResponse`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileList {
    pub input_file: Option<InputFile>,
    pub primary_key: Option<String>,
}

/// `InputFile` of [`FileList`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct InputFile {
    pub bucket: Option<String>,
    pub location: Option<String>,
    pub object: Option<String>,
}

//! `GetMediaMarks` of ice.

use ice_runtime::ice_operation;
use serde::{Deserialize, Serialize};

/// A request of `GetMediaMarks`.
#[ice_operation(action = "GetMediaMarks")]
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct GetMediaMarks {
    pub media_id: Option<String>,
    pub media_mark_ids: Option<String>,
}

/// A success of [`GetMediaMarks`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetMediaMarksResponse {
    pub media_id: Option<String>,
    pub media_marks: Option<String>,
    pub request_id: Option<String>,
}

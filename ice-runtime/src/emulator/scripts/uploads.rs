//! The answer of operations that give out uploads, such as `CreateUploadStream`, and of those that refresh one.

use std::collections::HashMap;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::super::answer::Answer;
use super::super::lock::locked;
use super::super::received::Call;

/// The bucket of all uploads.
const BUCKET: &str = "media";

/// The parameters that name a media, also the members of replies that do.
const IDS: [&str; 3] = ["MediaId", "VideoId", "ImageId"];

/// The objects that were given out, by media id.
#[derive(Debug, Default)]
pub(in super::super) struct Uploads(Mutex<HashMap<String, String>>);

impl Uploads {
    /// Gives out an upload: a new object, or for an operation called `Refresh..` the one that the media id stands for.
    pub(in super::super) fn answer(&self, call: &Call) -> Answer {
        let given = IDS.iter().find_map(|name| call.parameter(name)).filter(|id| !id.is_empty());
        if call.action().starts_with("Refresh") {
            let id = given.unwrap_or_default();
            let known = locked(&self.0).get(id).cloned();
            return known.map_or_else(|| unknown(id), |key| ticket(call, id, &key));
        }
        let made_up = call.request_id().replace('-', "").to_ascii_lowercase();
        let id = given.unwrap_or(&made_up);
        let key = format!("stream/{made_up}.{}", extension(call).unwrap_or_else(|| "mp4".to_owned()));
        locked(&self.0).insert(id.to_owned(), key.clone());
        ticket(call, id, &key)
    }
}

/// The members of every product: ICE says `MediaId`, vod `VideoId` or `ImageId`.
fn ticket(call: &Call, id: &str, key: &str) -> Answer {
    let ticket = call.ticket(BUCKET, key);
    let answer = Answer::json(json!({
        "FileURL": ticket.file_url(),
        "MediaURL": ticket.file_url(),
        "ImageURL": ticket.file_url(),
        "UploadAddress": ticket.upload_address(),
        "UploadAuth": ticket.upload_auth(),
    }));
    IDS.iter().fold(answer, |answer, name| answer.with_member(*name, id))
}

fn unknown(id: &str) -> Answer {
    let message = format!("The emulator gave out no upload for the media \"{id}\": create one before it is refreshed.");
    Answer::refusal(404, "InvalidMedia.NotFound", message)
}

/// What the caller says about the kind of file, in one of the places where operations have it.
fn extension(call: &Call) -> Option<String> {
    let named = ["FileExtension", "ImageExt", "MediaExt"].iter().find_map(|name| call.parameter(name));
    let of_file = |name: &str| name.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    let info = || serde_json::from_str::<Value>(call.parameter("FileInfo")?).ok();
    let extension = named.map(str::to_owned);
    let extension = extension.or_else(|| Some(info()?.get("Ext")?.as_str()?.to_owned()));
    let extension = extension.or_else(|| call.parameter("FileName").and_then(of_file))?;
    let is_plain = !extension.is_empty() && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| extension.to_ascii_lowercase())
}

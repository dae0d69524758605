//! The operation, declared whole.

use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use ice_runtime::{IceEnum, ice_operation};
use serde::{Deserialize, Serialize};

/// Obtains the upload URL and credential of a media stream.
#[ice_operation(
    action = "CreateUploadStream",
    regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"],
)]
#[derive(Debug, Clone, Default)]
pub(crate) struct CreateUploadStream {
    /// The media asset that the stream belongs to; a new one where it is absent.
    pub(crate) media_id: Option<String>,
    /// The quality of the stream.
    pub(crate) definition: Option<Definition>,
    /// The extension of the file's name, such as `mp4`.
    pub(crate) file_extension: Option<String>,
    /// The format of a stream of high dynamic range.
    #[ice(rename = "HDRType")]
    pub(crate) hdr_type: Option<HdrType>,
    /// What the service hands back with its events.
    #[ice(json)]
    pub(crate) user_data: Option<UserData>,
}

/// Qualities of a stream.
#[derive(Debug, Clone, PartialEq, Eq, IceEnum)]
pub(crate) enum Definition {
    FD,
    LD,
    SD,
    HD,
    OD,
    #[ice(rename = "2K")]
    TwoK,
    #[ice(rename = "4K")]
    FourK,
    SQ,
    HQ,
    /// What the service adds later.
    #[ice(other)]
    Other(String),
}

/// Formats of high dynamic range.
#[derive(Debug, Clone, PartialEq, Eq, IceEnum)]
#[ice(ignore_case)]
pub(crate) enum HdrType {
    #[ice(rename = "HDR")]
    Hdr,
    #[ice(rename = "HDR10")]
    Hdr10,
    #[ice(rename = "HLG")]
    Hlg,
    DolbyVision,
    #[ice(rename = "HDRVivid")]
    HdrVivid,
    #[ice(rename = "SDR+")]
    SdrPlus,
    /// What the service adds later.
    #[ice(other)]
    Other(String),
}

/// What the service hands back with its events.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct UserData {
    /// Anything.
    pub(crate) extend: String,
}

/// What comes back.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct CreateUploadStreamResponse {
    /// The id under which the service logged the request.
    pub(crate) request_id: String,
    /// The media asset that the stream belongs to.
    pub(crate) media_id: String,
    /// Where the file will be, without anything that authorises.
    #[serde(rename = "FileURL")]
    pub(crate) file_url: String,
    /// Where to put the file.
    pub(crate) upload_address: Base64Json<UploadAddress>,
    /// The keys to put it with.
    pub(crate) upload_auth: Base64Json<UploadAuth>,
}

//! `CreateUploadStream` of ICE, API version 2020-11-09.

use ice_runtime::encoding::Base64Json;
use ice_runtime::ice_operation;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use serde::Deserialize;

/// Asks for the upload of a media stream: where to put the file, and the keys to do so.
///
/// * The file goes to the storage of the service, not to a bucket of your own.
/// * This operation is available only in the China (Shanghai), China (Beijing), and China
///   (Shenzhen) regions.
#[ice_operation(
    action = "CreateUploadStream",
    regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"],
)]
#[derive(Debug, Clone, Default)]
pub struct CreateUploadStream {
    /// The media asset that the stream belongs to; a new one where it is absent.
    pub media_id: Option<String>,
    /// The quality of the stream.
    pub definition: Option<Definition>,
    /// The extension of the file's name.
    ///
    /// Example: `mp4`.
    pub file_extension: Option<String>,
    /// The format of a stream of high dynamic range.
    ///
    /// The values are not case-sensitive.
    #[ice(rename = "HDRType")]
    pub hdr_type: Option<HdrType>,
    /// What the service hands back with its events, as JSON.
    pub user_data: Option<String>,
}

/// The quality of the stream.
#[derive(Debug, Clone, PartialEq, Eq, ice_runtime::IceEnum)]
pub enum Definition {
    /// Smooth.
    FD,
    /// Low.
    LD,
    /// Standard.
    SD,
    /// High.
    HD,
    /// As the source.
    OD,
    /// 2K.
    #[ice(rename = "2K")]
    V2K,
    /// 4K.
    #[ice(rename = "4K")]
    V4K,
    /// Standard sound.
    SQ,
    /// High sound.
    HQ,
    /// A value that is not documented.
    #[ice(other)]
    Other(String),
}

/// The format of a stream of high dynamic range.
#[derive(Debug, Clone, PartialEq, Eq, ice_runtime::IceEnum)]
#[ice(ignore_case)]
pub enum HdrType {
    /// The value `HDR`.
    #[ice(rename = "HDR")]
    Hdr,
    /// The value `HDR10`.
    #[ice(rename = "HDR10")]
    Hdr10,
    /// The value `HLG`.
    #[ice(rename = "HLG")]
    Hlg,
    /// The value `DolbyVision`.
    DolbyVision,
    /// The value `HDRVivid`.
    #[ice(rename = "HDRVivid")]
    HdrVivid,
    /// The value `SDR+`.
    #[ice(rename = "SDR+")]
    SdrPlus,
    /// A value that is not documented.
    #[ice(other)]
    Other(String),
}

/// The reply to [`CreateUploadStream`].
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateUploadStreamResponse {
    /// The ID under which the service logged the request.
    pub request_id: String,
    /// The media asset that the stream belongs to.
    pub media_id: String,
    /// Where the file will be, without anything that authorises.
    #[serde(rename = "FileURL")]
    pub file_url: String,
    /// Where to put the file, in Base64.
    pub upload_address: Base64Json<UploadAddress>,
    /// The keys to put it with, in Base64.
    pub upload_auth: Base64Json<UploadAuth>,
}

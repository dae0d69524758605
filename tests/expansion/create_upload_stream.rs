/// Obtains the upload URL and credential of a media stream.
#[ice_operation(action = "CreateUploadStream", regions = ["cn-shanghai", "cn-beijing", "cn-shenzhen"])]
#[derive(Debug, Clone, Default)]
pub struct CreateUploadStream {
    pub media_id: Option<String>,
    pub definition: Option<Definition>,
    pub file_extension: Option<String>,
    #[ice(rename = "HDRType")]
    pub hdr_type: Option<HdrType>,
    #[ice(json)]
    pub user_data: Option<UserData>,
}

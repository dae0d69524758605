use ice_runtime::ice_operation;

mod text {
    pub fn serialize<S: serde::Serializer>(_: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(_: D) -> Result<Option<String>, D::Error> {
        Ok(None)
    }
}

#[ice_operation(action = "GetMedia", response = ())]
#[derive(serde::Serialize, serde::Deserialize)]
struct Request {
    #[serde(serialize_with = "text::serialize")]
    hdr_type: Option<String>,
}

fn needs_operation<T: ice_runtime::Operation>() {}

fn main() {
    needs_operation::<Request>();
}

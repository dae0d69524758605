//! Any text as the two halves of an upload ticket.
#![no_main]

use ice_runtime::encoding::Base64Json;
use ice_runtime::upload::{UploadAddress, UploadAuth};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (String, String, bool)| {
    let (address, keys, is_plain) = texts;
    if is_plain {
        // The JSON inside, without the Base64 round it, which a fuzzer finds slowly.
        if let Ok(address) = serde_json::from_str::<UploadAddress>(&address) {
            let _ = (address.object_url(), address.region(), format!("{address:?}"));
        }
        if let Ok(keys) = serde_json::from_str::<UploadAuth>(&keys) {
            let _ = (keys.credentials(), keys.expires_at(), keys.region(), format!("{keys:?}"));
        }
    } else {
        let quoted = |text: &str| serde_json::Value::String(text.to_owned());
        if let Err(error) = serde_json::from_value::<Base64Json<UploadAuth>>(quoted(&format!("planted{keys}"))) {
            assert!(!error.to_string().contains("planted"), "{error}");
        }
        let _ = serde_json::from_value::<Base64Json<UploadAddress>>(quoted(&address));
    }
});

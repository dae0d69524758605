//! The cases that the vendor's documents publish.

use std::time::{Duration, UNIX_EPOCH};

use ice_runtime::sign::{Scheme, Signer, Stamp};
use ice_runtime::{Credentials, Endpoint, ice_operation};
use sha2::{Digest, Sha256};

#[ice_operation(action = "RunInstances", product = "ecs", version = "2014-05-26")]
struct RunInstances<'a> {
    image_id: &'a str,
    region_id: &'a str,
}

#[derive(serde::Deserialize)]
struct RunInstancesResponse {}

/// From the vendor's page about V3 request structure and signature.
#[test]
fn acs3_signs_like_the_published_case() {
    let operation =
        RunInstances { image_id: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", region_id: "cn-shanghai" };
    let signer = Signer::new(Credentials::new("YourAccessKeyId", "YourAccessKeySecret").unwrap());
    let endpoint = Endpoint::new("ecs.cn-shanghai.aliyuncs.com").unwrap();
    let moment = UNIX_EPOCH + Duration::from_secs(1_698_315_752);
    let stamp = Stamp::new(moment, "3156853299f313e23d1673dc12e1703d");

    let explanation = signer.explain(&operation, &endpoint, &stamp).unwrap();
    let hash = "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259";
    assert_eq!(
        explanation.canonical_request(),
        "POST\n/\n\
         ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai\n\
         host:ecs.cn-shanghai.aliyuncs.com\n\
         x-acs-action:RunInstances\n\
         x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n\
         x-acs-date:2023-10-26T10:22:32Z\n\
         x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d\n\
         x-acs-version:2014-05-26\n\
         \n\
         host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version\n\
         e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    assert_eq!(super::hex(&Sha256::digest(explanation.canonical_request().as_bytes())), hash);
    assert_eq!(explanation.string_to_sign(), format!("ACS3-HMAC-SHA256\n{hash}"));
    assert_eq!(explanation.scheme(), "ACS3-HMAC-SHA256");

    let request = signer.sign(&operation, &endpoint, &stamp).unwrap();
    assert_eq!(
        request.headers()["authorization"],
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,\
         SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
         Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    );
}

#[ice_operation(
    action = "DescribeRegions",
    product = "ecs",
    version = "2014-05-26",
    method = GET
)]
struct DescribeRegions {}

#[derive(serde::Deserialize)]
struct DescribeRegionsResponse {}

/// From the vendor's page about RPC signatures. Its request asks for XML and the runtime's for JSON, so its signature
/// is tested next to the hash function, and the other parts are tested here.
#[test]
fn hmac_sha1_signs_like_the_published_case() {
    let signer = Signer::new(Credentials::new("testid", "testsecret").unwrap()).with_scheme(Scheme::HmacSha1);
    let endpoint = Endpoint::new("ecs.aliyuncs.com").unwrap();
    let moment = UNIX_EPOCH + Duration::from_secs(1_456_231_584);
    let stamp = Stamp::new(moment, "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf");
    let request = signer.sign(&DescribeRegions {}, &endpoint, &stamp).unwrap();
    let published = "AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&\
        SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&\
        Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26";
    let (sent, signature) = request.uri().query().unwrap().rsplit_once("&Signature=").unwrap();
    assert_eq!(sent, published.replace("XML", "json"));

    let reference = super::reference::hmac_sha1_signature("testsecret", "GET", published);
    assert_eq!(reference, "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    let ours = super::reference::hmac_sha1_signature("testsecret", "GET", sent);
    assert_eq!(ice_tests::percent::decoded(signature), ours);
}

//! Products: the host that a declaration alone sends an operation to, the RAM action that it needs, and the error if
//! the host cannot be known.

use ice_runtime::{Client, ClientBuilder, Endpoint, Error, Metadata, Operation, Product, ice_operation, ram::Policy};
use ice_tests::memory::{Memory, Step};
use ice_tests::operations::{GetThing, credentials};

const REGIONS: [&str; 3] = ["cn-hangzhou", "cn-beijing", "ap-northeast-1"];

/// The vendor's metadata about hosts and RAM codes, with one product of each kind.
mod vendor {
    use ice_runtime::Product;

    pub(super) const ECS: Product = Product::new("Ecs", "2014-05-26");
    pub(super) const RAM: Product = Product::new("Ram", "2015-05-01").with_endpoint("ram.aliyuncs.com");
    pub(super) const ROS: Product = Product::new("ROS", "2019-09-10").with_endpoint("ros.aliyuncs.com");
    pub(super) const ALIDNS: Product = Product::new("Alidns", "2015-01-09").with_endpoint("alidns.aliyuncs.com");
    pub(super) const CMS: Product = Product::new("Cms", "2019-01-01").with_endpoint("metrics.{region}.aliyuncs.com");
    pub(super) const DDS: Product = Product::new("Dds", "2015-12-01").with_endpoint("mongodb.{region}.aliyuncs.com");
    pub(super) const BSS: Product =
        Product::new("BssOpenApi", "2017-12-14").with_ram_code("bss").with_endpoint("business.aliyuncs.com");
    pub(super) const SAS: Product = Product::new("Sas", "2018-12-03")
        .with_ram_code("yundun-sas")
        .with_endpoint("tds.{region}.aliyuncs.com")
        .with_regional_endpoints(&[("cn-hangzhou", "tds.aliyuncs.com")])
        .with_vpc_endpoint("tds-vpc.{region}.aliyuncs.com");
    pub(super) const CDN: Product = Product::new("Cdn", "2018-05-10")
        .with_endpoint("cdn.aliyuncs.com")
        .with_regional_endpoints(&[("ap-northeast-1", "cdn.ap-southeast-1.aliyuncs.com")]);
    pub(super) const REDIS: Product = Product::new("R-kvstore", "2015-01-01").with_ram_code("kvstore");
    pub(super) const CAS: Product =
        Product::new("cas", "2020-04-07").with_ram_code("yundun-cert").with_endpoint("cas.aliyuncs.com");
    pub(super) const WAF: Product = Product::new("waf-openapi", "2021-10-01")
        .with_ram_code("yundun-waf")
        .with_endpoint("wafopenapi.{region}.aliyuncs.com");
    pub(super) const CLOUDFW: Product = Product::new("Cloudfw", "2017-12-07");
    pub(super) const SLB: Product = Product::new("Slb", "2014-05-15")
        .with_regional_endpoints(&[("cn-hangzhou", "slb.aliyuncs.com"), ("cn-beijing", "slb.aliyuncs.com")]);
    pub(super) const RDS: Product = Product::new("Rds", "2014-08-15").with_vpc_endpoint("rds.vpc-proxy.aliyuncs.com");
    pub(super) const ALB: Product = Product::new("Alb", "2020-06-16");
    pub(super) const KMS: Product = Product::new("Kms", "2016-01-20");
}

/// Declares one operation for each product.
macro_rules! table {
    ($($operation:ident = $product:path: [$($host:literal)*];)*) => {
        $(
            #[ice_operation(action = "DescribeThing", product = $product, response = serde_json::Value)]
            struct $operation;
        )*

        /// The facts of each operation, how to send it, and its hosts in [`REGIONS`].
        const TABLE: &[(Metadata, fn(&Client), [&str; 3])] =
            &[$(($operation::METADATA, send::<$operation>, [$($host),*])),*];

        $(impl Default for $operation { fn default() -> Self { Self } })*
    };
}

table! {
    Ice = Product::ICE: ["ice.cn-hangzhou.aliyuncs.com" "ice.cn-beijing.aliyuncs.com" "ice.ap-northeast-1.aliyuncs.com"];
    Vod = Product::VOD: ["vod.cn-hangzhou.aliyuncs.com" "vod.cn-beijing.aliyuncs.com" "vod.ap-northeast-1.aliyuncs.com"];
    Sts = Product::STS: ["sts.cn-hangzhou.aliyuncs.com" "sts.cn-beijing.aliyuncs.com" "sts.ap-northeast-1.aliyuncs.com"];
    Ecs = vendor::ECS: ["ecs.cn-hangzhou.aliyuncs.com" "ecs.cn-beijing.aliyuncs.com" "ecs.ap-northeast-1.aliyuncs.com"];
    Ram = vendor::RAM: ["ram.aliyuncs.com" "ram.aliyuncs.com" "ram.aliyuncs.com"];
    Ros = vendor::ROS: ["ros.aliyuncs.com" "ros.aliyuncs.com" "ros.aliyuncs.com"];
    Alidns = vendor::ALIDNS: ["alidns.aliyuncs.com" "alidns.aliyuncs.com" "alidns.aliyuncs.com"];
    Cms = vendor::CMS: ["metrics.cn-hangzhou.aliyuncs.com" "metrics.cn-beijing.aliyuncs.com" "metrics.ap-northeast-1.aliyuncs.com"];
    Dds = vendor::DDS: ["mongodb.cn-hangzhou.aliyuncs.com" "mongodb.cn-beijing.aliyuncs.com" "mongodb.ap-northeast-1.aliyuncs.com"];
    Bss = vendor::BSS: ["business.aliyuncs.com" "business.aliyuncs.com" "business.aliyuncs.com"];
    Sas = vendor::SAS: ["tds.aliyuncs.com" "tds.cn-beijing.aliyuncs.com" "tds.ap-northeast-1.aliyuncs.com"];
    Cdn = vendor::CDN: ["cdn.aliyuncs.com" "cdn.aliyuncs.com" "cdn.ap-southeast-1.aliyuncs.com"];
    Redis = vendor::REDIS: ["r-kvstore.cn-hangzhou.aliyuncs.com" "r-kvstore.cn-beijing.aliyuncs.com" "r-kvstore.ap-northeast-1.aliyuncs.com"];
    Cas = vendor::CAS: ["cas.aliyuncs.com" "cas.aliyuncs.com" "cas.aliyuncs.com"];
    Waf = vendor::WAF: ["wafopenapi.cn-hangzhou.aliyuncs.com" "wafopenapi.cn-beijing.aliyuncs.com" "wafopenapi.ap-northeast-1.aliyuncs.com"];
    Cloudfw = vendor::CLOUDFW: ["cloudfw.cn-hangzhou.aliyuncs.com" "cloudfw.cn-beijing.aliyuncs.com" "cloudfw.ap-northeast-1.aliyuncs.com"];
    Slb = vendor::SLB: ["slb.aliyuncs.com" "slb.aliyuncs.com" "slb.ap-northeast-1.aliyuncs.com"];
    Rds = vendor::RDS: ["rds.cn-hangzhou.aliyuncs.com" "rds.cn-beijing.aliyuncs.com" "rds.ap-northeast-1.aliyuncs.com"];
    Alb = vendor::ALB: ["alb.cn-hangzhou.aliyuncs.com" "alb.cn-beijing.aliyuncs.com" "alb.ap-northeast-1.aliyuncs.com"];
    Kms = vendor::KMS: ["kms.cn-hangzhou.aliyuncs.com" "kms.cn-beijing.aliyuncs.com" "kms.ap-northeast-1.aliyuncs.com"];
}

fn send<O: Operation + Default + Sync>(client: &Client) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { client.send(&O::default()).await.map(|_| ()) }).unwrap();
}

/// A client that sends to a transport in memory.
fn client(transport: &Memory) -> ClientBuilder {
    Client::builder().credentials(credentials()).transport(transport.clone())
}

fn hosts(transport: &Memory) -> Vec<String> {
    transport.sent().iter().map(|sent| sent.request.uri().host().unwrap().to_owned()).collect()
}

#[test]
fn twenty_products_are_found_in_three_regions_by_declaration_alone() {
    assert_eq!(TABLE.len(), 20);
    for (at, region) in REGIONS.into_iter().enumerate() {
        // One client for all: what it remembers about one product must not be used for another.
        let transport = Memory::new([Step::success()]);
        let client = client(&transport).region(region).build().unwrap();
        for _ in 0..2 {
            for (_, send, _) in TABLE {
                send(&client);
            }
        }
        let expected: Vec<_> = TABLE.iter().chain(TABLE).map(|(_, _, hosts)| hosts[at]).collect();
        assert_eq!(hosts(&transport), expected);
        for (metadata, _, hosts) in TABLE {
            let endpoint = Endpoint::regional(&metadata.product, region).unwrap();
            assert_eq!((endpoint.host(), endpoint.region()), (hosts[at], Some(region)));
        }
    }
}

#[test]
fn ram_actions_have_the_ram_code() {
    let actions = |metadata: Metadata| Policy::allow([metadata]).actions().to_vec();
    assert_eq!(actions(Sas::METADATA), ["yundun-sas:DescribeThing"]);
    assert_eq!(actions(Redis::METADATA), ["kvstore:DescribeThing"]);
    assert_eq!(actions(Ecs::METADATA), ["ecs:DescribeThing"]);
    assert_eq!(actions(DescribeSavingsPlans::METADATA), ["bss:SavingsPlansAnalysis"]);
    assert_eq!((Sas::METADATA.version, Sas::METADATA.product.code()), ("2018-12-03", "Sas"));
}

#[ice_operation(
    action = "DescribeSavingsPlans",
    product = vendor::BSS,
    ram_action = "bss:SavingsPlansAnalysis",
    response = serde_json::Value
)]
struct DescribeSavingsPlans;

#[test]
fn each_product_has_its_own_hosts_inside_a_vpc() {
    let transport = Memory::new([Step::success()]);
    let inside = client(&transport).region("cn-beijing").vpc().build().unwrap();
    send::<Ice>(&inside);
    send::<Sas>(&inside);
    send::<Rds>(&inside);
    send::<Slb>(&inside);
    let expected = [
        "ice-vpc.cn-beijing.aliyuncs.com",
        "tds-vpc.cn-beijing.aliyuncs.com",
        "rds.vpc-proxy.aliyuncs.com",
        "slb-vpc.cn-beijing.aliyuncs.com",
    ];
    assert_eq!(hosts(&transport), expected);
    let error = Endpoint::vpc(&vendor::CMS, "cn-beijing").unwrap_err().to_string();
    assert!(error.contains("`Cms` declares no endpoint inside a VPC: add `.with_vpc_endpoint(..)`"), "{error}");
}

/// The same code with different hosts, as in two versions of a product.
#[ice_operation(action = "ListThings", product = OTHER_SAS, response = serde_json::Value)]
#[derive(Default)]
struct OtherSas;

const OTHER_SAS: Product = Product::new("Sas", "2021-01-14").with_endpoint("sas-open.{region}.aliyuncs.com");

#[test]
fn products_with_the_same_code_keep_their_own_hosts() {
    let transport = Memory::new([Step::success()]);
    let client = client(&transport).region("cn-beijing").build().unwrap();
    send::<Sas>(&client);
    send::<OtherSas>(&client);
    assert_eq!(hosts(&transport), ["tds.cn-beijing.aliyuncs.com", "sas-open.cn-beijing.aliyuncs.com"]);
}

#[test]
fn the_endpoint_of_a_product_may_be_a_template() {
    let transport = Memory::new([Step::success()]);
    let client = client(&transport)
        .region("cn-beijing")
        .endpoint_of("sas", "https://sas.{region}.example.com:8443")
        .endpoint_of("ICE", Endpoint::new("ice.example.com").unwrap())
        .build()
        .unwrap();
    send::<Sas>(&client);
    send::<Ice>(&client);
    send::<Ecs>(&client);
    assert_eq!(hosts(&transport), ["sas.cn-beijing.example.com", "ice.example.com", "ecs.cn-beijing.aliyuncs.com"]);
    assert_eq!(transport.sent()[0].request.uri().port_u16(), Some(8443));
}

#[test]
fn a_template_that_does_not_give_a_host_is_refused_when_the_client_is_built() {
    let transport = Memory::new([Step::success()]);
    for template in ["", "tds.{region}/path", "tds.{Region}.aliyuncs.com", "http://tds.{region}.aliyuncs.com"] {
        let error = client(&transport).region("cn-beijing").endpoint_of("sas", template).build().unwrap_err();
        assert!(matches!(&error, Error::Config(error) if error.setting() == "endpoint"), "{template}: {error}");
        assert!(error.to_string().contains("for `sas`, "), "{error}");
        assert_eq!(error.to_string().contains("`{region}` where the region stands"), template.contains('{'), "{error}");
    }
}

#[tokio::test]
async fn without_a_region_only_operations_that_need_one_fail_and_the_error_says_what_to_set() {
    let transport = Memory::new([Step::success()]);
    let client = client(&transport).endpoint_of("cms", "metrics.{region}.aliyuncs.com").build().unwrap();
    assert_eq!(client.region(), None);
    client.send(&Ram).await.unwrap();
    assert_eq!(hosts(&transport), ["ram.aliyuncs.com"]);

    let both = client.send(&GetThing::default()).await.unwrap_err().to_string();
    assert!(both.starts_with("`region` is not set, but `ice` is served at `ice.{region}.aliyuncs.com`"), "{both}");
    assert!(both.contains("`.region(\"cn-shanghai\")`") && both.contains("`ALIBABA_CLOUD_REGION_ID`"), "{both}");
    assert!(both.contains("`.endpoint_of(\"ice\", ..)`"), "{both}");
    let region = client.send(&Cms).await.unwrap_err().to_string();
    assert!(
        region.starts_with("`region` is not set, but the endpoint of `cms` is `metrics.{region}.aliyuncs.com`"),
        "{region}"
    );
    assert!(!region.contains("endpoint_of"), "{region}");
    assert_eq!(transport.sent().len(), 1);
}

#[test]
fn an_endpoint_can_be_given_its_region() {
    let gateway = Endpoint::new("https://10.1.2.3:8443").unwrap();
    assert_eq!(gateway.region(), None);
    let gateway = gateway.with_region("cn-beijing").unwrap();
    assert_eq!((gateway.region(), gateway.host()), (Some("cn-beijing"), "10.1.2.3"));
    let named = Endpoint::new("ice.cn-beijing.aliyuncs.com").unwrap();
    assert_eq!(named.clone().with_region("cn-beijing").unwrap(), named);
    let emulator = ice_runtime::emulator::Emulator::builder().region("cn-beijing").start_blocking().unwrap();
    assert_eq!(emulator.endpoint().region(), Some("cn-beijing"));
}

use ice_runtime::IceEnum;

#[derive(IceEnum)]
enum Definition {
    #[serde(rename = "4K")]
    FourK,
    #[serde(rename = "HD")]
    HD,
    #[serde(rename = "SD")]
    #[ice(rename = "sd")]
    SD,
}

fn needs_value<T: ice_runtime::QueryValue + std::str::FromStr + std::fmt::Display>() {}

fn main() {
    needs_value::<Definition>();
    let _ = Definition::VALUES;
}

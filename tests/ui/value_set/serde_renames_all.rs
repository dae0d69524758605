use ice_runtime::IceEnum;

#[derive(IceEnum)]
#[serde(rename_all = "snake_case")]
enum Definition {
    FourK,
    #[serde(alias = "hd")]
    HD,
}

fn needs_value<T: ice_runtime::QueryValue + std::str::FromStr + std::fmt::Display>() {}

fn main() {
    needs_value::<Definition>();
    let _ = Definition::VALUES;
}

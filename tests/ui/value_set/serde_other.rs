use ice_runtime::IceEnum;

#[derive(IceEnum)]
enum Definition {
    HD,
    #[serde(other)]
    Unknown,
}

fn needs_value<T: ice_runtime::QueryValue + std::str::FromStr + std::fmt::Display>() {}

fn main() {
    needs_value::<Definition>();
    let _ = Definition::VALUES;
}

use ice_runtime::IceEnum;

#[derive(IceEnum)]
enum Definition {
    Hd,
    #[ice(other)]
    Other(#[ice(rename = "4K")] String),
}

fn main() {
    let _ = Definition::VALUES;
}

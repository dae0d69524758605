use ice_runtime::IceEnum;

#[derive(IceEnum)]
enum Definition {
    HD
    SD,
}

fn main() {
    let _ = Definition::VALUES;
}

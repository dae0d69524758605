use ice_runtime::IceEnum;

#[derive(IceEnum)]
enum Definition<#[ice(ignore_case)] const N: usize> {
    Hd,
}

fn main() {
    let _ = Definition::<1>::VALUES;
}

/// A resolution.
#[derive(Debug, Clone, PartialEq, IceEnum)]
#[ice(ignore_case)]
pub enum Definition {
    HD,
    #[ice(rename = "4K")]
    FourK,
    #[ice(other)]
    Other(String),
}

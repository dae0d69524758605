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
::ice_runtime::private::value_set! {
    [>] Definition[] ignores_case : true, values : { HD = "HD", FourK = "4K" }, other : {
    Other }, rest : {},
}

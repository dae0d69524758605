#[ice_operation(acton = "create-upload", response = 5)]
struct Request {
    #[ice(renam = "MediaID")]
    media_id: Option<String>,
    #[ice(json, flat)]
    user_data: UserData,
}

#[ice_operation(action = "GetMedia")]
enum Choice {
    #[ice(rename = "A")]
    A,
}

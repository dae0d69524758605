use ice_runtime::{Client, Error, ice_operation};

#[ice_operation(action = "ListThings")]
struct ListThings {
    next_token: Option<String>,
}

#[derive(serde::Deserialize, ice_runtime::IcePage)]
struct ListThingsResponse {
    #[ice(items)]
    things: Vec<u32>,
}

async fn list(client: &Client) -> Result<(), Error> {
    let mut things = client.items(ListThings { next_token: None }).limit(5);
    while let Some(thing) = things.next().await? {
        println!("{thing}");
    }
    Ok(())
}

fn main() {}

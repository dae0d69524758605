use ice_runtime::{Client, ice_operation};

#[ice_operation(action = "ListMedia", response = ())]
struct ListMedia;

struct Request;

async fn send(client: &Client) {
    let _ = client.send(&ListMedia).await;
    let _ = client.send(&Request).await;
}

fn main() {}

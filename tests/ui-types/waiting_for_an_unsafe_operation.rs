use ice_runtime::{Client, ice_operation};

#[ice_operation(action = "SubmitJob", response = ())]
struct SubmitJob {}

fn wait(client: &Client) {
    let _ = client.wait(SubmitJob {});
}

fn main() {}

use ice_runtime::{Client, Error, ice_operation};

#[ice_operation(action = "SubmitJob", response = ())]
struct SubmitJob {}

async fn wait(client: &Client) -> Result<(), Error> {
    let interval = std::time::Duration::from_secs(1);
    client.wait(SubmitJob {}).until(|()| true).interval(interval).progress(|()| {}).await
}

fn main() {}

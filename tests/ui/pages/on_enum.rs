use ice_runtime::ice_operation;

#[ice_operation(action = "ListMedia", pages)]
enum ListMedia {
    Video,
}

fn main() {}

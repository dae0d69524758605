struct Request;

fn needs_operation<T: ice_runtime::Operation>(_: &T) {}

fn main() {
    needs_operation(&Request);
}

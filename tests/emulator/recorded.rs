//! The recorded requests of the official client: the emulator must accept all of them.

use std::time::{Duration, SystemTime};

use ice_runtime::emulator::Emulator;
use ice_runtime::sign::{Scheme, Signer};
use ice_runtime::{Credentials, Error};
use ice_tests::declared::OPERATIONS;
use ice_tests::recorded::{SECRET, TOKEN, requests};

use super::SCHEMES;
use super::raw::Request;

/// An emulator of all declared operations, at the time of the recorded requests.
fn start() -> Emulator {
    let builder = Emulator::builder().clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045));
    let register = |builder, declared: &ice_tests::recorded::Declared| (declared.register)(builder);
    OPERATIONS.iter().fold(builder, register).start_blocking().unwrap()
}

#[test]
fn every_recorded_request_is_accepted_with_both_schemes_with_and_without_a_token() {
    let shared = start();
    let mut taken = 0;
    for (number, recorded) in requests().into_iter().enumerate() {
        let is_named = |it: &&ice_tests::recorded::Declared| {
            it.metadata.product.code() == recorded.product && it.metadata.action == recorded.action
        };
        let declared = OPERATIONS.iter().find(is_named).unwrap();
        for scheme in SCHEMES {
            for with_token in [false, true] {
                // All have the same nonce, so each gets its own credentials, and each anonymous request its own
                // emulator.
                let id = format!("{number}{scheme:?}{with_token}");
                let keys = Credentials::new(id, SECRET).unwrap();
                let keys = if with_token { keys.with_security_token(TOKEN).unwrap() } else { keys };
                shared.accept_credentials(keys.clone());
                let own = declared.metadata.anonymous.then(start);
                let emulator = own.as_ref().unwrap_or(&shared);
                let signer = Signer::new(keys).with_scheme(scheme);
                let request = match (declared.sign)(&recorded.values, &signer, &emulator.endpoint()) {
                    Ok(request) => request,
                    // A parameter with the name of a common one.
                    Err(Error::Param(_)) if scheme == Scheme::HmacSha1 => continue,
                    Err(error) => panic!("{error}"),
                };
                let reply = Request::from(request).send(emulator);
                let name = format!("{} {} {scheme:?}", recorded.action, recorded.sample);
                assert_eq!(reply.status, 200, "{name}: {}", reply.body);
                taken += 1;
            }
        }
    }
    // Six requests set a parameter that signature version 1.0 uses itself.
    assert_eq!(taken, 4 * 360 - 2 * 6);
}

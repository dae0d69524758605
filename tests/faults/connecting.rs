//! Faults before a request can be sent: names, sockets, TLS, proxies.

use std::fs::File;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use ice_runtime::{Client, Endpoint, HttpSettings, MayHaveExecuted, Proxy, RetryPolicy};
use ice_tests::operations::{GetThing, PROXY_PASSWORD, SubmitThing, THING, credentials};
use ice_tests::peer::{Peer, Wire, deaf_address, plain, reply};
use ice_tests::process;
use ice_tests::tls::Identity;
use socket2::{Domain, Socket, Type};

use super::table::{Ends, Fault, Target, check};

const HERE: &str = "127.0.0.1";

fn faults() -> Vec<Fault> {
    let mut faults = sockets();
    faults.extend(tls());
    faults.extend([proxies(), refusing_proxies(), silent_proxies()].into_iter().flatten());
    faults
}

fn sockets() -> Vec<Fault> {
    vec![
        Fault::at("refused", || Target::without_peer(plain_endpoint(deaf_address()))),
        Fault::at("name unknown", || Target::without_peer(Endpoint::new("unknown.invalid").unwrap())),
        Fault::at("no answer to SYN", || Target::without_peer(plain_endpoint(full_backlog())))
            .ends(Ends::ByConnectTimeout),
    ]
}

fn tls() -> Vec<Fault> {
    vec![
        Fault::at("a trusted certificate", || secure(&Identity::of(HERE), true, thing)),
        Fault::at("certificate untrusted", || secure(&Identity::of(HERE), false, thing)),
        Fault::at("certificate for another host", || secure(&Identity::of("other.example"), true, thing)),
        Fault::at("certificate expired", || secure(&Identity::expired(HERE), true, thing)),
        Fault::at("a plain-HTTP peer", || {
            over_tls(Peer::start(|wire| {
                wire.send("HTTP/1.1 400 Bad Request\r\n\r\n");
                wire.hold();
            }))
        }),
        Fault::at("a client certificate is demanded", || {
            secure(&Identity::demanding(HERE), true, |wire| {
                wire.request();
                // Closing a socket with unread data causes a reset, which can overtake the alert.
                wire.upgrade(|socket| Box::new(socket));
                wire.hold();
            })
        }),
        Fault::at("the handshake stalls", || over_tls(Peer::start(Wire::hold))).ends(Ends::ByConnectTimeout),
        Fault::at("the handshake is reset", || over_tls(Peer::start(Wire::reset))),
        Fault::at("the handshake is closed", || over_tls(Peer::start(|_| {}))),
        Fault::at("a redirect from https to http", || {
            secure(&Identity::of(HERE), true, |wire| {
                let redirect = reply("302 Found", &["location: http://127.0.0.1:1/"], "");
                while wire.request().is_some() {
                    wire.send(&redirect);
                }
            })
        }),
        Fault::at("TLS ends inside the body", || {
            secure(&Identity::of(HERE), true, |wire| {
                wire.request();
                wire.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
            })
        }),
    ]
}

/// A host that only a proxy could reach.
const BEHIND: &str = "unreachable.invalid";

fn proxies() -> Vec<Fault> {
    vec![
        Fault::at("a proxy, https", || {
            let identity = Identity::of("tunnelled.example");
            let certificate = identity.certificate();
            let proxy = Peer::start(move |wire| {
                wire.head();
                wire.send("HTTP/1.1 200 Connection established\r\n\r\n");
                wire.upgrade(|socket| identity.wrap(socket));
                thing(wire);
            });
            let mut target = through(&proxy, Endpoint::new("tunnelled.example").unwrap());
            target.http.root_certificates = vec![certificate];
            target.with_peer(proxy)
        }),
        Fault::at("a proxy, plain HTTP to this machine", || {
            let proxy = Peer::start(thing);
            through(&proxy, plain_endpoint(deaf_address())).with_peer(proxy)
        }),
        Fault::at("a proxy that does not serve this host (`NO_PROXY`)", || {
            let mut target = Target::new(Peer::start(thing));
            target.http.proxy = proxy_url(deaf_address(), "127.0.0.0/8");
            target
        }),
    ]
}

fn refusing_proxies() -> Vec<Fault> {
    let refusing = move |status: &'static str| {
        move || {
            let proxy = Peer::start(move |wire| {
                // A request for a tunnel is not a request of the operation.
                wire.head();
                wire.send(reply(status, &["proxy-authenticate: Basic realm=x"], ""));
            });
            through(&proxy, Endpoint::new(BEHIND).unwrap())
        }
    };
    vec![
        Fault::at("proxy answers 407 to a tunnel", refusing("407 Proxy Authentication Required")),
        Fault::at("proxy answers 502 to a tunnel", refusing("502 Bad Gateway")),
        Fault::at("proxy answers 407 to plain HTTP", || {
            let refused = reply("407 Proxy Authentication Required", &["proxy-authenticate: Basic realm=x"], "");
            let proxy = Peer::replying(refused);
            through(&proxy, plain_endpoint(deaf_address())).with_peer(proxy)
        }),
    ]
}

fn silent_proxies() -> Vec<Fault> {
    vec![
        Fault::at("proxy down", || {
            let mut target = Target::without_peer(Endpoint::new(BEHIND).unwrap());
            target.http.proxy = proxy_url(deaf_address(), "");
            target
        }),
        Fault::at("proxy hangs up", || {
            let proxy = Peer::start(|wire| {
                wire.head();
            });
            through(&proxy, Endpoint::new(BEHIND).unwrap())
        }),
        Fault::at("proxy does not answer", || {
            let proxy = Peer::start(Wire::hold);
            through(&proxy, Endpoint::new(BEHIND).unwrap())
        })
        .ends(Ends::ByConnectTimeout),
    ]
}

fn thing(wire: &mut Wire) {
    while wire.request().is_some() {
        wire.send(reply("200 OK", &[], THING));
    }
}

fn plain_endpoint(address: SocketAddr) -> Endpoint {
    Endpoint::new(&format!("http://{address}")).unwrap()
}

/// A peer that is addressed with TLS, whatever it speaks.
fn over_tls(peer: Peer) -> Target {
    Target::without_peer(Endpoint::new(&format!("https://{}", peer.address())).unwrap()).with_peer(peer)
}

/// A peer that speaks TLS.
fn secure(identity: &Identity, is_trusted: bool, script: impl Fn(&mut Wire) + Send + Sync + 'static) -> Target {
    let peer = Peer::start_on(IpAddr::V4(Ipv4Addr::LOCALHOST), identity.accept(), script).unwrap();
    let mut target = over_tls(peer);
    if is_trusted {
        target.http.root_certificates = vec![identity.certificate()];
    }
    target
}

fn through(proxy: &Peer, endpoint: Endpoint) -> Target {
    let mut target = Target::without_peer(endpoint);
    target.http.proxy = proxy_url(proxy.address(), "");
    target
}

fn proxy_url(address: SocketAddr, except: &str) -> Proxy {
    Proxy::Url { url: format!("http://user:{PROXY_PASSWORD}@{address}"), except: except.to_owned() }
}

/// The address of a listener that accepts nothing and whose queue is full: the system drops new connections.
pub(crate) fn full_backlog() -> SocketAddr {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap().as_socket().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(300)) {
        waiting.push(stream);
    }
    // They stay open until the process ends.
    std::mem::forget((listener, waiting));
    address
}

#[tokio::test]
async fn faults_while_connecting_match_the_table() {
    check("Connecting", faults()).await;
}

#[tokio::test]
async fn an_ipv6_address_can_be_an_endpoint() {
    let Ok(peer) = Peer::start_on(IpAddr::V6(Ipv6Addr::LOCALHOST), plain, thing) else {
        return;
    };
    let client = Client::builder().endpoint(peer.endpoint()).credentials(credentials()).build().unwrap();
    assert_eq!(client.send(&GetThing::default()).await.unwrap().size, 7);
    let host = format!("host: [::1]:{}\r\n", peer.address().port());
    assert!(peer.requests()[0].contains(&host), "{:?}", peer.requests());
}

#[tokio::test]
async fn only_the_proxy_receives_its_password() {
    let proxy = Peer::start(thing);
    let target = through(&proxy, plain_endpoint(deaf_address()));
    let client = |proxy: Proxy| {
        let mut http = target.http.clone();
        http.proxy = proxy;
        Client::builder()
            .endpoint(target.endpoint.clone())
            .credentials(credentials())
            .retry(RetryPolicy::none())
            .http(http)
            .build()
            .unwrap()
    };
    client(target.http.proxy.clone()).send(&GetThing::default()).await.unwrap();
    let request = proxy.requests().remove(0);
    assert!(request.starts_with("POST http://127.0.0.1:"), "{request}");
    assert!(request.contains("proxy-authorization: Basic "), "{request}");
    let direct = Peer::start(thing);
    let mut http = target.http.clone();
    http.proxy = proxy_url(proxy.address(), HERE);
    let client = Client::builder().endpoint(direct.endpoint()).credentials(credentials()).http(http).build().unwrap();
    client.send(&GetThing::default()).await.unwrap();
    assert!(!direct.requests()[0].contains("proxy-"), "{:?}", direct.requests());
}

#[test]
fn a_process_without_descriptors_gets_an_error_that_says_so() {
    const NAME: &str = "faults::connecting::a_process_without_descriptors_gets_an_error_that_says_so";
    if process::message().is_some() {
        return without_descriptors();
    }
    let output = process::child(NAME, "go", 100).output().unwrap();
    let printed = process::printed(&output);
    assert!(printed.contains("refused, then served"), "{printed}");
}

fn without_descriptors() {
    let peer = Peer::start(thing);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::builder()
        .endpoint(peer.endpoint())
        .credentials(credentials())
        .retry(RetryPolicy::default().with_base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    let mut files = Vec::new();
    while let Ok(file) = File::open("/dev/null") {
        files.push(file);
    }
    let error = runtime.block_on(async { client.send(&SubmitThing::default()).await.unwrap_err() });
    drop(files);
    assert!(error.to_string().contains("could not connect"), "{error}");
    assert!(format!("{error:#}").contains("`ClientBuilder::max_in_flight`"), "{error:#}");
    assert_eq!((error.attempts(), error.may_have_executed()), (3, MayHaveExecuted::No));
    runtime.block_on(async { client.send(&SubmitThing::default()).await.unwrap() });
    println!("refused, then served");
}

#[tokio::test]
async fn the_error_for_an_unknown_host_names_the_parts_of_its_name() {
    let mut http = HttpSettings::default();
    http.proxy = Proxy::None;
    let endpoint = Endpoint::new("ice.cn-shangai.invalid").unwrap();
    let client = Client::builder().endpoint(endpoint).http(http).credentials(credentials()).retry(RetryPolicy::none());
    let error = client.build().unwrap().send(&GetThing::default()).await.unwrap_err();
    assert!(error.advice().is_some_and(|advice| advice.contains("check the region")), "{error:#}");
}

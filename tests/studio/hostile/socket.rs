//! The socket itself: open to this machine alone, another one at each launch, unmoved by what is
//! no request.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::mobilite;
use crate::http::{Reply, Studio};

/// A connection that is no conversation ends, and the others go on.
#[test]
fn noise_is_survived() {
    let studio = mobilite();
    let (base, host) = (studio.base(), studio.host());
    let head = format!("Host: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n");
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let requests: Vec<Vec<u8>> = vec![
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not TLS here\r\n\r\n".to_vec(),
        format!("GET {base} HTTP/9.9\r\n{head}\r\n").into_bytes(),
        format!("GET {base}\0 HTTP/1.1\r\n{head}\r\n").into_bytes(),
        format!("GET {base} HTTP/1.1\r\n{head}X: \0\r\n\r\n").into_bytes(),
        format!("GET {base} HTTP/1.1\r\n{head}X: {}\r\n\r\n", "x".repeat(1 << 20)).into_bytes(),
        format!("GET {base} HTTP/1.1\r\n{head}{}\r\n", "X: x\r\n".repeat(5000)).into_bytes(),
        format!("GET {base}{} HTTP/1.1\r\n{head}\r\n", "x/".repeat(50_000)).into_bytes(),
        format!("POST {base}sample HTTP/1.1\r\n{head}{form}Content-Length: -1\r\n\r\n").into_bytes(),
        // Two lengths: what one reader takes for a form another takes for the next request.
        format!("POST {base}sample HTTP/1.1\r\n{head}{form}Content-Length: 4\r\nContent-Length: 9\r\n\r\nform=xxxx").into_bytes(),
        format!("POST {base}sample HTTP/1.1\r\n{head}{form}Transfer-Encoding: chunked\r\n\r\nzz\r\n").into_bytes(),
    ];
    for request in requests {
        let reply = Reply::read(&studio.raw(&request));
        let start = String::from_utf8_lossy(&request[..request.len().min(60)]).into_owned();
        assert!(![200, 303].contains(&reply.status), "{start}");
        assert_eq!(studio.get("studio.css").status, 200, "{start}");
    }
    assert!(!studio.stderr().contains("panicked"), "{}", studio.stderr());
}

#[test]
fn only_this_machine_is_listened_to() {
    let studio = mobilite();
    let port = studio.port();
    let reached =
        |address: SocketAddr| TcpStream::connect_timeout(&address, Duration::from_secs(2)).is_ok();
    assert!(reached(([127, 0, 0, 1], port).into()));
    // Where every address of 127.0.0.0/8 is this machine's, all but one are closed.
    assert!(!reached(([127, 0, 0, 2], port).into()));
    assert!(!reached(([0, 0, 0, 0, 0, 0, 0, 1], port).into()));
    #[cfg(target_os = "linux")]
    {
        let sockets = std::fs::read_to_string("/proc/net/tcp").unwrap();
        let own = format!(":{port:04X} ");
        let listening = sockets
            .lines()
            .filter(|line| line.contains(" 0A ") && line.contains(&own));
        let listening: Vec<&str> = listening.collect();
        assert_eq!(listening.len(), 1, "{listening:?}");
        assert!(
            listening[0].contains(&format!("0100007F{own}")),
            "{listening:?}"
        );
    }
}

#[test]
fn every_launch_has_its_own_address() {
    let (one, other) = (Studio::alone("fr"), Studio::alone("fr"));
    assert_ne!(one.base(), other.base());
    assert_ne!(one.token(), other.token());
    assert_eq!(one.base().len(), 66);
    assert!(
        one.base()
            .trim_matches('/')
            .chars()
            .all(|c| c.is_ascii_hexdigit())
    );
    // An address kept from an earlier launch opens nothing.
    assert_eq!(other.get(&one.base()).status, 404);
    // Forms carry another secret than addresses, which stand in the browser's history.
    assert!(!one.base().contains(one.token()));
}

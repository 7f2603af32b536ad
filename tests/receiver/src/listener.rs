//! The thread that accepts connections, and what it shares with theirs.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::connection::Connection;
use crate::fault::Script;
use crate::journal::Journal;
use crate::lifetime::Lifetime;
use crate::options::Clock;
use crate::route::Router;
use crate::tls::Identity;

/// What the receiver and all of its threads share.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) journal: Journal,
    pub(crate) lifetime: Lifetime,
    pub(crate) script: Script,
    pub(crate) router: Router,
    pub(crate) clock: Clock,
    pub(crate) identity: Option<Identity>,
}

/// Accepts connections, one thread each, until the receiver closes; all of them have ended when the
/// returned thread has.
pub(crate) fn listen(listener: TcpListener, server: Arc<Server>) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name("receiver".to_owned()).spawn(move || {
        let mut threads: Vec<JoinHandle<()>> = Vec::new();
        for socket in listener.incoming() {
            if server.lifetime.is_closing() {
                break;
            }
            threads.retain(|thread| !thread.is_finished());
            // A peer that is gone before it is served, or a thread that cannot be had, costs
            // that one connection.
            threads.extend(socket.and_then(|socket| serve(socket, &server)).ok());
        }
        for thread in threads {
            // A connection's panic is printed where it happens and must not spread to a drop.
            let _ = thread.join();
        }
    })
}

fn serve(socket: TcpStream, server: &Arc<Server>) -> io::Result<JoinHandle<()>> {
    let number = server.journal.connected();
    let connection = Connection::new(number, socket, Arc::clone(server))?;
    thread::Builder::new()
        .name(format!("receiver connection {number}"))
        .spawn(move || connection.serve())
}

//! What the benchmarks share: the reference event in its forms, the floor, the peers, a place to send
//! to, and the table.

pub mod by_hand;
pub mod counting;
pub mod event;
pub mod floor;
pub mod hot;
pub mod loopback;
pub mod off;
pub mod ours;
pub mod paced;
pub mod peers;
pub mod report;
pub mod server;
pub mod sink;
pub mod subject;
pub mod threads;
pub mod worker;

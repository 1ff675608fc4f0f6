//! The LivePerson side: what is sent, what comes back, and what to make of it when it is not what was asked for.
//! Nothing here knows how an answer will be presented.

pub mod acquire;
pub mod auth;
mod certificate;
pub mod client;
pub mod domain;
pub mod http;
pub mod intake;
pub mod ledger;
pub mod login;
pub mod names;
pub mod query;
pub mod refusal;
pub mod retry;
pub mod spool;
pub mod wire;

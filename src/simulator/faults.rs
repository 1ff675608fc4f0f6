//! Faults on demand: a list of what the next requests to the method meet instead of the answer.

use std::collections::VecDeque;
use std::str::FromStr;
use std::time::Duration;

use jiff::fmt::friendly::SpanParser;

/// What one request meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// This status, with a JSON error.
    Status(u16),
    /// The connection is reset before any answer.
    Reset,
    /// Half the answer, then the connection closes.
    Truncate,
    /// Nothing for so long, then the answer.
    Stall(Duration),
    /// The answer in pieces, over so long.
    Slow(Duration),
    /// A web page with status 200.
    Html,
    /// A syntax error in the middle of the answer.
    BadJson,
    /// Status 200 and no body.
    Empty,
}

/// The faults still to be spent, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(VecDeque<Fault>);

impl Faults {
    /// Spends the next one, if any is left.
    pub fn spend(&mut self) -> Option<Fault> {
        self.0.pop_front()
    }
}

impl FromStr for Faults {
    type Err = String;

    /// As in `429*2,500,reset,stall=3s`.
    fn from_str(list: &str) -> Result<Self, String> {
        let mut faults = VecDeque::new();
        for typed in list
            .split(',')
            .map(str::trim)
            .filter(|typed| !typed.is_empty())
        {
            let (name, times) = typed.split_once('*').unwrap_or((typed, "1"));
            let times: usize = times
                .parse()
                .ok()
                .filter(|times| *times <= 10_000)
                .ok_or_else(|| unknown(typed))?;
            let fault = parse(name).ok_or_else(|| unknown(typed))?;
            faults.extend(std::iter::repeat_n(fault, times));
        }
        Ok(Self(faults))
    }
}

fn parse(name: &str) -> Option<Fault> {
    let pause = |text: &str| SpanParser::new().parse_unsigned_duration(text).ok();
    Some(match name {
        "reset" => Fault::Reset,
        "truncate" => Fault::Truncate,
        "html" => Fault::Html,
        "badjson" => Fault::BadJson,
        "empty" => Fault::Empty,
        _ => match name.split_once('=') {
            Some(("stall", text)) => Fault::Stall(pause(text)?),
            Some(("slow", text)) => Fault::Slow(pause(text)?),
            _ => Fault::Status(
                name.parse()
                    .ok()
                    .filter(|status| (200..=599).contains(status))?,
            ),
        },
    })
}

fn unknown(typed: &str) -> String {
    format!(
        "unknown fault {typed:?}; try a list such as 429*2,500,reset,truncate,stall=3s,slow=2s,html,badjson,empty"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_spent_in_order() {
        let mut faults: Faults = "429*2, reset,stall=3s,slow=200ms".parse().unwrap();
        let spent: Vec<Fault> = std::iter::from_fn(|| faults.spend()).collect();
        let pause = Duration::from_millis;
        assert_eq!(
            spent,
            [
                Fault::Status(429),
                Fault::Status(429),
                Fault::Reset,
                Fault::Stall(pause(3000)),
                Fault::Slow(pause(200))
            ]
        );
    }

    #[test]
    fn an_unknown_fault_is_named() {
        for list in ["429,boom", "99", "429*x", "stall=", "slow=fast"] {
            let error = list.parse::<Faults>().unwrap_err();
            assert!(error.starts_with("unknown fault"), "{list}: {error}");
        }
    }
}

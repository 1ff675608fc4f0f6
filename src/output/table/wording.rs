//! Durations and shares as people read them in the table.

use crate::output::escape::fit;

/// `h:mm:ss`; where that is wider than `width`, `123h45`, then `123h`, and in the last resort the beginning of it.
pub fn duration(seconds: i64, width: usize) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    [
        format!("{sign}{hours}:{minutes:02}:{:02}", seconds % 60),
        format!("{sign}{hours}h{minutes:02}"),
    ]
    .into_iter()
    .find(|text| text.len() <= width)
    .unwrap_or_else(|| fit(&format!("{sign}{hours}h"), width))
}

/// `m:ss`, or `h:mm:ss` from an hour on.
pub fn short_duration(seconds: i64) -> String {
    if seconds < 3600 {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    } else {
        duration(seconds, usize::MAX)
    }
}

/// A share in whole percent: nothing is empty, something below half a percent is `<1%`.
pub fn share(part: i64, whole: i64) -> String {
    if whole <= 0 || part <= 0 {
        return String::new();
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    match (part * 200 + whole) / (whole * 2) {
        0 => "<1%".to_owned(),
        percent if percent > 999 => ">9×".to_owned(),
        percent => format!("{percent}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_drop_what_does_not_fit() {
        let table = [
            (0, 7, "0:00:00"),
            (3599, 7, "0:59:59"),
            (86_400, 8, "24:00:00"),
            (86_400, 7, "24h00"),
            (43_200_000, 11, "12000:00:00"),
            (43_200_000, 8, "12000h00"),
            (43_200_000, 7, "12000h"),
            (i64::MAX, 8, "2562047…"),
            (-61, 8, "-0:01:01"),
        ];
        for (seconds, width, text) in table {
            assert_eq!(duration(seconds, width), text);
        }
    }

    #[test]
    fn shares_are_rounded_and_something_is_never_nothing() {
        let table = [
            (0, 100, ""),
            (1, 0, ""),
            (1, 1000, "<1%"),
            (5, 1000, "1%"),
            (1, 3, "33%"),
            (2, 3, "67%"),
            (7, 7, "100%"),
            (3, 2, "150%"),
            (2000, 10, ">9×"),
        ];
        for (part, whole, text) in table {
            assert_eq!(share(part, whole), text, "{part}/{whole}");
        }
    }
}

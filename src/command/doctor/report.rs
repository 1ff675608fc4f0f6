//! Tells each step as soon as it is known: a line with a mark, the time it took, and the next thing to do.

use std::io::Write as _;

use serde::Serialize;

use crate::ambient::Ambient;
use crate::cli;
use crate::command::present;
use crate::failure::{Cause, Failure};
use crate::model::text::printable;

/// How a step ended.
pub enum Outcome {
    /// Well.
    Fine(String),
    /// Well, but for what may be trouble, with what to do about it.
    Doubtful(String, String),
}

/// One step as it is told.
#[derive(Serialize)]
pub struct Step {
    about: String,
    step: &'static str,
    /// `fine`, `doubtful`, `failed` or `skipped`.
    outcome: &'static str,
    told: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    milliseconds: i64,
}

/// Everything found so far.
pub struct Report {
    format: cli::Report,
    about: String,
    steps: Vec<Step>,
    first: Option<Cause>,
    /// How many accounts failed, and how many did not.
    failed_accounts: usize,
    passed_accounts: usize,
    failing: bool,
}

impl Report {
    /// Nothing yet.
    pub const fn new(format: cli::Report) -> Self {
        Self {
            format,
            about: String::new(),
            steps: Vec::new(),
            first: None,
            failed_accounts: 0,
            passed_accounts: 0,
            failing: false,
        }
    }

    /// What follows is about this.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn head(&mut self, about: &str, ambient: &mut Ambient) -> Result<(), Failure> {
        about.clone_into(&mut self.about);
        if self.format == cli::Report::Text {
            present::text(format!("  {about}\n").as_bytes(), ambient)?;
        }
        Ok(())
    }

    /// An account has been examined.
    pub const fn finish_account(&mut self) {
        if self.failing {
            self.failed_accounts += 1;
        } else {
            self.passed_accounts += 1;
        }
        self.failing = false;
    }

    /// Takes a step and tells how it ended; `None` where it failed.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn step<T>(
        &mut self,
        name: &'static str,
        ambient: &mut Ambient,
        take: impl FnOnce(&mut Ambient) -> Result<(Outcome, T), Failure>,
    ) -> Result<Option<T>, Failure> {
        let begun = ambient.now();
        let taken = take(ambient);
        let took = ambient.now().duration_since(begun).as_millis();
        let milliseconds = i64::try_from(took).unwrap_or(i64::MAX);
        let (outcome, told, hint, made) = match taken {
            Ok((Outcome::Fine(told), made)) => ("fine", told, None, Some(made)),
            Ok((Outcome::Doubtful(told, hint), made)) => ("doubtful", told, Some(hint), Some(made)),
            Err(failure) => {
                self.first.get_or_insert(failure.cause());
                self.failing = true;
                (
                    "failed",
                    failure.to_string(),
                    failure.hint().map(str::to_owned),
                    None,
                )
            }
        };
        self.tell(
            Step {
                about: self.about.clone(),
                step: name,
                outcome,
                told,
                hint,
                milliseconds,
            },
            ambient,
        )?;
        Ok(made)
    }

    /// Tells of steps that an earlier one makes impossible.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn skip(&mut self, names: &[&'static str], ambient: &mut Ambient) -> Result<(), Failure> {
        for step in names {
            let told = "not before the above is mended".to_owned();
            self.tell(
                Step {
                    about: self.about.clone(),
                    step,
                    outcome: "skipped",
                    told,
                    hint: None,
                    milliseconds: 0,
                },
                ambient,
            )?;
        }
        Ok(())
    }

    fn tell(&mut self, step: Step, ambient: &mut Ambient) -> Result<(), Failure> {
        if self.format == cli::Report::Text {
            let mark = match step.outcome {
                "fine" => "✓",
                "doubtful" => "!",
                "failed" => "✗",
                _ => "–",
            };
            let mut lines = format!(
                "{mark} {:<14} {} ({} ms)\n",
                step.step,
                printable(&step.told),
                step.milliseconds
            );
            if let Some(hint) = &step.hint {
                lines.push_str(&format!("{:17}→ {}\n", "", printable(hint)));
            }
            present::text(lines.as_bytes(), ambient)?;
        }
        self.steps.push(step);
        Ok(())
    }

    /// Ends as a fetch would: with the status of the first step that failed, or as some did.
    ///
    /// # Errors
    /// That.
    pub fn end(self, ambient: &mut Ambient) -> Result<(), Failure> {
        if self.format == cli::Report::Json {
            let report = serde_json::json!({"ok": self.first.is_none(), "steps": self.steps});
            present::text(format!("{report:#}\n").as_bytes(), ambient)?;
        }
        let _ = ambient.out.writer.flush();
        match self.first {
            None => Ok(()),
            Some(_) if self.passed_accounts > 0 && self.failed_accounts > 0 => {
                Err(Failure::told(Cause::Partial))
            }
            Some(cause) => Err(Failure::told(cause)),
        }
    }
}

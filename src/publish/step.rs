//! What a run is at, for whoever waits for it.

/// What a run does.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// It works out the figures.
    Analysing,
    /// It begins with so many areas.
    Making(usize),
    /// It is done with an area.
    Made(&'a str),
    /// It writes the files.
    Writing,
}

/// Is told of each step.
pub type Progress<'a> = &'a (dyn Fn(Step<'_>) + Sync);

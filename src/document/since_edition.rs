//! Since an earlier edition: the rate that each printed, and what the difference is put down to.

use super::scope::Scope;
use crate::analysis::{Since, SincePart};
use crate::compare::Part;
use crate::content;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::{list, verdict};
use crate::text::{Claimed, Count, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct SinceEdition {
        sentences: Vec<Text>,
    }
}

/// What is put down to one cause.
struct Line {
    part: Part,
    rate: Claimed,
    pcns: Count,
    /// Whether list sizes are in it too.
    with_lists: bool,
}

/// The parts that are not nothing in print, largest first, and with how many decimals.
struct Told {
    lines: Vec<Line>,
    decimals: usize,
    /// Whether they add up in print to what the whole prints as.
    adds_up: bool,
}

/// Parts that one sentence has, so that it stays under thirty words.
const IN_A_SENTENCE: usize = 2;

/// Decimals of rates, and of the smallest parts that are told.
const FEWEST: usize = 2;
const USUAL: usize = 3;
const MOST: usize = 4;

/// Composes it; none where no earlier edition is given, or either edition must not show the area's rate.
pub fn compose(scope: Scope<'_>) -> Option<SinceEdition> {
    let since = scope.area.compared.since.as_ref()?;
    let now = scope.rate().ok()?;
    let mut sentences = vec![levels(scope, since, now)];
    match Told::of(since, now) {
        Some(told) => sentences.extend(told.sentences(since)),
        None => sentences.extend(unchanged(since)),
    }
    Some(SinceEdition { sentences })
}

/// The rates as each edition printed them.
fn levels(scope: Scope<'_>, since: &Since, now: Claimed) -> Text {
    let (was, is) = (number::rate(since.then.rate), number::rate(now));
    let earlier = if since.then.census == scope.edition.edition {
        text!("The edition of {} before this one", since.then.census)
    } else {
        text!("The edition of {}", since.then.census)
    };
    let too = if was.print == is.print { " too" } else { "" };
    text!("{} printed {} FTE for every 10,000 patients, and this one prints {}{}.", earlier, was, is, too)
}

/// That nothing moved, where all parts are known.
fn unchanged(since: &Since) -> Option<Text> {
    let known = since.parts.iter().all(|part| part.rate.is_some());
    known.then(|| "To three decimals, no part of it has changed.".into())
}

impl Told {
    /// With the fewest decimals that make the parts add up; where none do, change in the same PCNs and their list sizes
    /// are told as one, and where that does not help either, the parts are told without a sum.
    fn of(since: &Since, now: Claimed) -> Option<Self> {
        let adding_up = |lines: fn(&Since) -> Option<Vec<Line>>, decimals: usize| {
            let told = Self::rounded(lines(since)?, decimals)?;
            let rates: Vec<Claimed> = told.lines.iter().map(|line| line.rate).collect();
            // With the decimals of the two rates, their difference stands beside them, and nothing else may matter.
            let beside = decimals > FEWEST
                || number::decimals_that_add_up(now, since.then.rate) == FEWEST && !told.hides(since);
            let found = number::decimals_of_parts(since.rate_change, &rates, decimals..=decimals);
            found.filter(|_| beside).map(|_| told)
        };
        let apart = (FEWEST..=MOST).find_map(|decimals| adding_up(apart, decimals));
        let pooled = || (USUAL..=MOST).find_map(|decimals| adding_up(pooled, decimals));
        let rounded = || Some(Self { adds_up: false, ..Self::rounded(self::apart(since)?, USUAL)? });
        apart.or_else(pooled).or_else(rounded)
    }

    /// What is something in print with so many decimals; none where nothing is.
    fn rounded(mut lines: Vec<Line>, decimals: usize) -> Option<Self> {
        lines.retain(|line| number::direction(line.rate, decimals) != Direction::Same);
        lines.sort_by(|a, b| b.rate.get().abs().total_cmp(&a.rate.get().abs()));
        (!lines.is_empty()).then_some(Self { lines, decimals, adds_up: true })
    }

    /// Whether a part is left out that is something with a decimal more.
    fn hides(&self, since: &Since) -> bool {
        let is_something = |part: &&SincePart| {
            part.rate.is_some_and(|rate| number::direction(rate, self.decimals + 1) != Direction::Same)
        };
        since.parts.iter().filter(is_something).count() > self.lines.len()
    }

    fn sentences(&self, since: &Since) -> Vec<Text> {
        let mut said = self.parts(since);
        let is_told = |part: Part| self.lines.iter().any(|line| line.part == part);
        said.push(if is_told(Part::Lost) || is_told(Part::Gained) {
            "This says where the rate moved, not why; a PCN without a return is left out, never counted as none."
                .into()
        } else {
            "This says where the rate moved, not why.".into()
        });
        let same = since.same_pcns.as_ref().filter(|_| is_told(Part::SamePcns));
        said.extend(same.map(|contrast| verdict::sentence(contrast.verdict, "change in the same PCNs")));
        said
    }

    /// The whole and its parts.
    fn parts(&self, since: &Since) -> Vec<Text> {
        let decimals = match self.decimals {
            FEWEST => "two",
            USUAL => "three",
            _ => "four",
        };
        let change = number::signed(since.rate_change, self.decimals);
        let mut lead = match self.lines.as_slice() {
            [only] if self.adds_up => {
                let all = text!("To {} decimals, the change of {} is all {}.", decimals, change, place(only));
                return vec![all];
            }
            _ if self.adds_up => text!("To {} decimals, the change is {}: ", decimals, change),
            _ => text!("Each rounded to {} decimals, the parts of the change are ", decimals),
        };
        let mut said = Vec::new();
        for lines in self.lines.chunks(IN_A_SENTENCE) {
            let parts: Vec<Text> = lines.iter().map(|line| self.line(line)).collect();
            said.push(text!("{}{}.", lead, list::and(&parts)));
            lead = "Also ".into();
        }
        said
    }

    fn line(&self, line: &Line) -> Text {
        text!("{} {}", number::signed(line.rate, self.decimals), place(line))
    }
}

/// Every part by itself; none where one is not known.
fn apart(since: &Since) -> Option<Vec<Line>> {
    let line = |part: &SincePart| {
        Some(Line { part: part.part, rate: part.rate?, pcns: part.pcns, with_lists: false })
    };
    since.parts.iter().map(line).collect()
}

/// Change in the same PCNs and in list sizes as one.
fn pooled(since: &Since) -> Option<Vec<Line>> {
    let mut lines = apart(since)?;
    let at = lines.iter().position(|line| line.part == Part::ListSizes)?;
    let lists = lines.remove(at);
    let same = lines.iter_mut().find(|line| line.part == Part::SamePcns)?;
    same.rate = Claimed::derived(same.rate.get() + lists.rate.get(), POOLED);
    same.with_lists = true;
    Some(lines)
}

const POOLED: &str = "the parts of the rate’s difference that are put down to change in the same PCNs and to list sizes, together";

/// Where a part of a difference is.
fn place(line: &Line) -> Text {
    let pcns = || list::counted(line.pcns, "PCN");
    match line.part {
        Part::Revision => text!("from {} with a revised return", pcns()),
        Part::Geography => text!("from {} counted in another area", pcns()),
        Part::Reorganised => text!("from {} that merged, split, began or ended", pcns()),
        Part::Lost => text!("from {} with a return only then", pcns()),
        Part::Gained => text!("from {} with a return only now", pcns()),
        Part::SamePcns if line.with_lists => "in PCNs with a return in both, list sizes included".into(),
        Part::SamePcns => "in PCNs with a return in both".into(),
        Part::ListSizes => "from list sizes".into(),
        Part::Method => "from how the program counts".into(),
    }
}

//! Fair share: where today's FTE would be if it followed list size, or the patients who lack support; and what chance
//! alone would leave.

use serde::Serialize;

use super::england::counted;
use super::estimated::{BASIS, INPUTS};
use crate::measure::chance::Deal;
use crate::measure::concentration::{concentration_curve, share_at_top};
use crate::measure::fair_share::{self, fair_share, weighted};
use crate::measure::{Sample, observation};
use crate::panel::Row;
use crate::subject::{Need, PcnCode};
use crate::text::words::name::Name;
use crate::text::{About, Basis, Claimed, Count, Input};

crate::figures! {
    /// A PCN's fair share of its area's FTE.
    #[derive(Clone, Debug, Serialize)]
    pub struct FairShare {
        /// The PCN.
        pub pcn: PcnCode,
        /// Its name.
        pub name: Name,
        /// Its FTE.
        pub fte: Claimed = About::new(
            "FTE",
            "the PCN's FTE",
            &[Input::EachPcn("fte")],
            &[Basis::Workforce],
        ).sum(),
        /// FTE if the area's were shared out by list size, and by lack of support the share that lacks it.
        pub target: Claimed = About::new(
            "FTE",
            "the area's FTE times the PCN's weight over the weights of all its PCNs; a weight is list size by deprivation, and by lack of support list size times the share that lacks it, drawn towards the ICB's",
            INPUTS,
            BASIS,
        ),
        /// FTE if the area's were shared out by list size alone.
        pub target_by_list_size: Claimed = About::new(
            "FTE",
            "the area's FTE times the PCN's patients over its patients",
            INPUTS,
            BASIS,
        ).step("by-list-size"),
        /// FTE less the target; negative is below the fair share.
        pub gap: Claimed = About::new("FTE", "the PCN's FTE less its fair share", INPUTS, BASIS),
        /// Whether it is half a post or more below, and further than chance would leave it in all but one of forty cases.
        pub beyond_chance: bool,
    } at |share, at| at.step(share.pcn.as_str())
}

crate::figures! {
    /// What chance alone would leave if today's posts were dealt at random by fair shares.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct FairShareChance {
        /// Posts: link-worker rows above zero, a row of contracted services as many as its FTE rounds to.
        pub posts: Count = About::new(
            "posts",
            "link-worker rows above zero of the PCNs with a fair share, a row of contracted services as many as its FTE rounds to",
            INPUTS,
            &[Basis::Workforce],
        ),
        /// The share of FTE that would be away from fair shares.
        pub away: Claimed = About::new(
            "share of FTE",
            "the mean share of FTE away from fair shares if the posts, each of equal size, were dealt at random by them: half the mean absolute deviations of binomial numbers over the posts",
            &[Input::Own("fair-share/*/target"), Input::Own("fair-share-chance/posts")],
            BASIS,
        ),
        /// FTE of half a post.
        pub half_a_post: Claimed = About::new(
            "FTE",
            "half of the FTE of the PCNs with a fair share over their posts",
            &[Input::Own("fair-share/*/fte"), Input::Own("fair-share-chance/posts")],
            BASIS,
        ),
        /// PCNs that are half a post or more below their fair share.
        pub below: Count = About::new(
            "PCNs",
            "PCNs that are half a post or more below their fair share",
            &[Input::Own("fair-share/*/gap"), Input::Own("fair-share-chance/half-a-post")],
            BASIS,
        ),
        /// How many chance alone would leave so far below.
        pub below_by_chance: Claimed = About::new(
            "PCNs",
            "the mean number of PCNs half a post or more below their fair share if the posts were dealt at random by fair shares",
            &[Input::Own("fair-share/*/target"), Input::Own("fair-share-chance/posts")],
            BASIS,
        ),
    }
}

crate::figures! {
    /// FTE to move under another weight of need.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Sensitivity {
        /// The exponent κ of need: 0 is list size alone.
        pub exponent: f64,
        /// FTE that would sit in other PCNs.
        pub fte: Claimed = About::new(
            "FTE",
            "half the sum of the differences from fair shares, whichever way, with need to this power as the weight",
            INPUTS,
            BASIS,
        ).sum(),
        /// The same as a share of the area's FTE.
        pub share: Claimed = About::new(
            "share of FTE",
            "FTE that would sit in other PCNs over the area's FTE",
            INPUTS,
            BASIS,
        ),
    } at |weight, at| at.step(&weight.exponent.to_string())
}

/// The fair share of each PCN with a return, patients and a value, and what chance alone would leave away from them.
pub fn by_pcn(rows: &[&Row], sample: &Sample<'_>) -> (Vec<FairShare>, Option<FairShareChance>) {
    let (Ok(by_need), Ok(by_list)) = (fair_share(sample, 1), fair_share(sample, 0)) else {
        return (Vec::new(), None);
    };
    let deal = deal(rows, &by_need);
    let shares: Vec<FairShare> = counted(rows.iter().copied())
        .zip(by_need.into_iter().zip(by_list))
        .filter_map(|((row, fte, _), (need, list))| {
            let need = need?;
            Some(FairShare {
                pcn: row.pcn,
                name: Name::readable(&row.name),
                fte: fte.into(),
                target: need.target.into(),
                target_by_list_size: list?.target.into(),
                gap: need.gap.into(),
                beyond_chance: deal.as_ref().is_some_and(|deal| deal.is_beyond(fte, need.target)),
            })
        })
        .collect();
    let chance = deal.and_then(|deal| FairShareChance::of(&deal, &shares));
    (shares, chance)
}

/// The area's posts dealt by fair shares.
fn deal(rows: &[&Row], shares: &[Option<fair_share::FairShare>]) -> Option<Deal> {
    let shared = counted(rows.iter().copied()).zip(shares).filter(|(_, share)| share.is_some());
    let posts: usize = shared.map(|((row, ..), _)| row.posts).sum();
    let targets: Vec<f64> = shares.iter().flatten().map(|share| share.target).collect();
    Deal::of(u64::try_from(posts).ok()?, &targets)
}

impl FairShareChance {
    /// What a deal of posts by these fair shares would leave.
    pub fn of(deal: &Deal, shares: &[FairShare]) -> Option<Self> {
        let posts = usize::try_from(deal.posts()).ok()?;
        let is_below = |share: &&FairShare| deal.is_below(share.fte.get(), share.target.get());
        Some(Self {
            posts: posts.into(),
            away: deal.away().into(),
            half_a_post: deal.half_a_post().into(),
            below: shares.iter().filter(is_below).count().into(),
            below_by_chance: deal.below().into(),
        })
    }
}

/// FTE that would sit in other PCNs by list size alone and, where fair shares follow lack of support, with it weighing
/// once and twice.
pub fn sensitivity(sample: &Sample<'_>, need: Need) -> Vec<Sensitivity> {
    let total = observation::total_fte(weighted(sample.observations));
    let most = if need == Need::SupportGap { 2u8 } else { 0 };
    (0..=most)
        .filter_map(|exponent| {
            let shares = fair_share(sample, exponent).ok()?;
            let fte = shares.iter().flatten().map(|share| share.gap.abs()).sum::<f64>() / 2.0;
            Some(Sensitivity { exponent: exponent.into(), fte: fte.into(), share: (fte / total).into() })
        })
        .collect()
}

/// Share of FTE with the half of patients in most need, read from the concentration curve.
pub fn most_need_half(sample: &Sample<'_>) -> Option<Claimed> {
    let enough = sample.with_need().len() >= crate::measure::PCNS_FOR_SLOPE;
    enough.then(|| share_at_top(&concentration_curve(sample.observations), 0.5)).flatten().map(Claimed::from)
}

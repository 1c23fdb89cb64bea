//! What chance alone would leave: posts of equal size dealt at random, each to a PCN with the probability of its share.
//!
//! Link workers come in posts, so that even a deal that follows the shares leaves PCNs above and below them.

use statrs::distribution::{Binomial, DiscreteCDF};
use statrs::function::factorial::ln_binomial;

/// A lower tail under this probability is further below than chance explains.
const RARE: f64 = 0.025;
/// A number of posts within this of a whole one is that one: FTE over the size of a post is rounded in binary.
const WHOLE: f64 = 1e-9;

/// The mean distance from its mean of the number of successes in `n` trials of probability `p`.
///
/// De Moivre's closed form (Diaconis and Zabell, Stat Sci 1991;6:284–302).
pub fn binomial_mean_deviation(n: u64, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return 0.0;
    }
    // At a whole mean the number above it and the mean itself give the same.
    let above = (whole(n as f64 * p) + 1).min(n);
    let terms = ln_binomial(n, above) + above as f64 * p.ln() + (n - above + 1) as f64 * (1.0 - p).ln();
    2.0 * above as f64 * terms.exp()
}

/// Posts dealt at random to PCNs by their shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// How many posts.
    posts: u64,
    /// The FTE of each.
    size: f64,
    /// The share of each PCN; they add to one.
    shares: Vec<f64>,
}

impl Deal {
    /// So many posts that make up this FTE, for PCNs with these fair shares of it; none without FTE or posts.
    pub fn of(posts: u64, targets: &[f64]) -> Option<Deal> {
        let fte: f64 = targets.iter().sum();
        (posts > 0 && fte > 0.0).then(|| Deal {
            posts,
            size: fte / posts as f64,
            shares: targets.iter().map(|target| target / fte).collect(),
        })
    }

    /// How many posts.
    pub fn posts(&self) -> u64 {
        self.posts
    }

    /// Half the FTE of a post.
    pub fn half_a_post(&self) -> f64 {
        self.size / 2.0
    }

    /// The share of FTE that such a deal leaves away from the shares, on average.
    pub fn away(&self) -> f64 {
        let deviation = |share: &f64| binomial_mean_deviation(self.posts, *share);
        self.shares.iter().map(deviation).sum::<f64>() / (2.0 * self.posts as f64)
    }

    /// How many PCNs such a deal leaves half a post or more below their share, on average.
    pub fn below(&self) -> f64 {
        let below = |share: &f64| self.at_most(self.posts as f64 * share - 0.5, *share);
        self.shares.iter().map(below).sum()
    }

    /// Whether a PCN is half a post or more below its share.
    pub fn is_below(&self, fte: f64, target: f64) -> bool {
        target - fte >= self.half_a_post() * (1.0 - WHOLE)
    }

    /// Whether it is so far below, and with so little FTE as such a deal leaves it in under one of forty cases.
    pub fn is_beyond(&self, fte: f64, target: f64) -> bool {
        self.is_below(fte, target) && self.is_rare(fte, target)
    }

    fn is_rare(&self, fte: f64, target: f64) -> bool {
        let share = target / (self.size * self.posts as f64);
        self.at_most(fte / self.size, share) < RARE
    }

    /// The probability that a PCN of a share gets so many posts or fewer.
    fn at_most(&self, posts: f64, share: f64) -> f64 {
        if posts + WHOLE < 0.0 {
            return 0.0;
        }
        // A share is within 0 and 1, but for rounding.
        Binomial::new(share.clamp(0.0, 1.0), self.posts).map_or(1.0, |deal| deal.cdf(whole(posts)))
    }
}

/// The whole number at or below a number of posts, one within rounding included.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of zero or more")]
fn whole(posts: f64) -> u64 {
    (posts + WHOLE).floor().max(0.0) as u64
}

//! What the curves say, in words.

use super::{Concentration, Curve};
use crate::text;
use crate::text::{Claimed, Text, number};

impl Concentration {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let about = text!(
            "Concentration curve, {}. Along the foot: patients, in order of {} from least to most. Upwards: the share \
             of link worker time with them. On the diagonal the shares are equal.",
            self.census,
            self.need
        );
        let curves = self.curves().map(|curve| text!("{}: {}.", &curve.name, curve.words()));
        Text::join(std::iter::once(about).chain(curves), " ")
    }
}

impl Curve {
    fn words(&self) -> Text {
        let [least, .., most] = self.readings;
        let fifth =
            Claimed::derived(1.0 - most.get(), "the whole less the curve at four fifths of the patients");
        text!(
            "{} of link worker time is with the half of patients with most need. The fifth with most has {}, that with \
             least {}",
            number::percent(self.most_need_half()),
            number::percent(fifth),
            number::percent(least)
        )
    }
}

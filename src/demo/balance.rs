//! Takes out of made-up rates what chance has added to the planted lines.
//!
//! One England is too small to rely on chance to cancel out, so that a right analysis could miss the truth.

/// A PCN that files: its expected rate and its own.
pub(super) struct Draw {
    /// Its place among PCNs.
    pub(super) number: usize,
    /// What the rate must go with as planned: need and deprivation.
    pub(super) beside: [f64; 2],
    pub(super) expected: f64,
    pub(super) rate: f64,
}

impl Draw {
    fn terms(&self) -> [f64; 3] {
        [1.0, self.beside[0], self.beside[1]]
    }
}

/// Multiplies each rate by a factor near 1, linear in need and deprivation, such that the rates have the total, and the
/// slopes on need and on deprivation, of the expected ones.
pub(super) fn balance(draws: &mut [Draw]) {
    let mut products = [[0.0; 3]; 3];
    let mut wanted = [0.0; 3];
    for draw in draws.iter() {
        let terms = draw.terms();
        for (row, a) in terms.iter().enumerate() {
            wanted[row] += a * (draw.expected - draw.rate);
            for (column, b) in terms.iter().enumerate() {
                products[row][column] += a * b * draw.rate;
            }
        }
    }
    let Some(tilt) = solve(products, wanted) else {
        return;
    };
    for draw in draws {
        let factor: f64 = draw.terms().iter().zip(tilt).map(|(term, weight)| term * weight).sum();
        draw.rate *= (1.0 + factor).max(0.0);
    }
}

/// Solves three equations by elimination; none where they do not say enough.
fn solve(mut products: [[f64; 3]; 3], mut wanted: [f64; 3]) -> Option<[f64; 3]> {
    for pivot in 0..3 {
        let row = products[pivot];
        if row[pivot] < 1e-9 {
            return None;
        }
        for other in (0..3).filter(|other| *other != pivot) {
            let share = products[other][pivot] / row[pivot];
            wanted[other] -= share * wanted[pivot];
            products[other].iter_mut().zip(row).for_each(|(value, own)| *value -= share * own);
        }
    }
    Some([0, 1, 2].map(|place| wanted[place] / products[place][place]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balanced_rates_have_the_expected_total_and_slopes() {
        let numbers = (0..40).map(f64::from);
        let mut draws: Vec<Draw> = numbers
            .map(|i| Draw {
                number: 0,
                beside: [i / 40.0 - 0.5, (i * 7.0) % 11.0 - 5.0],
                expected: 0.4 + i / 400.0,
                rate: 0.2 + (i * 13.0) % 17.0 / 20.0,
            })
            .collect();
        balance(&mut draws);
        for term in 0..3 {
            let left: f64 = draws.iter().map(|draw| draw.terms()[term] * (draw.rate - draw.expected)).sum();
            assert!(left.abs() < 1e-9, "term {term}: {left}");
        }
    }
}

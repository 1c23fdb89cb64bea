//! Seeded chance, by exact arithmetic only, so that every machine makes the same bytes.
//!
//! `f64::ln`, `exp` and `powf` may differ in the last place between platforms; sums, products and roots may not.

/// A stream of random numbers.
pub struct Chance(fastrand::Rng);

impl Chance {
    /// One of many independent streams of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ stream.wrapping_mul(0xD1B5_4A32_D192_ED03);
        Self(fastrand::Rng::with_seed(mixed))
    }

    /// A stream of its own for one thing of a numbered kind.
    pub(super) fn of(seed: u64, kind: u64, number: usize) -> Self {
        Self::new(seed, kind.wrapping_mul(1_000_003).wrapping_add(number as u64))
    }

    /// Uniform from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        self.0.f64()
    }

    /// Uniform between two numbers.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Close to a standard normal number: the sum of twelve uniform ones, less six.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Whether a thing of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0.usize(..limit.max(1))
    }

    /// One of several values.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Close to e to the power `x`, by squaring: (1 + x/64)^64.
pub fn exp(x: f64) -> f64 {
    (0..6).fold((1.0 + x / 64.0).max(0.0), |power, _| power * power)
}

/// A count as a real number.
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

/// The nearest whole number, zero at the least.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded and not negative; `as` saturates"
)]
pub(super) fn whole(x: f64) -> u32 {
    x.max(0.0).round() as u32
}

/// The mean of some numbers.
pub fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = real(numbers.len().max(1));
    numbers.sum::<f64>() / count
}

/// Shifts and scales numbers to mean 0 and standard deviation 1.
pub(super) fn standardise(numbers: &mut [f64]) {
    let centre = mean(numbers.iter().copied());
    let variance = mean(numbers.iter().map(|x| (x - centre) * (x - centre)));
    let deviation = if variance > 0.0 { variance.sqrt() } else { 1.0 };
    for x in numbers {
        *x = (*x - centre) / deviation;
    }
}

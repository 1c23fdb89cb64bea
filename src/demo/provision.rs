//! What every PCN files at every census: the planted truth, and what hides it.
//!
//! A PCN's expected rate is a line on need, whose slope is planted. Around the line PCNs differ a lot, and most keep
//! to their place from census to census. What they differ by is balanced at each census.

use jiff::civil::{Date, date};

use super::balance::{Draw, balance};
use super::chance::{Chance, mean, standardise};
use super::england::{England, LARGEST, NEED_SPREAD, NEED_WITH_DEPRIVATION};
use super::latent::Latent;
use super::network::Network;
use super::post::in_posts;

/// What one standard deviation of deprivation, at equal need, adds to the rate, as a share of it.
const DEPRIVATION_EFFECT: f64 = 0.08;

/// The ICB that files nothing at one census, and the census.
const SILENT: (&str, Date) = ("QOC", date(2021, 6, 30));

/// England at one census.
#[derive(Clone, Copy)]
struct Terms {
    /// The share of PCNs with a return.
    returns: f64,
    /// Link-worker FTE per 10,000 patients where there is one.
    level: f64,
    /// The share of PCNs that have chosen to have no link worker.
    without: f64,
}

const fn terms(returns: f64, level: f64, without: f64) -> Terms {
    Terms { returns, level, without }
}

/// Every census, from March 2020: the roll-out, and from June 2023 what followed.
const CENSUSES: [Terms; 27] = [
    terms(0.15, 0.08, 0.15),
    terms(0.40, 0.12, 0.15),
    terms(0.50, 0.16, 0.17),
    terms(0.60, 0.19, 0.17),
    terms(0.68, 0.215, 0.17),
    terms(0.73, 0.24, 0.16),
    terms(0.78, 0.265, 0.15),
    terms(0.81, 0.29, 0.14),
    terms(0.84, 0.315, 0.13),
    terms(0.88, 0.34, 0.11),
    terms(0.92, 0.36, 0.10),
    terms(0.955, 0.38, 0.08),
    terms(0.98, 0.395, 0.07),
    terms(0.98, 0.41, 0.07),
    terms(0.98, 0.42, 0.07),
    terms(0.98, 0.425, 0.07),
    terms(0.98, 0.42, 0.07),
    terms(0.98, 0.425, 0.07),
    terms(0.98, 0.42, 0.07),
    terms(0.98, 0.425, 0.07),
    terms(0.98, 0.43, 0.07),
    terms(0.98, 0.425, 0.07),
    terms(0.98, 0.43, 0.07),
    terms(0.98, 0.425, 0.07),
    terms(0.98, 0.42, 0.07),
    terms(0.98, 0.425, 0.07),
    terms(0.98, 0.425, 0.07),
];

/// One census: what each PCN filed.
pub(super) struct Census {
    /// The last day of its month.
    pub(super) date: Date,
    /// Link workers in half hours a week, by PCN; none where there is no return.
    pub(super) filed: Vec<Option<u32>>,
}

/// The planted slope: FTE per 10,000 patients for each 10 points of support gap.
///
/// Nothing in March 2020, then a straight line to 0.035 fewer in October 2023, which stays.
pub fn planted_slope(year: i16, month: i8) -> f64 {
    let months = (f64::from(year) - 2020.0) * 12.0 + f64::from(month) - 3.0;
    -0.035 * (months / 43.0).clamp(0.0, 1.0)
}

/// Every census from March 2020 to September 2026.
pub(super) fn censuses(england: &England) -> Vec<Census> {
    let mut provision = Provision::new(england);
    let censuses = CENSUSES.iter().zip((2020..).flat_map(last_days));
    censuses.map(|(terms, date)| provision.census(*terms, date)).collect()
}

fn last_days(year: i16) -> [Date; 4] {
    [date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]
}

/// Every PCN from census to census.
struct Provision<'a> {
    england: &'a England,
    chance: Chance,
    latents: Vec<Latent>,
}

impl<'a> Provision<'a> {
    fn new(england: &'a England) -> Self {
        let mut chance = Chance::new(england.seed, 11);
        let icbs: Vec<f64> = england.places.subs.iter().map(|_| chance.normal()).collect();
        let mut deprivation: Vec<f64> = england.networks.iter().map(|network| network.deprivation).collect();
        standardise(&mut deprivation);
        let networks = england.networks.iter().zip(deprivation);
        let latent = |(network, deprivation): (&Network, f64)| {
            Latent::new(icbs[england.places.icb_2022(network.sub)], deprivation, &mut chance)
        };
        let mut latents: Vec<Latent> = networks.map(latent).collect();
        latents[LARGEST].keep_high();
        Self { england, chance, latents }
    }

    fn census(&mut self, terms: Terms, date: Date) -> Census {
        let chance = &mut self.chance;
        let files: Vec<bool> =
            self.latents.iter_mut().map(|latent| latent.files(terms.returns, chance)).collect();
        let mut draws = self.draws(terms, date);
        draws.retain(|draw| {
            files[self.england.files_with(draw.number, date)] && !self.is_silent(draw.number, date)
        });
        balance(&mut draws);
        let mut filed = vec![None; self.latents.len()];
        for draw in draws {
            let fte = draw.rate * self.england.patients(draw.number, date) / 10_000.0;
            filed[draw.number] = Some(in_posts(fte, self.latents[draw.number].rounding));
        }
        self.latents.iter_mut().for_each(|latent| latent.go_on(&mut self.chance));
        Census { date, filed }
    }

    /// What every PCN would file.
    fn draws(&self, terms: Terms, date: Date) -> Vec<Draw> {
        let slope = 10.0 * planted_slope(date.year(), date.month());
        let networks = &self.england.networks;
        let centre = mean(networks.iter().map(|network| network.need));
        let latents = self.latents.iter().enumerate();
        let draw = |(number, latent): (usize, &Latent)| {
            let need = networks[number].need - centre;
            let at_equal_need = latent.deprivation - NEED_WITH_DEPRIVATION * need / NEED_SPREAD;
            let expected =
                terms.level * (1.0 + DEPRIVATION_EFFECT * at_equal_need.clamp(-3.0, 3.0)) + slope * need;
            let rate = expected * latent.multiple(terms.without);
            Draw { number, beside: [need, latent.deprivation], expected, rate }
        };
        latents.map(draw).collect()
    }

    fn is_silent(&self, network: usize, date: Date) -> bool {
        let (icb, census) = SILENT;
        date == census && self.england.places.first_sub(icb) == Some(self.england.networks[network].sub)
    }
}

//! Primary Care Network Workforce, individual level: one file a census.

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::england::{England, LARGEST};
use super::era::Era;
use super::file::DemoFile;
use super::network::Identity;
use super::post::{self, Post, Source};
use super::provision::{self, Census};
use super::staff_role::{LINK_WORKER, MENTAL_HEALTH, OTHERS, Role};
use super::table::Table;

/// A PCN that files and has no practice in any map.
struct Hub {
    name: &'static str,
    first: Date,
    last: Date,
    half_hours: u32,
}

const HUBS: [Hub; 3] = [
    Hub {
        name: "FEDERATION SUPPORT HUB PCN",
        first: date(2020, 12, 31),
        last: date(2022, 3, 31),
        half_hours: 60,
    },
    Hub { name: "SHARED SERVICES PCN", first: date(2021, 12, 31), last: date(2023, 6, 30), half_hours: 75 },
    Hub { name: "NEIGHBOURHOOD HUB PCN", first: date(2025, 3, 31), last: date(2026, 9, 30), half_hours: 45 },
];

/// One file for each census.
pub(super) fn files(england: &England) -> Vec<DemoFile> {
    let censuses = provision::censuses(england);
    censuses.iter().enumerate().map(|(number, census)| file(england, census, number + 1)).collect()
}

fn file(england: &England, census: &Census, number: usize) -> DemoFile {
    let mut sheet = Sheet::new(england, census.date);
    for (network, half_hours) in census.filed.iter().enumerate() {
        let Some(half_hours) = half_hours else {
            continue;
        };
        let posts = match network == LARGEST {
            true => post::at_once(*half_hours),
            false => post::posts(*half_hours, Chance::of(england.seed, 21, network)),
        };
        sheet.network(network, &posts);
    }
    sheet.hubs();
    let month = census.date.strftime("%B %Y");
    let path = format!("workforce/{number}.Primary Care Networks - {month} Individual Level.csv");
    DemoFile { path, bytes: sheet.table.into_bytes(sheet.era.encoding()) }
}

/// A file while it is being written.
struct Sheet<'a> {
    england: &'a England,
    date: Date,
    era: Era,
    table: Table,
    year: String,
    month: String,
}

/// Whose row it is.
#[derive(Clone, Copy)]
struct Who<'a> {
    identity: &'a Identity,
    sub: usize,
    /// Where the identifiers of its staff begin.
    identifier: usize,
}

impl<'a> Sheet<'a> {
    fn new(england: &'a England, date: Date) -> Self {
        let era = Era::of(date);
        let (year, month) = (date.year().to_string(), date.month().to_string());
        Self { england, date, era, table: era.table(), year, month }
    }

    /// Every row of one PCN; a few share all their people with the one before.
    fn network(&mut self, network: usize, posts: &[Post]) {
        let england = self.england;
        let people = if network % 50 == 49 { network - 1 } else { network };
        let who = Who {
            identity: england.files_as(network, self.date),
            sub: england.networks[network].sub,
            identifier: 10_000 + 40 * people,
        };
        let mut chance = Chance::of(england.seed, 22, network);
        self.other_roles(who, &mut chance);
        for post in posts {
            self.row(who, LINK_WORKER, *post);
        }
        if network % 97 == 11 {
            self.row(who, LINK_WORKER, Post::contracted(0, 0));
        }
        if self.date >= date(2023, 4, 1) && chance.happens(0.088) {
            let role = chance.pick(&MENTAL_HEALTH);
            let post = chance.pick(&[Post::staff, Post::staff, Post::contracted]);
            self.row(who, role, post(chance.pick(&[75, 75, 45]), 20));
        }
    }

    /// A clinical director and up to two more, so that a PCN without a link worker still has rows.
    fn other_roles(&mut self, who: Who, chance: &mut Chance) {
        self.row(who, self.era.clinical_director(), Post::staff(20, 30));
        let most = if self.date.year() == 2020 { 1 } else { 2 };
        for place in 31..=30 + chance.below(most + 1) {
            let role = chance.pick(&OTHERS);
            let post = if chance.happens(0.15) { Post::contracted } else { Post::staff };
            self.row(who, role, post(chance.pick(&[75, 75, 60, 45]), place));
        }
    }

    fn hubs(&mut self) {
        let england = self.england;
        for (number, hub) in HUBS.iter().enumerate() {
            if (hub.first..=hub.last).contains(&self.date) {
                let identity =
                    Identity { code: england.spare_codes[number].clone(), name: hub.name.to_owned() };
                let sub = england.networks[number * england.networks.len() / HUBS.len()].sub;
                let who = Who { identity: &identity, sub, identifier: 5_000 + 40 * number };
                self.row(who, LINK_WORKER, Post::staff(hub.half_hours, 0));
            }
        }
    }

    fn row(&mut self, who: Who, [group, role, detailed_role]: Role, post: Post) {
        let places = &self.england.places;
        let icb = places.icb(who.sub, self.date);
        let (source, identifier) = match post.source {
            Source::Staff => ("NWRS Staff", (who.identifier + post.place).to_string()),
            Source::Contracted => ("NWRS contracted services", self.era.no_identifier().to_owned()),
        };
        let space = if self.era == Era::To2022 && places.subs[who.sub].part.is_empty() { " " } else { "" };
        self.table.row([
            source,
            &self.year,
            &self.month,
            &who.identity.code,
            &who.identity.name,
            &places.subs[who.sub].code,
            &format!("{}{space}", places.sub_name(who.sub, self.date)),
            &icb.code,
            &format!("NHS {} ICB", icb.place()),
            &icb.region_code,
            &icb.region_name,
            group,
            role,
            detailed_role,
            &self.era.fte(post.half_hours),
            &identifier,
        ]);
    }
}

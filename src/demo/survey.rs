//! GP Patient Survey by practice, in the layout of 2018 to 2023 and in that of 2024 on.
//!
//! Both measure the same need of a PCN, with little error; the later questionnaire finds more of it everywhere.

use super::answers::{Questionnaire, answers};
use super::chance::whole;
use super::england::England;
use super::file::DemoFile;
use super::name::plain;
use super::table::{Encoding, Table};

const TO_2023: &str = "Practice_Code,Practice_Name,CCG_Code,CCG_Name,distributed,received,resprate,Q32base,Q32_123base,Q32_1,\
                       Q32_2,Q32_3,Q32_4,Q32_5,Q32_1pct,Q32_2pct,Q32_3pct,Q32_4pct,Q32_5pct,Q32_12,Q32_12pct,\
                       Q32CI_lower_wil,Q32CI_upper_wil";
const FROM_2024: &str = "ad_practicecode,ad_practicename,ad_pcncode,ad_pcnname,ad_icscode,ad_icsname,ad_icscodeons,\
                         distributed,received,resprate,healthsupport_1.count,healthsupport_2.count,healthsupport_3.count,\
                         healthsupport_4.count,healthsupport_5.count,healthsupport.counteval,healthsupport.baseevaluw,\
                         healthsupport.baseevalw,healthsupport_1.pct,healthsupport_2.pct,healthsupport_3.pct,\
                         healthsupport_4.pct,healthsupport_5.pct,healthsupport.pcteval,healthsupport.lowileval,\
                         healthsupport.hiwileval";

/// Both surveys: results of 2019 and of 2026.
pub(super) fn files(england: &England) -> Vec<DemoFile> {
    vec![
        file(2019, to_2023(england).into_bytes(Encoding::Utf8)),
        file(2026, from_2024(england).into_bytes(Encoding::Utf8WithMark)),
    ]
}

fn file(year: i16, bytes: Vec<u8>) -> DemoFile {
    DemoFile { path: format!("survey/GPPS_{year}_Practice_data_(weighted)_(csv).csv"), bytes }
}

fn to_2023(england: &England) -> Table {
    let mut table = Table::with_carriage_returns(TO_2023);
    for (practice, answers) in england.practices.iter().zip(answers(england, Questionnaire::To2023)) {
        let place = [
            practice.code.clone(),
            plain(&practice.name),
            england.places.subs[practice.sub].code.clone(),
            england.places.ccg_name(practice.sub),
        ];
        let bases = [answers.everyone(), answers.opinions()];
        let fields = place.into_iter().chain(answers.response()).chain(bases).chain(answers.counts());
        table.row(fields.chain(answers.shares()).chain(answers.yes()));
    }
    table
}

fn from_2024(england: &England) -> Table {
    let mut table = Table::with_carriage_returns(FROM_2024);
    let on = Questionnaire::From2024.published();
    for (practice, answers) in england.practices.iter().zip(answers(england, Questionnaire::From2024)) {
        let pcn = practice.network.map(|network| england.mapped_as(network, on));
        let [pcn_code, pcn_name] = pcn.map_or(["", ""], |pcn| [&pcn.code, &pcn.name]);
        let icb = england.places.icb(practice.sub, on);
        let place = [&practice.code, &practice.name, pcn_code, pcn_name, &icb.code, &icb.name, &icb.ons];
        let [yes, yes_share, lower, upper] = answers.yes();
        let bases = [yes, whole(answers.base()).to_string(), answers.opinions()];
        let fields = place.into_iter().map(str::to_owned).chain(answers.response()).chain(answers.counts());
        table.row(fields.chain(bases).chain(answers.shares()).chain([yes_share, lower, upper]));
    }
    table
}

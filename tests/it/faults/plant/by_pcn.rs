//! The survey by PCN, made of the one by practice.

use std::collections::BTreeMap;
use std::io;

use super::Set;
use super::set::{MAP, SURVEY};

/// The survey as published by PCN: the sums over the practices that the latest map puts in each.
pub fn by_pcn(set: &mut Set) -> io::Result<String> {
    let map: BTreeMap<String, String> = set.table(MAP, |sheet| {
        let row =
            |row| Ok((sheet.get(row, "PRACTICE_CODE")?.to_owned(), sheet.get(row, "PCN_CODE")?.to_owned()));
        (0..sheet.rows.len()).map(row).collect()
    })?;
    let answers: BTreeMap<String, [f64; 2]> = set.table(SURVEY, |sheet| {
        let number = |row, column| io::Result::Ok(sheet.get(row, column)?.parse().unwrap_or(-1.0));
        let row = |row| {
            let counts = [number(row, "healthsupport_3.count")?, number(row, "healthsupport.baseevalw")?];
            io::Result::Ok((sheet.get(row, "ad_practicecode")?.to_owned(), counts))
        };
        (0..sheet.rows.len()).map(row).collect()
    })?;
    let mut sums: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
    for (practice, [lacked, base]) in answers {
        let pcn = map.get(&practice).filter(|_| lacked >= 0.0 && base >= 0.0);
        if let Some(pcn) = pcn.filter(|pcn| pcn.starts_with('U') && pcn.len() == 6) {
            let sum = sums.entry(pcn).or_default();
            *sum = [sum[0] + lacked, sum[1] + base];
        }
    }
    let rows: String =
        sums.iter().map(|(pcn, [lacked, base])| format!("{pcn},{pcn} PCN,{lacked},{base}\n")).collect();
    Ok(format!("ad_pcncode,ad_pcnname,healthsupport_3.count,healthsupport.baseevalw\n{rows}"))
}

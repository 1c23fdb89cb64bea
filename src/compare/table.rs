//! A comparison as a table: a row for each area and part.

use super::areas::Compared;
use crate::text::csv::{CsvTable, LineEnd};

impl Compared {
    /// As CSV: the parts of each area, and under them the whole.
    pub fn csv(&self) -> String {
        let mut table = CsvTable::new(LineEnd::Windows);
        table.row(["code", "name", "kind", "from", "to", "part", "fte", "fte_per_10000", "pcns", "codes"]);
        let (from, to) = (self.from.to_string(), self.to.to_string());
        let known = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        for area in &self.areas {
            let start = [area.code.as_str(), &area.name, &area.kind, &from, &to];
            for part in &area.parts {
                let cells = [
                    part.part.id(),
                    &part.fte.to_string(),
                    &known(part.rate),
                    &part.pcns.len().to_string(),
                    &part.pcns.join(" "),
                ];
                table.row(start.into_iter().chain(cells));
            }
            let fte = (area.fte[1] - area.fte[0]).to_string();
            let rate = known(area.rate[1].zip(area.rate[0]).map(|(to, from)| to - from));
            table.row(start.into_iter().chain(["whole", &fte, &rate, "", ""]));
        }
        table.into_text()
    }
}

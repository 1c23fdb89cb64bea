//! Who made a return, a square for each PCN.

use briefings::chart::returns::ReturnSquares;

use super::area;
use crate::read::{caption, plain};
use crate::specimen::chartable::{self, LARGEST, SMALLEST};

#[test]
fn every_pcn_has_one_square_of_its_state() {
    let edition = chartable::edition();
    for code in [SMALLEST, LARGEST] {
        let chart = ReturnSquares::new(&edition, area(&edition, code)).unwrap();
        let returns = chart.returns;
        let svg = chart.draw(caption()).unwrap().picture.svg;
        let some = returns.filed.get() - returns.reported_none.get();
        let full = svg.lines().filter(|line| line.contains("<rect") && line.contains("#12436D")).count();
        assert_eq!(full, some, "{code}");
        let dotted = svg.matches("stroke-dasharray").count();
        assert_eq!(dotted, returns.no_return.get(), "{code}");
        let alt = plain(&chart.alt());
        assert!(alt.contains(&format!(" {} made no return for ", returns.no_return.get())), "{alt}");
    }
}

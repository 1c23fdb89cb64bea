//! CR2 beside the errors that it should equal, and where it has nothing to say.

use briefings::measure::regression::{Line, Point};

use super::fixtures::{Need, observe, pcns};
use super::not_shipped::cr2::{Row, contrast_error, slope_error};
use super::not_shipped::hc2;

fn points() -> (Vec<Point>, Vec<u32>) {
    let observations = observe(&pcns("pcn24.csv"), Need::Share);
    let points = observations.iter().map(|o| o.point(o.need.unwrap(), 1.0)).collect();
    (points, observations.iter().map(|o| o.cluster).collect())
}

#[test]
fn with_each_pcn_on_its_own_cr2_is_hc2() {
    let (points, _) = points();
    let alone: Vec<u32> = (0..).take(points.len()).collect();
    let hc2 = hc2(&Line::fit(&points).unwrap(), &points).sqrt();
    let cr2 = slope_error(&points, &alone).unwrap();
    assert!((cr2.standard_error / hc2 - 1.0).abs() < 1e-12);
    // Fewer than n − 2, as PCNs at the ends of need decide more of the slope than others.
    assert!(5.0 < cr2.freedom && cr2.freedom < 21.0, "{cr2:?}");
}

#[test]
fn cr2_scales_with_the_scales_and_not_with_weights() {
    let (points, clusters) = points();
    let was = slope_error(&points, &clusters).unwrap();
    let scaled: Vec<Point> =
        points.iter().map(|p| Point { x: 100.0 * p.x + 7.0, y: 3.0 * p.y - 1.0, weight: 5e4 }).collect();
    let is = slope_error(&scaled, &clusters).unwrap();
    assert!((is.standard_error / was.standard_error - 0.03).abs() < 1e-12);
    assert!((is.freedom / was.freedom - 1.0).abs() < 1e-9);
}

#[test]
fn a_cluster_that_alone_decides_a_level_is_left_out_of_the_error() {
    // The second column is there for one cluster only, so that nothing is left of its variance.
    let (points, clusters) = points();
    let rows = |with: bool| -> Vec<Row> {
        let row = |(p, cluster): (&Point, &u32)| {
            let own = with.then(|| f64::from(u8::from(*cluster == 3)));
            let regressors = [1.0, p.x].into_iter().chain(own).collect();
            Row { regressors, response: p.y, weight: 1.0, cluster: *cluster }
        };
        points.iter().zip(&clusters).map(row).collect()
    };
    let with = contrast_error(&rows(true), &[0.0, 1.0, 0.0]).unwrap();
    assert!(with.standard_error.is_finite() && with.standard_error > 0.0 && with.freedom >= 1.0, "{with:?}");
    let level = contrast_error(&rows(true), &[0.0, 0.0, 1.0]).unwrap();
    assert!(level.standard_error.is_finite() && level.freedom.is_finite());
    assert_ne!(with, contrast_error(&rows(false), &[0.0, 1.0]).unwrap());
}

#[test]
fn without_clusters_to_compare_or_a_slope_there_is_no_error() {
    let (points, clusters) = points();
    assert_eq!(slope_error(&points, &vec![1; points.len()]), None);
    assert_eq!(slope_error(&[], &[]), None);
    let at_one_need: Vec<Point> = points.iter().map(|p| Point { x: 0.3, ..*p }).collect();
    assert_eq!(slope_error(&at_one_need, &clusters), None);
    let level: Vec<Point> = points.iter().map(|p| Point { y: 0.7, ..*p }).collect();
    let error = slope_error(&level, &clusters).unwrap();
    assert_eq!((error.standard_error, error.p_value(0.0)), (0.0, None));
    // Not exactly so in binary.
    for (scale, shift) in [(2.0, -1.0), (0.7, 0.1), (-1.3, 0.9), (1.0 / 3.0, 0.2), (11.3, -7.7)] {
        let row = |(p, cluster): (&Point, &u32)| Row {
            regressors: vec![1.0, p.x, scale * p.x + shift],
            response: p.y,
            weight: 1.0,
            cluster: *cluster,
        };
        let double: Vec<Row> = points.iter().zip(&clusters).map(row).collect();
        assert_eq!(contrast_error(&double, &[0.0, 1.0, 0.0]), None);
    }
}

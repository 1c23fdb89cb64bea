//! Small symmetric matrices: what a regression of a few columns needs.

/// Rows of equal length.
pub type Matrix = Vec<Vec<f64>>;

/// A pivot or an eigenvalue below this share of its scale is zero.
const NOTHING: f64 = 1e-12;
/// Sweeps of Jacobi's method; matrices of a hundred rows settle in ten.
const SWEEPS: usize = 60;

/// The sum of products of two vectors.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A matrix times a vector.
pub fn times(matrix: &Matrix, vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

/// The inverse of a symmetric, positive definite matrix, by Cholesky; none where its columns depend on each other.
pub fn inverse(matrix: &Matrix) -> Option<Matrix> {
    let n = matrix.len();
    let mut lower = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let rest = matrix[i][j] - dot(&lower[i][..j], &lower[j][..j]);
            lower[i][j] = if i == j { rest.sqrt() } else { rest / lower[j][j] };
        }
        let pivot = lower[i][i] * lower[i][i];
        if pivot.is_nan() || pivot <= NOTHING * matrix[i][i] {
            return None;
        }
    }
    let columns = (0..n).map(|column| solved(&lower, column));
    Some(columns.collect())
}

/// One column of the inverse: forward, then backward through the Cholesky factor.
fn solved(lower: &Matrix, column: usize) -> Vec<f64> {
    let n = lower.len();
    let mut x = vec![0.0; n];
    for i in 0..n {
        let unit = if i == column { 1.0 } else { 0.0 };
        x[i] = (unit - dot(&lower[i][..i], &x[..i])) / lower[i][i];
    }
    for i in (0..n).rev() {
        let above: f64 = (i + 1..n).map(|k| lower[k][i] * x[k]).sum();
        x[i] = (x[i] - above) / lower[i][i];
    }
    x
}

/// The inverse square root of a symmetric matrix without negative eigenvalues; directions that it leaves nothing of
/// stay at nothing (Moore and Penrose).
pub fn inverse_root(matrix: &Matrix) -> Matrix {
    let n = matrix.len();
    let (values, vectors) = eigen(matrix);
    let scale = |value: f64| if value > NOTHING { 1.0 / value.sqrt() } else { 0.0 };
    let scales: Vec<f64> = values.into_iter().map(scale).collect();
    let entry = |i: usize, j: usize| (0..n).map(|k| vectors[i][k] * scales[k] * vectors[j][k]).sum();
    (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect()
}

/// Eigenvalues, and eigenvectors as columns, by Jacobi's rotations.
fn eigen(matrix: &Matrix) -> (Vec<f64>, Matrix) {
    let n = matrix.len();
    let mut a = matrix.clone();
    let size = (0..n).map(|i| matrix[i][i].abs()).fold(0.0, f64::max);
    let mut vectors: Matrix = (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for _ in 0..SWEEPS {
        let mut turned = false;
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q].abs() > f64::EPSILON * size {
                    rotate(&mut a, &mut vectors, [p, q]);
                    turned = true;
                }
            }
        }
        if !turned {
            break;
        }
    }
    ((0..n).map(|i| a[i][i]).collect(), vectors)
}

/// Turns two axes until their entry is zero.
fn rotate(a: &mut Matrix, vectors: &mut Matrix, [p, q]: [usize; 2]) {
    let slant = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let tangent = slant.signum() / (slant.abs() + slant.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    let turn = |row: &mut [f64]| {
        (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]);
    };
    a.iter_mut().for_each(|row| turn(row));
    let (above, below) = (a[p].clone(), a[q].clone());
    let turned = above.iter().zip(&below);
    (a[p], a[q]) = turned.map(|(x, y)| (cosine * x - sine * y, sine * x + cosine * y)).unzip();
    vectors.iter_mut().for_each(|row| turn(row));
}

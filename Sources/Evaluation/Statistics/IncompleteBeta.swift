internal import Glibc

/// The regularised incomplete beta function I_x(a, b) for a, b > 0 and x from 0 to 1.
///
/// To about 1e-13 for a and b in the hundreds, 1e-9 in the millions, where the logarithms of the gamma function that
/// are subtracted from each other have used up the other digits.
///
/// The continued fraction of DLMF 8.17.22, evaluated from the front by Lentz's method (W. J. Lentz, "Generating
/// Bessel functions in Mie scattering calculations using continued fractions", Applied Optics 15(3), 1976, with the
/// guard against zero of Thompson and Barnett, 1986). It converges fast for x below (a + 1) / (a + b + 2); above,
/// I_x(a, b) = 1 - I_1-x(b, a).
func regularizedIncompleteBeta(a: Double, b: Double, x: Double) -> Double {
    precondition(a > 0 && b > 0 && x >= 0 && x <= 1, "the incomplete beta function is asked within its domain")
    if x == 0 || x == 1 { return x }
    // x^a (1 - x)^b / B(a, b), by logarithms because the parts over- and underflow long before the whole.
    let front = exp(lgamma(a + b).0 - lgamma(a).0 - lgamma(b).0 + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
        ? front / a * betaContinuedFraction(a: a, b: b, x: x)
        : 1 - front / b * betaContinuedFraction(a: b, b: a, x: 1 - x)
}

private func betaContinuedFraction(a: Double, b: Double, x: Double) -> Double {
    // The fraction needs about sqrt(max(a, b)) steps; a million pairs need fewer than a thousand.
    let mostSteps = 10_000
    let tiny = 1e-300
    func awayFromZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

    var c = 1.0
    var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
    var value = d
    for step in 1...mostSteps {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / awayFromZero(1 + even * d)
        c = awayFromZero(1 + even / c)
        value *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / awayFromZero(1 + odd * d)
        c = awayFromZero(1 + odd / c)
        value *= d * c
        if abs(d * c - 1) < 1e-15 { break }
    }
    return value
}

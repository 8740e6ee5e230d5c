//! The colours of plans and maps: a published palette, distinct for readers who see fewer colours.

use safe_zone::dataset;

/// M. Okabe and K. Ito, Color Universal Design, 2008.
const OKABE_ITO: [&str; 8] =
    ["#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7"];

/// G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A Physiologically-based Model for
/// Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009), table 1, severity 1: linear RGB to
/// linear RGB.
const MACHADO: [(&str, [[f64; 3]; 3]); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// CIE 1976 L*a*b* (D65) of an sRGB colour (IEC 61966-2-1), as somebody with this matrix sees it.
fn lab(colour: &str, seen: [[f64; 3]; 3]) -> [f64; 3] {
    let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
    let linear = [1, 3, 5].map(part).map(|value| {
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let times = |row: [f64; 3], by: [f64; 3]| row.iter().zip(by).map(|(a, b)| a * b).sum::<f64>();
    let linear = seen.map(|row| times(row, linear).clamp(0.0, 1.0));
    let xyz = [
        times([0.4124564, 0.3575761, 0.1804375], linear) / 0.95047,
        times([0.2126729, 0.7151522, 0.0721750], linear),
        times([0.0193339, 0.1191920, 0.9503041], linear) / 1.08883,
    ];
    let [x, y, z] = xyz.map(|t| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The perceived difference of two colours; 2.3 is just noticeable (M. Mahy and others, 1994).
fn apart(a: &str, b: &str, seen: [[f64; 3]; 3]) -> f64 {
    let (a, b) = (lab(a, seen), lab(b, seen));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The fills of plans' bands, as in GeoJSON and on the map.
fn fills(ids: &[&str]) -> Vec<String> {
    let plans = dataset::proposals().iter().filter(|plan| ids.contains(&plan.id()));
    let bands = plans.flat_map(|plan| {
        let count = plan.bands().len() as f64;
        (0..plan.bands().len()).map(move |index| plan.colour().tint(index as f64 / count))
    });
    bands.map(|colour| colour.to_string()).collect()
}

/// The brown of Tableau 10, in place of the black, which is the border's.
const BROWN: &str = "#8c564b";

#[test]
fn plans_have_colours_of_okabe_and_ito_without_the_border_s_black() {
    let palette = [&OKABE_ITO[1..], &[BROWN]].concat();
    for plan in dataset::proposals().iter().filter(|plan| plan.line().is_none()) {
        assert!(palette.contains(&plan.colour().to_string().as_str()), "{}", plan.id());
    }
}

/// Asserts that the first colours differ from the others, and from the colours around them, in
/// every pair.
fn check_apart(colours: &[String], around: &[&str], least: f64) {
    for (who, seen) in MACHADO {
        for (index, a) in colours.iter().enumerate() {
            let others =
                colours[index + 1..].iter().map(String::as_str).chain(around.iter().copied());
            for b in others {
                let apart = apart(a, b, seen);
                assert!(apart > least, "{who}: {a} and {b} are {apart} apart");
            }
        }
    }
}

#[test]
fn bands_stay_apart_for_all_who_see_them() {
    // Land, the ground outside the known land, and the border.
    let around = ["#eae8df", "#f7f7f4", "#333333"];
    check_apart(&fills(&["us-2019", "turkey-2019"]), &around, 23.0);
    let along = dataset::proposals().iter().filter(|plan| plan.line().is_none());
    let all: Vec<&str> = along.map(|plan| plan.id()).collect();
    // Two light blues are the nearest; four times what is just noticeable.
    check_apart(&fills(&all), &around, 9.2);
}

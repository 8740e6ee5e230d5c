//! The picture of the layers is drawn from the imports; the chapter names files and items that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::layers::{LAYERS, Sources, first};

const CHAPTER: &str = include_str!("../../src/architecture.md");
const COMMAND: &str = "REDRAW=1 cargo test --release --test it layers";

/// Pixels: the boxes, the steps between them, and the margin.
const BOX: [usize; 2] = [58, 22];
const STEP: [usize; 2] = [61, 30];
const MARGIN: usize = 9;

const LEGEND: [&str; 3] = [
    "A box: a folder of src, above all folders that it imports.",
    "A dot: the folder straight above imports the folder straight to the left.",
    "A dashed frame: one layer, whose folders do not import one another.",
];

#[test]
fn the_picture_shows_the_layers_and_their_imports() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/layers.svg");
    let drawn = picture(&Sources::read());
    if std::env::var_os("REDRAW").is_some() {
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(drawn == kept, "src/layers.svg is stale: {COMMAND}");
}

#[test]
fn the_chapter_on_the_layers_names_what_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut paths, mut code) = (0, None);
    for line in CHAPTER.lines() {
        let is_step = line.starts_with(|c: char| c.is_ascii_digit() || c == ' ');
        if !line.starts_with(' ') {
            code = None;
        }
        for span in line.split('`').skip(1).step_by(2) {
            if span.contains('/') {
                let mut places = [root.join(span), root.join("src").join(span)].into_iter();
                let found = places.find(|place| place.exists());
                let file = found.unwrap_or_else(|| panic!("there is no {span}: {line}"));
                code = is_step.then(|| fs::read_to_string(file).unwrap());
                paths += 1;
            } else if let Some(code) = &code {
                let is_part = |c: char| c.is_alphanumeric() || c == '_';
                let stands = |name| code.split(|c| !is_part(c)).any(|word| word == name);
                assert!(span.split("::").all(stands), "{span} is not in the file before: {line}");
            }
        }
    }
    assert!(paths > 40, "the chapter names only {paths} paths");
}

/// Boxes up a stair. A line runs down from each folder that imports, and to the right from each
/// folder that is imported; a dot stands where the one imports the other.
fn picture(sources: &Sources) -> String {
    let folders: Vec<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let files = sources.imports();
    for (module, others) in &files {
        let others = others.iter().map(|other| first(other));
        imports.entry(first(module)).or_default().extend(others);
    }
    let is_import = |from: usize, to: usize| {
        from != to && imports.get(folders[from]).is_some_and(|it| it.contains(folders[to]))
    };
    let left = |folder: usize| MARGIN + STEP[0] * folder;
    let top = |folder: usize| MARGIN + STEP[1] * (folders.len() - 1 - folder);
    let middle = |folder: usize| [left(folder) + BOX[0] / 2, top(folder) + BOX[1] / 2];

    let [mut lines, mut dots, mut boxes, mut names, mut frames] = [const { String::new() }; 5];
    for (folder, name) in folders.iter().enumerate() {
        let [x, y] = middle(folder);
        if let Some(lowest) = (0..folders.len()).find(|&other| is_import(folder, other)) {
            lines +=
                &format!("<path d=\"M{x},{}V{}\"/>\n", top(folder) + BOX[1], middle(lowest)[1]);
        }
        if let Some(highest) = (0..folders.len()).rfind(|&other| is_import(other, folder)) {
            lines +=
                &format!("<path d=\"M{},{y}H{}\"/>\n", left(folder) + BOX[0], middle(highest)[0]);
        }
        for other in (0..folders.len()).filter(|&other| is_import(folder, other)) {
            dots += &format!("<circle cx=\"{x}\" cy=\"{}\" r=\"3\"/>\n", middle(other)[1]);
        }
        boxes += &rectangle([left(folder), top(folder)], BOX);
        names += &format!("<text x=\"{x}\" y=\"{}\">{name}</text>\n", y + 4);
    }
    let mut end = 0;
    for layer in LAYERS {
        let start = end;
        end += layer.len();
        if layer.len() > 1 {
            let size = [0, 1].map(|axis| STEP[axis] * (layer.len() - 1) + BOX[axis] + 6);
            frames += &rectangle([left(start) - 3, top(end - 1) - 3], size);
        }
    }
    let legend = LEGEND.iter().enumerate().map(|(row, text)| {
        format!("<text x=\"{MARGIN}\" y=\"{}\">{text}</text>\n", MARGIN + 15 + 18 * row)
    });
    let [width, height] =
        [0, 1].map(|axis| 2 * MARGIN + STEP[axis] * (folders.len() - 1) + BOX[axis]);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\" \
         font-size=\"12\">\n<title>The layers of the crate and their imports</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n\
         <g fill=\"none\" stroke=\"#000000\" stroke-width=\"0.5\">\n{lines}</g>\n\
         <g fill=\"none\" stroke=\"#000000\" stroke-width=\"0.5\" stroke-dasharray=\"3 3\">\n{frames}</g>\n\
         <g fill=\"#000000\">\n{dots}</g>\n\
         <g fill=\"#FFFFFF\" stroke=\"#000000\" stroke-width=\"0.8\">\n{boxes}</g>\n\
         <g fill=\"#000000\" text-anchor=\"middle\" font-size=\"11\">\n{names}</g>\n\
         <g fill=\"#000000\">\n{}</g>\n</svg>\n",
        legend.collect::<String>(),
    )
}

fn rectangle([x, y]: [usize; 2], [width, height]: [usize; 2]) -> String {
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>\n")
}

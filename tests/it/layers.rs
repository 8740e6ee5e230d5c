//! A file imports only from its own layer and those below it.

use std::fs;
use std::path::{Path, PathBuf};

/// Top to bottom. Embedded data stands above proposals, which it reads, and below zones, which
/// know nothing of it.
const LAYERS: [&[&str]; 18] = [
    &["format"],
    &["shared_areas"],
    &["comparison"],
    &["census", "geodesic_buffer", "locator", "zone"],
    &["dataset"],
    &["standing"],
    &["plan"],
    &["gazetteer", "proposal"],
    &["bands", "rounding"],
    &["partition"],
    &["buffer"],
    &["extent", "outline", "route"],
    &["border", "sector", "territory"],
    &["nearest"],
    &["area", "crs"],
    &["earth"],
    &["settlement", "spelling", "stretch"],
    &["colour", "date", "edges", "error", "length", "position", "provenance", "side", "tolerance"],
];

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|modules| modules.contains(&module))
        .unwrap_or_else(|| panic!("{module} has no layer; give it one here"))
}

#[test]
fn no_file_imports_from_above() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let root = fs::read_to_string(source.join("lib.rs")).unwrap();
    let exports = exports(&root);
    let mut files = Vec::new();
    collect(&source, &mut files);
    for file in files {
        let relative = file.strip_prefix(&source).unwrap();
        let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
        let module = first.trim_end_matches(".rs");
        if module == "lib" {
            continue;
        }
        for name in imports(&fs::read_to_string(&file).unwrap()) {
            let target = exports
                .iter()
                .find(|(_, exported)| *exported == name)
                .map_or(name.as_str(), |(module, _)| module);
            assert!(
                layer(target) >= layer(module),
                "{} imports {name} of {target}, which stands above it",
                relative.display()
            );
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The names that the crate's root takes from its modules, each with its module.
fn exports(root: &str) -> Vec<(String, String)> {
    root.split("pub use ")
        .skip(1)
        .flat_map(|rest| {
            let (module, names) = rest.split(';').next().unwrap().split_once("::").unwrap();
            heads(names).into_iter().map(|name| (module.to_owned(), name)).collect::<Vec<_>>()
        })
        .collect()
}

/// The first name after each `crate::` in the code.
fn imports(text: &str) -> Vec<String> {
    let code: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n").split("crate::").skip(1).flat_map(heads).collect()
}

/// The first name of each path in `a::b`, or in `{a::b, c::{d, e}}`.
fn heads(text: &str) -> Vec<String> {
    let Some(group) = text.strip_prefix('{') else { return vec![head(text)] };
    let mut depth = 0;
    let mut starts = vec![0];
    for (index, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(index + 1),
            _ => {}
        }
    }
    starts
        .into_iter()
        .map(|start| head(group[start..].trim_start()))
        .filter(|name| !name.is_empty())
        .collect()
}

fn head(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

//! A file imports only from its own layer and those below it, by the layer's name, and no files or
//! folders import one another in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, bottom to top; folders of one row know nothing of one another.
pub const LAYERS: [&[&str]; 10] = [
    &["value", "parallel"],
    &["earth"],
    &["places", "index", "planar", "crs"],
    &["border"],
    &["region"],
    &["buffer"],
    &["overlay"],
    &["geometry"],
    &["plan"],
    &["locator", "dataset", "format"],
];

/// Files that import one another: an error names a length, a position, a direction.
const CIRCLE: [&str; 7] = [
    "value::compass",
    "value::error",
    "value::error_kind",
    "value::fault",
    "value::length",
    "value::position",
    "value::signed_length",
];

fn layer(folder: &str) -> usize {
    LAYERS
        .iter()
        .position(|folders| folders.contains(&folder))
        .unwrap_or_else(|| panic!("{folder} has no layer; give it one here"))
}

#[test]
fn no_file_imports_from_above() {
    let sources = Sources::read();
    for module in sources.code.keys() {
        let own = first(module);
        for path in sources.paths(module, true) {
            let other = path[0].as_str();
            assert!(
                sources.is_module(other),
                "{module} imports {other} from the root; name the layer that it is of"
            );
            let is_allowed = own == other || layer(other) < layer(own);
            assert!(is_allowed, "{module} imports {}, which is not below it", path.join("::"));
        }
    }
}

#[test]
fn no_imports_run_in_a_circle() {
    let sources = Sources::read();
    let files = sources.imports();
    let circles = circles(&files);
    let known: BTreeSet<String> = CIRCLE.map(str::to_owned).into();
    let new: Vec<_> = circles.iter().filter(|circle| **circle != known).collect();
    assert!(new.is_empty(), "files import one another: {new:?}");

    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, others) in &files {
        let own = sources.folder(module);
        let others = others.iter().map(|other| sources.folder(other));
        folders.entry(own.clone()).or_default().extend(others.filter(|other| *other != own));
    }
    let circles = self::circles(&folders);
    assert!(circles.is_empty(), "folders import one another: {circles:?}");
}

/// The crate's files except the root, by their modules.
pub struct Sources {
    /// The code without comments and tests.
    code: BTreeMap<String, String>,
    /// The modules that are folders.
    folders: BTreeSet<String>,
}

impl Sources {
    pub fn read() -> Self {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        collect(&source, &mut files);
        let (mut code, mut folders) = (BTreeMap::new(), BTreeSet::new());
        for file in files {
            let relative = file.strip_prefix(&source).unwrap().with_extension("");
            let mut names: Vec<&str> = relative.iter().map(|it| it.to_str().unwrap()).collect();
            if names == ["lib"] {
                continue;
            }
            if names.last() == Some(&"mod") {
                names.pop();
                folders.insert(names.join("::"));
            }
            code.insert(names.join("::"), plain(&fs::read_to_string(&file).unwrap()));
        }
        Sources { code, folders }
    }

    fn is_module(&self, module: &str) -> bool {
        self.code.contains_key(module)
    }

    /// The folder of a file.
    fn folder(&self, module: &str) -> String {
        match module.rsplit_once("::") {
            Some((folder, _)) if !self.folders.contains(module) => folder.to_owned(),
            _ => module.to_owned(),
        }
    }

    /// The paths of a file that begin with `crate`, `super` or `self`, from the root; with or
    /// without those that it re-exports and does not use itself.
    fn paths(&self, module: &str, with_exports: bool) -> Vec<Vec<String>> {
        let code = &self.code[module];
        let rest: Vec<&str> =
            code.split(';').filter(|statement| !is_declaration(statement)).collect();
        let rest = rest.join(";");
        let is_used = |path: &Vec<String>| path.last().is_some_and(|name| names(&rest, name));
        let mut paths = Vec::new();
        for start in ["crate::", "super::", "self::"] {
            for (at, _) in code.match_indices(start) {
                let is_inner = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == ':');
                let statement = code[..at].rsplit(['\n', ';']).next().unwrap_or_default();
                let is_export = statement.trim_start().starts_with("pub");
                let mut own = if is_inner { Vec::new() } else { leaves(&code[at..]) };
                own.retain(|path| with_exports || !is_export || is_used(path));
                paths.extend(own.iter().filter_map(|path| absolute(module, path)));
            }
        }
        paths.extend(self.children(module).filter(|child| names(code, &format!("{child}::"))).map(
            |child| absolute(module, &["self", child].map(str::to_owned)).unwrap_or_default(),
        ));
        paths.retain(|path| !path.is_empty());
        paths
    }

    /// The names of the files and folders in a folder.
    fn children(&self, folder: &str) -> impl Iterator<Item = &str> {
        let inside =
            self.code.keys().filter_map(move |it| it.strip_prefix(folder)?.strip_prefix("::"));
        inside.filter(|name| !name.contains("::"))
    }

    /// The files that each file imports from, through re-exports.
    pub fn imports(&self) -> BTreeMap<String, BTreeSet<String>> {
        let of = |module: &String| {
            let paths = self.paths(module, false);
            let mut others: BTreeSet<String> = paths.iter().map(|it| self.origin(it)).collect();
            others.remove(module);
            (module.clone(), others)
        };
        self.code.keys().map(of).collect()
    }

    /// The file that defines the item of a path.
    fn origin(&self, path: &[String]) -> String {
        let is_module = |length: &usize| self.is_module(&path[..*length].join("::"));
        let length = (1..=path.len()).rev().find(is_module).unwrap_or_default();
        let module = path[..length].join("::");
        let Some(name) = path.get(length) else { return module };
        for statement in self.code[&module].split(';') {
            let Some(exported) = statement.trim_start().strip_prefix("pub") else { continue };
            let Some((_, exported)) = exported.split_once("use ") else { continue };
            let is_meant = |leaf: &&Vec<String>| leaf.last() == Some(name);
            let leaf = leaves(exported).iter().find(is_meant).and_then(|it| absolute(&module, it));
            if let Some(path) = leaf {
                return self.origin(&path);
            }
        }
        module
    }
}

fn is_declaration(statement: &str) -> bool {
    let statement = statement.trim_start();
    let after = statement.strip_prefix("pub(crate) ").or(statement.strip_prefix("pub(super) "));
    let after = after.or(statement.strip_prefix("pub ")).unwrap_or(statement);
    after.starts_with("use ") || after.starts_with("mod ")
}

/// `true` if a name, or the start of a path, stands in code by itself.
fn names(code: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = code.match_indices(name);
    found.any(|(at, _)| {
        let before = code[..at].ends_with(|c| is_part(c) || c == ':');
        !before && (name.ends_with(':') || !code[at + name.len()..].starts_with(is_part))
    })
}

pub fn first(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
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

/// Code without comments and tests.
fn plain(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let lines = code.lines().filter(is_code).map(|line| line.split(" // ").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths of `a::b`, or of `a::{b, c::{d, e}}`, at the start of a text.
fn leaves(text: &str) -> Vec<Vec<String>> {
    let (mut paths, mut prefixes) = (Vec::new(), vec![Vec::new()]);
    let (mut path, mut name) = (Vec::new(), String::new());
    for character in text.chars() {
        match character {
            ':' if !name.is_empty() => path.push(std::mem::take(&mut name)),
            ':' => {}
            '{' if !path.is_empty() => prefixes.push(path.clone()),
            ',' | '}' if prefixes.len() > 1 => {
                if !name.is_empty() {
                    path.push(std::mem::take(&mut name));
                    paths.push(std::mem::take(&mut path));
                }
                if character == '}' {
                    prefixes.pop();
                    if prefixes.len() == 1 {
                        return paths;
                    }
                }
                path = prefixes.last().cloned().unwrap_or_default();
            }
            c if c.is_whitespace() && prefixes.len() > 1 => {}
            c if c.is_alphanumeric() || c == '_' => name.push(c),
            _ => break,
        }
    }
    path.extend((!name.is_empty()).then_some(name));
    paths.push(path);
    paths
}

/// The path in a file, from the root; `None` for a path of another crate.
fn absolute(module: &str, path: &[String]) -> Option<Vec<String>> {
    let own = || module.split("::").map(str::to_owned);
    let above = |levels: usize| own().take(own().count().saturating_sub(levels)).collect();
    let levels = path.iter().take_while(|name| *name == "super").count();
    let (mut start, rest): (Vec<String>, _) = match path.first()?.as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "self" => (above(0), &path[1..]),
        "super" => (above(levels), &path[levels..]),
        _ => return None,
    };
    start.extend(rest.iter().filter(|name| *name != "self").cloned());
    Some(start)
}

/// The sets of more than one node in which every node has a way to all others.
fn circles(next: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<BTreeSet<String>> {
    let reached = |from: &String| {
        let (mut seen, mut ahead) = (BTreeSet::new(), vec![from]);
        while let Some(node) = ahead.pop() {
            for other in next.get(node).into_iter().flatten() {
                if seen.insert(other.clone()) {
                    ahead.push(other);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        next.keys().map(|node| (node, reached(node))).collect();
    let circle = |node: &&String| -> BTreeSet<String> {
        let is_back = |other: &&String| reached.get(other).is_some_and(|it| it.contains(*node));
        reached[node].iter().filter(is_back).cloned().collect()
    };
    next.keys().map(|node| circle(&node)).filter(|circle| circle.len() > 1).collect()
}

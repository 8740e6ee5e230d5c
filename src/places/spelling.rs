//! A spelling: the letters of a name that count in a search, and the distance between two
//! spellings.
//!
//! Arabic and Kurdish names reach Latin script in many ways. Only the letters of a spelling count:
//! no case, no marks on Latin letters, no apostrophes, no hyphens or spaces. The stem of a spelling
//! also leaves out the Arabic article, and takes a doubled letter once: Tel Abyad is Tell Abyad.
//! Other scripts are compared letter by letter, except for case.

/// Latin letters with marks, and the letters without them.
const MARKED: [(char, &str); 22] = [
    ('a', "àáâãäåāăąǎạ"),
    ('c', "çćĉċč"),
    ('d', "ďđḍḏḑ"),
    ('e', "èéêëēĕėęěẹ"),
    ('g', "ĝğġģǧḡ"),
    ('h', "ĥħḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįıǐị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḳḵ"),
    ('l', "ĺļľłḷ"),
    ('m', "ṃ"),
    ('n', "ñńņňṅṇ"),
    ('o', "òóôõöøōŏőǒọ"),
    ('r', "ŕŗřṛ"),
    ('s', "śŝşšșṣ"),
    ('t', "ţťŧțṭṯẗ"),
    ('u', "ùúûüũūŭůűųǔụ"),
    ('v', "ṽ"),
    ('w', "ŵẁẃẅ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷẏỳ"),
    ('z', "źżžẓẕ"),
];

/// Marks inside a word that stand for a sound which most spellings leave out; Unicode counts some
/// of them as letters.
const APOSTROPHES: &str = "'`´’‘ʼʻʹʾʿ′";

/// The Arabic article, also in the sounds that it takes before certain letters.
const ARTICLES: [&str; 26] = [
    "al", "el", "ul", "ad", "ed", "adh", "edh", "an", "en", "ar", "er", "as", "es", "ash", "esh",
    "ach", "ech", "at", "et", "ath", "eth", "ett", "az", "ez", "ass", "ess",
];

/// A name in the form in which it is compared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spelling {
    /// Letters and digits, small and without marks.
    words: Vec<String>,
    letters: String,
    stem: String,
}

/// The degree to which two spellings agree, the best first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    Words,
    Letters,
    Stem,
}

impl Spelling {
    pub(crate) fn new(name: &str) -> Self {
        let words = words(name);
        Spelling { letters: words.concat(), stem: stem(&words), words }
    }

    /// The degree to which two spellings agree; `None` where they do not, or where one has no
    /// letter.
    pub(crate) fn agreement(&self, other: &Spelling) -> Option<Agreement> {
        if self.letters.is_empty() {
            return None;
        }
        let levels = [
            (self.words == other.words, Agreement::Words),
            (self.letters == other.letters, Agreement::Letters),
            (self.stem == other.stem, Agreement::Stem),
        ];
        levels.into_iter().find(|(agrees, _)| *agrees).map(|(_, agreement)| agreement)
    }

    /// The number of letters to insert, drop, replace or swap with their neighbour between one stem
    /// and the other (the optimal string alignment distance).
    pub(crate) fn distance(&self, other: &Spelling) -> usize {
        strsim::osa_distance(&self.stem, &other.stem)
    }
}

/// The letters of a name without the article, no letter twice in a row.
fn stem(words: &[String]) -> String {
    let article = |word: &String| ARTICLES.contains(&word.as_str());
    // For a place called At, At is the name and no article.
    let alone = words.iter().all(article);
    let mut letters: Vec<char> =
        words.iter().filter(|word| alone || !article(word)).flat_map(|word| word.chars()).collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// The words of a name, their letters and digits small and without marks.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars().flat_map(char::to_lowercase) {
        // Marks may stand on their own, behind their letter: U+0300 to U+036F.
        if APOSTROPHES.contains(c) || ('\u{300}'..='\u{36f}').contains(&c) {
            continue;
        }
        match words.last_mut() {
            Some(word) if c.is_alphanumeric() => word.push(plain(c)),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    MARKED.iter().find(|(_, marked)| marked.contains(c)).map_or(c, |(letter, _)| *letter)
}

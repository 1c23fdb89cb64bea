//! Reading order: what a screen reader says of page one, and that it goes through the page as the eye does.

use super::made::{MADE, SPECIMEN, find};
use super::poppler::{Node, Place, Word, page_one};

#[test]
fn page_one_is_read_in_this_order() {
    let Some((tree, _)) = page_one(&find(SPECIMEN).bytes, "page_one_is_read_in_this_order") else { return };
    let mut text = String::new();
    write(&tree.kids[0], 0, &mut text);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("page_one_as_it_is_read", text);
    });
}

#[test]
fn reading_order_is_the_order_of_the_eye() {
    for document in MADE.iter() {
        let Some((tree, words)) = page_one(&document.bytes, "reading_order_is_the_order_of_the_eye") else {
            return;
        };
        let page = Placed::of(&tree, &mut Drawn { words: &words, used: vec![false; words.len()], next: 0 });
        let found = page.out_of_order();
        assert!(found.is_empty(), "{}:\n  {}", document.name, found.join("\n  "));
        assert!(page.has_row_of(4), "{}: no four figures side by side", document.name);
    }
}

#[test]
fn an_order_that_is_not_the_eyes_is_found() {
    let Some((mut tree, words)) = page_one(&find(SPECIMEN).bytes, "an_order_that_is_not_the_eyes_is_found")
    else {
        return;
    };
    let faults = |tree: &Node| {
        let mut drawn = Drawn { words: &words, used: vec![false; words.len()], next: 0 };
        Placed::of(tree, &mut drawn).out_of_order()
    };
    assert!(faults(&tree).is_empty());
    let document = &mut tree.kids[0];
    document.kids.swap(1, 2);
    assert_eq!(faults(&tree).len(), 1, "the answer before its heading");
    tree.kids[0].kids.swap(1, 2);
    let row = tree.kids[0].kids.iter_mut().find(|node| node.kids.len() == 4).unwrap();
    row.kids.swap(1, 2);
    assert!(!faults(&tree).is_empty(), "the third figure before the second");
}

/// The structure with a line for each element and its words; how poppler broke them into lines is left out.
fn write(node: &Node, depth: usize, text: &mut String) {
    let own: Vec<&str> =
        node.kids.iter().filter(|kid| kid.tag.is_empty()).map(|kid| kid.text.trim()).collect();
    let words = if own.is_empty() { String::new() } else { format!(" “{}”", own.join(" ")) };
    text.push_str(&format!("{}{}{words}\n", "  ".repeat(depth), node.tag));
    node.kids.iter().filter(|kid| !kid.tag.is_empty()).for_each(|kid| write(kid, depth + 1, text));
}

/// The words of a page as they are drawn, and which of them have been said.
struct Drawn<'a> {
    words: &'a [Word],
    used: Vec<bool>,
    next: usize,
}

impl Drawn<'_> {
    /// The places of a text's words: the next such words that are drawn, or else the first.
    fn find(&mut self, text: &str) -> Vec<Place> {
        let wanted: String = text.split_whitespace().collect();
        let starts = (self.next..self.words.len()).chain(0..self.next);
        let (start, end) = starts
            .filter_map(|start| Some((start, self.end(start, &wanted)?)))
            .next()
            .unwrap_or_else(|| panic!("`{text}` is in the structure and not on the page"));
        self.used[start..end].fill(true);
        self.next = end;
        self.words[start..end].iter().map(|word| word.place).collect()
    }

    /// Where a text ends that starts with this word.
    fn end(&self, start: usize, wanted: &str) -> Option<usize> {
        let mut rest = wanted;
        for (at, word) in self.words.iter().enumerate().skip(start) {
            rest = rest.strip_prefix(word.text.as_str()).filter(|_| !self.used[at])?;
            if rest.is_empty() {
                return Some(at + 1);
            }
        }
        None
    }
}

/// An element and where its words are.
struct Placed {
    name: String,
    /// Where its first words are, all of it, and its last.
    first: Place,
    whole: Place,
    last: Place,
    kids: Vec<Placed>,
}

impl Placed {
    fn of(node: &Node, drawn: &mut Drawn<'_>) -> Self {
        // An item of a list without a mark has an empty label.
        let says = |kid: &&Node| kid.tag != "Lbl" || !kid.kids.is_empty();
        let kids: Vec<Self> = node.kids.iter().filter(says).map(|kid| Self::of(kid, drawn)).collect();
        let name = if node.tag.is_empty() { format!("“{}”", node.text) } else { node.tag.clone() };
        if let (Some(first), Some(last)) = (kids.first(), kids.last()) {
            let whole = around(kids.iter().map(|kid| kid.whole));
            return Self { name, first: first.first, whole, last: last.last, kids };
        }
        assert!(!node.text.trim().is_empty(), "`{}` says nothing", node.tag);
        let whole = around(drawn.find(&node.text).into_iter());
        Self { name, first: whole, whole, last: whole, kids }
    }

    /// Neighbours of which the second is neither below the first nor to the right of it.
    fn out_of_order(&self) -> Vec<String> {
        let pairs = self.kids.windows(2).filter(|pair| {
            // Text that runs on starts where the words before it end, not below all of them.
            !follows(pair[0].whole, pair[1].whole) && !follows(pair[0].last, pair[1].first)
        });
        let told = |p: &Placed| format!("{} at {:.0}, {:.0}", p.name, p.whole.left, p.whole.top);
        let here = pairs.map(|pair| format!("{} comes after {}", told(&pair[1]), told(&pair[0])));
        here.chain(self.kids.iter().flat_map(Self::out_of_order)).collect()
    }

    /// Whether there are so many elements side by side, from left to right.
    fn has_row_of(&self, count: usize) -> bool {
        let row = self.kids.windows(2).all(|pair| beside(pair[0].whole, pair[1].whole));
        self.kids.len() == count && row || self.kids.iter().any(|kid| kid.has_row_of(count))
    }
}

fn follows(one: Place, other: Place) -> bool {
    other.top >= one.bottom || beside(one, other)
}

/// To the right, on a line with it.
fn beside(one: Place, other: Place) -> bool {
    other.left >= one.right - 0.5 && other.top < one.bottom && other.bottom > one.top
}

fn around(places: impl Iterator<Item = Place>) -> Place {
    places
        .reduce(|one, other| Place {
            left: one.left.min(other.left),
            top: one.top.min(other.top),
            right: one.right.max(other.right),
            bottom: one.bottom.max(other.bottom),
        })
        .unwrap()
}

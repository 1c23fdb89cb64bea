//! Reads the objects of a PDF as typst writes it: a plain cross-reference table, and no object inside a stream.

use std::collections::BTreeMap;

/// What an object or an entry of one is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `/Figure`
    Name(String),
    /// `(in brackets)` or `<hex>`
    Text(String),
    /// `12 0 R`
    Ref(usize),
    /// `[…]`
    Array(Vec<Value>),
    /// `<<…>>`
    Dict(BTreeMap<String, Value>),
    /// A number, `true`, `false` or `null`, as it is written.
    Word(String),
}

/// The objects of a file.
pub struct Pdf<'a> {
    bytes: &'a [u8],
    offsets: BTreeMap<usize, usize>,
    trailer: Value,
}

impl<'a> Pdf<'a> {
    /// Reads the cross-reference table; objects are read when they are asked for.
    pub fn of(bytes: &'a [u8]) -> Self {
        let last = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let mut cursor = Cursor { bytes, at: last + 9 };
        cursor.at = cursor.number();
        assert_eq!(cursor.word(), "xref");
        assert_eq!(cursor.number(), 0, "one section, from object 0");
        let count = cursor.number();
        let mut offsets = BTreeMap::new();
        for id in 0..count {
            let (offset, _generation, used) = (cursor.number(), cursor.number(), cursor.word());
            if used == "n" {
                offsets.insert(id, offset);
            }
        }
        assert_eq!(cursor.word(), "trailer");
        Self { bytes, offsets, trailer: cursor.value() }
    }

    /// What the trailer names, like `Root`.
    pub fn trailer(&self, key: &str) -> Option<Value> {
        Some(self.follow(self.trailer.raw(key)?))
    }

    /// An entry of a dictionary, followed where it is a reference.
    pub fn get(&self, value: &Value, key: &str) -> Option<Value> {
        Some(self.follow(value.raw(key)?))
    }

    /// The value itself, or the object that it refers to.
    pub fn follow(&self, value: &Value) -> Value {
        let Value::Ref(id) = value else { return value.clone() };
        self.cursor(*id).value()
    }

    /// The bytes of a stream as they are in the file.
    pub fn stream(&self, reference: &Value) -> &'a [u8] {
        let Value::Ref(id) = reference else { panic!("a stream is an object of its own: {reference:?}") };
        let mut cursor = self.cursor(*id);
        let Some(Value::Word(length)) = self.get(&cursor.value(), "Length") else { panic!("no length") };
        assert_eq!(cursor.word(), "stream");
        let start = cursor.at + 1 + usize::from(self.bytes[cursor.at] == b'\r');
        &self.bytes[start..start + length.parse::<usize>().unwrap()]
    }

    /// After `12 0 obj`.
    fn cursor(&self, id: usize) -> Cursor<'a> {
        let mut cursor = Cursor { bytes: self.bytes, at: self.offsets[&id] };
        assert_eq!((cursor.number(), cursor.number(), cursor.word().as_str()), (id, 0, "obj"));
        cursor
    }
}

impl Value {
    /// An entry of a dictionary as it is written.
    pub fn raw(&self, key: &str) -> Option<&Value> {
        let Self::Dict(entries) = self else { return None };
        entries.get(key)
    }

    /// The items of an array; a single value is an array of one.
    pub fn items(&self) -> &[Value] {
        if let Self::Array(items) = self { items } else { std::slice::from_ref(self) }
    }

    /// A name, a text or a word.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Name(text) | Self::Text(text) | Self::Word(text) => Some(text),
            Self::Ref(_) | Self::Array(_) | Self::Dict(_) => None,
        }
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn value(&mut self) -> Value {
        self.skip_space();
        match (self.bytes[self.at], self.bytes[self.at + 1]) {
            (b'<', b'<') => self.dict(),
            (b'<', _) => self.hex(),
            (b'(', _) => self.literal(),
            (b'[', _) => {
                self.at += 1;
                Value::Array(self.until(b"]"))
            }
            (b'/', _) => {
                self.at += 1;
                Value::Name(self.word())
            }
            _ => Value::Word(self.word()),
        }
    }

    fn dict(&mut self) -> Value {
        self.at += 2;
        let entries = self.until(b">>");
        let pairs = entries.chunks_exact(2).map(|pair| match pair {
            [Value::Name(key), value] => (key.clone(), value.clone()),
            other => panic!("not a name and a value: {other:?}"),
        });
        Value::Dict(pairs.collect())
    }

    /// Values up to an end mark; `12 0 R` is one value.
    fn until(&mut self, end: &[u8]) -> Vec<Value> {
        let mut values: Vec<Value> = Vec::new();
        loop {
            self.skip_space();
            if self.bytes[self.at..].starts_with(end) {
                self.at += end.len();
                return values;
            }
            let value = self.value();
            if value == Value::Word("R".to_owned()) {
                values.pop();
                let Some(Value::Word(id)) = values.pop() else { panic!("a reference without a number") };
                values.push(Value::Ref(id.parse().unwrap()));
            } else {
                values.push(value);
            }
        }
    }

    fn hex(&mut self) -> Value {
        let end = self.at + self.bytes[self.at..].iter().position(|byte| *byte == b'>').unwrap();
        let digits: Vec<u32> =
            self.bytes[self.at + 1..end].iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect();
        self.at = end + 1;
        decoded(
            &digits
                .chunks(2)
                .map(|pair| (pair[0] * 16 + pair.get(1).unwrap_or(&0)) as u8)
                .collect::<Vec<_>>(),
        )
    }

    fn literal(&mut self) -> Value {
        let (mut text, mut depth) = (Vec::new(), 0);
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escaped());
                    continue;
                }
                _ => {}
            }
            match depth {
                0 => return decoded(&text[1..]),
                _ => text.push(byte),
            }
        }
    }

    /// The byte that an escape stands for; none for the end of a line.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.bytes[self.at];
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                while let digit @ b'0'..=b'7' = self.bytes[self.at] {
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                Some(code as u8)
            }
            other => Some(other),
        }
    }

    fn word(&mut self) -> String {
        self.skip_space();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/[]<>()".contains(byte);
        let rest = &self.bytes[self.at..];
        let word = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        self.at += word.len();
        String::from_utf8_lossy(word).into_owned()
    }

    fn number(&mut self) -> usize {
        self.word().parse().unwrap()
    }

    fn skip_space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }
}

/// Text of a string: UTF-16 where it says so, and otherwise a byte for each character.
fn decoded(bytes: &[u8]) -> Value {
    Value::Text(match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}

#[test]
fn values_are_read_as_they_are_written() {
    let read = |text: &str| Cursor { bytes: text.as_bytes(), at: 0 }.value();
    let text = |text: &str| Value::Text(text.to_owned());
    assert_eq!(read(r"(a \(b\) (c) \\ \101\n)"), text("a (b) (c) \\ A\n"));
    assert_eq!(read("<FEFF 2019 0041>"), text("’A"));
    let dict = read("<</Type/X/K[3 4 0 R<</S true>>]/P 12 0 R>>");
    assert_eq!(dict.raw("P"), Some(&Value::Ref(12)));
    assert_eq!(dict.raw("K").unwrap().items()[1], Value::Ref(4));
    assert_eq!(dict.raw("K").unwrap().items()[2].raw("S").unwrap().text(), Some("true"));
}

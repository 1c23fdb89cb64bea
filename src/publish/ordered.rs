//! A JSON object with its fields in the order of the file, which a hash of it depends on.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Fields by name, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ordered(Vec<(String, Value)>);

impl Ordered {
    /// The fields of a struct.
    ///
    /// # Errors
    /// Where it cannot be written as a JSON object.
    pub fn of(fields: &impl Serialize) -> serde_json::Result<Self> {
        serde_json::from_str(&serde_json::to_string(fields)?)
    }

    /// A field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// The object without white space.
    #[expect(clippy::expect_used, reason = "what was JSON can be written as JSON")]
    pub fn compact(&self) -> String {
        serde_json::to_string(self).expect("keys are text")
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AnyFields)
    }
}

/// Takes whatever fields come.
struct AnyFields;

impl<'de> Visitor<'de> for AnyFields {
    type Value = Ordered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Ordered, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(Ordered(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_lose_their_spaces() {
        let text = "{ \"z\": 1, \"a\": [ -2, null, 0.5, \"é\\n\\u0001\" ],\n \"b\": {} }";
        let read: Ordered = serde_json::from_str(text).unwrap();
        assert_eq!(read.compact(), "{\"z\":1,\"a\":[-2,null,0.5,\"é\\n\\u0001\"],\"b\":{}}");
        assert_eq!(read.get("z"), Some(&Value::from(1)));
    }
}

//! Parses one record of an import file as JSON and reports what `serde_json::Value` accepts
//! silently: a duplicate key in an object (of which it would keep the last), and control characters
//! in text (PostgreSQL rejects NUL without saying where it is).

use std::fmt;

use model::import::ImportFault;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// State of the parser: the JSON pointer of the current value, and the faults found so far.
#[derive(Debug, Default)]
pub struct FaultCollector {
    path: Vec<String>,
    faults: Vec<ImportFault>,
}

impl FaultCollector {
    /// Starts a record whose JSON pointer has these steps.
    pub fn starting_at(path: impl IntoIterator<Item = String>) -> Self {
        Self {
            path: path.into_iter().collect(),
            faults: Vec::new(),
        }
    }

    pub fn into_faults(self) -> Vec<ImportFault> {
        self.faults
    }

    fn add_fault(&mut self, message: &str) {
        let pointer = self
            .path
            .iter()
            // `~` first, as RFC 6901 says: otherwise the `~` of a `~1` would be escaped again.
            .map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1")))
            .collect();
        self.faults.push(ImportFault {
            pointer,
            message: message.to_owned(),
        });
    }

    fn with_path_step<T>(&mut self, step: String, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let read = read(self);
        self.path.pop();
        read
    }

    fn check_text(&mut self, text: &str) {
        // Line breaks and tabs are part of ordinary text.
        if let Some(control) = text
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            self.add_fault(&format!(
                "holds a control character (U+{:04X}); remove it",
                u32::from(control)
            ));
        }
    }
}

/// A `DeserializeSeed` that parses one value and collects its faults in the `FaultCollector`.
pub struct CheckedValueSeed<'a>(pub &'a mut FaultCollector);

impl<'de> DeserializeSeed<'de> for CheckedValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        // serde_json refuses more than 128 levels, so nested arrays cannot overflow the stack.
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CheckedValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // `None` only for NaN and infinity, which JSON cannot express.
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        self.0.check_text(&text);
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = self
            .0
            .with_path_step(items.len().to_string(), |collector| {
                seq.next_element_seed(CheckedValueSeed(collector))
            })?
        {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let is_duplicate = fields.contains_key(&key);
            // The second value is parsed too, so that its own faults are reported in the same run.
            let value = self.0.with_path_step(key.clone(), |collector| {
                if is_duplicate {
                    collector.add_fault("is given twice; keep one of the two");
                }
                map.next_value_seed(CheckedValueSeed(collector))
            })?;
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_have_their_place_and_the_value_is_whole() {
        let text = r#"{"a": {"b/c": [1, -2, 0.5, true, null, "x\ny", "\u0000"], "d": "1"}, "a": {"d": 1, "d": "\u001b"}}"#;
        let mut collector = FaultCollector::starting_at(["people".into(), "7".into()]);
        let value = CheckedValueSeed(&mut collector)
            .deserialize(&mut serde_json::Deserializer::from_str(text))
            .unwrap();
        // The collector must not change the value: validation and import use the same one.
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
        let faults: Vec<String> = collector
            .into_faults()
            .iter()
            .map(ToString::to_string)
            .collect();
        let expected = [
            "/people/7/a/b~1c/6: holds a control character (U+0000); remove it",
            "/people/7/a: is given twice; keep one of the two",
            "/people/7/a/d: is given twice; keep one of the two",
            "/people/7/a/d: holds a control character (U+001B); remove it",
        ];
        assert_eq!(faults, expected);
    }
}

//! Tables of data as Parquet; the crate of that name lives here only.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result as Packed;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use crate::subject::digest::FINGERPRINT;
use crate::subject::error::{Error, Result};
use crate::text::{DataTable, Datum};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Words,
    Counts,
    Numbers,
}

/// A table as Parquet, which says the run's fingerprint; what is not known is null.
///
/// # Errors
/// Where the file cannot be packed: a defect of the program.
pub fn parquet(table: &DataTable, fingerprint: &str) -> Result<Vec<u8>> {
    pack(table, fingerprint)
        .map_err(|error| Error::Serialise { what: "a Parquet file", source: error.into() })
}

fn pack(table: &DataTable, fingerprint: &str) -> Packed<Vec<u8>> {
    let kinds: Vec<Holds> = (0..table.columns.len()).map(|at| holds(table, at)).collect();
    let fields = table.columns.iter().zip(&kinds).map(|(column, kind)| field(&column.name, *kind));
    let fields = fields.collect::<Packed<Vec<_>>>()?.into_iter().map(Arc::new).collect();
    let schema = Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?);
    let run = KeyValue::new(FINGERPRINT.to_owned(), fingerprint.to_owned());
    let properties = WriterProperties::builder()
        .set_key_value_metadata(Some(vec![run]))
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("Link worker briefings ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (at, kind) in kinds.into_iter().enumerate() {
        let column: Vec<&Datum> = table.rows.iter().filter_map(|row| row.get(at)).collect();
        match kind {
            Holds::Words => {
                write::<ByteArrayType>(&mut group, &column, |datum| ByteArray::from(datum.print().as_str()))
            }
            Holds::Counts => write::<Int64Type>(&mut group, &column, whole),
            Holds::Numbers => write::<DoubleType>(&mut group, &column, number),
        }?;
    }
    group.close()?;
    writer.into_inner()
}

/// Words, where any cell of the column is; counts, where all are.
fn holds(table: &DataTable, at: usize) -> Holds {
    let cells = table.rows.iter().filter_map(|row| row.get(at)).filter(|datum| **datum != Datum::Nothing);
    let all = |is: fn(&Datum) -> bool| cells.clone().all(is);
    let is_words = table.columns.get(at).is_some_and(|column| column.unit.is_empty());
    if is_words || !all(|datum| !matches!(datum, Datum::Words(_))) {
        Holds::Words
    } else if cells.clone().next().is_some() && all(|datum| matches!(datum, Datum::Count(_))) {
        Holds::Counts
    } else {
        Holds::Numbers
    }
}

fn field(name: &str, kind: Holds) -> Packed<Type> {
    let physical = match kind {
        Holds::Words => Physical::BYTE_ARRAY,
        Holds::Counts => Physical::INT64,
        Holds::Numbers => Physical::DOUBLE,
    };
    let logical = (kind == Holds::Words).then_some(LogicalType::String);
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn whole(datum: &Datum) -> i64 {
    match datum {
        Datum::Count(count) => i64::try_from(*count).unwrap_or(i64::MAX), // no table has so many
        Datum::Nothing | Datum::Words(_) | Datum::Number(_) => 0,
    }
}

fn number(datum: &Datum) -> f64 {
    match datum {
        Datum::Number(number) => *number,
        Datum::Count(count) => *count as f64,
        Datum::Nothing | Datum::Words(_) => f64::NAN,
    }
}

/// Writes one column: what there is, and where there is nothing.
fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    column: &[&Datum],
    value: fn(&Datum) -> T::T,
) -> Packed<()> {
    let known = |datum: &&&Datum| ***datum != Datum::Nothing;
    let values: Vec<T::T> = column.iter().filter(known).map(|datum| value(datum)).collect();
    let levels: Vec<i16> = column.iter().map(|datum| i16::from(**datum != Datum::Nothing)).collect();
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

//! Implements the `sqlx` traits that store an enum as its slug in a text column of either database.

macro_rules! text_column {
    ($name:ident) => {
        // Generic over the database, so that the same statement works on SQLite and on PostgreSQL.
        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            str: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <str as sqlx::Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <str as sqlx::Type<DB>>::compatible(ty)
            }
        }

        impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for $name
        where
            &'static str: sqlx::Encode<'q, DB>,
        {
            fn encode_by_ref(
                &self,
                buf: &mut <DB as sqlx::Database>::ArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                sqlx::Encode::<DB>::encode(self.slug(), buf)
            }
        }

        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where
            &'r str: sqlx::Decode<'r, DB>,
        {
            fn decode(
                value: <DB as sqlx::Database>::ValueRef<'r>,
            ) -> Result<Self, sqlx::error::BoxDynError> {
                let slug = <&str as sqlx::Decode<DB>>::decode(value)?;
                // An error and no default: a wrong role or state would go unnoticed.
                $name::parse(slug).ok_or_else(|| concat!("unknown ", stringify!($name)).into())
            }
        }
    };
}
pub(crate) use text_column;

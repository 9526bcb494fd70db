//! A young person's budget for a month: money that comes in, money that goes out, and what is left.

use strum::VariantArray;

use super::money::Cents;
use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::slug_enum::slug_enum;
use crate::text::normalize_text;

/// The most lines that a budget has.
pub const MAX_LINES: usize = 60;
/// Maximum length of a name in own words, in characters.
const MAX_NAME_CHARS: usize = 120;

slug_enum! {
    /// Whether a line is money that comes in or money that goes out.
    #[derive(Hash, VariantArray)]
    pub enum MoneyDirection {
        In = "in",
        Out = "out",
    }
}

slug_enum! {
    /// What a line is for: suggestions for both directions.
    #[derive(Hash, VariantArray)]
    pub enum BudgetItem {
        /// Pay from a job.
        Job = "job",
        /// An allowance from a caregiver or the agency.
        Allowance = "allowance",
        /// Money for independent living from the agency or the county.
        IndependentLiving = "independent_living",
        /// Financial aid for school.
        SchoolAid = "school_aid",
        /// Benefits, such as SSI or FoodShare.
        Benefits = "benefits",
        /// Help from family or friends.
        FamilyHelp = "family_help",
        Rent = "rent",
        /// Heat, electricity, water.
        Utilities = "utilities",
        Food = "food",
        /// Phone and internet.
        Phone = "phone",
        /// Bus, gas, car insurance.
        Transport = "transport",
        Clothes = "clothes",
        Laundry = "laundry",
        Health = "health",
        School = "school",
        Fun = "fun",
        Debt = "debt",
        Savings = "savings",
        /// Named in own words.
        Other = "other",
    }
}

impl BudgetItem {
    /// The direction of this suggestion; `None` for own words, which have either.
    pub const fn direction(self) -> Option<MoneyDirection> {
        match self {
            Self::Job
            | Self::Allowance
            | Self::IndependentLiving
            | Self::SchoolAid
            | Self::Benefits
            | Self::FamilyHelp => Some(MoneyDirection::In),
            Self::Rent
            | Self::Utilities
            | Self::Food
            | Self::Phone
            | Self::Transport
            | Self::Clothes
            | Self::Laundry
            | Self::Health
            | Self::School
            | Self::Fun
            | Self::Debt
            | Self::Savings => Some(MoneyDirection::Out),
            Self::Other => None,
        }
    }

    /// What can be chosen for a line of this direction, own words last.
    pub fn choices(direction: MoneyDirection) -> Vec<Self> {
        let fits = |item: &Self| item.direction().is_none_or(|its| its == direction);
        Self::VARIANTS.iter().copied().filter(fits).collect()
    }
}

/// A line of the budget, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct BudgetLineForm<'a> {
    pub item: &'a str,
    /// Own words; needed only for `BudgetItem::Other`.
    pub name: &'a str,
    pub amount: &'a str,
}

/// A validated line of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLineInput {
    pub direction: MoneyDirection,
    pub item: BudgetItem,
    /// Own words, in the place of the label of `item`.
    pub name: Option<String>,
    pub amount: Cents,
}

impl BudgetLineInput {
    /// # Errors
    /// Every invalid field: `item` with `transition-budget-item`, `name` with
    /// `transition-budget-name-missing` or `transition-budget-name-long` above 120 characters,
    /// `amount` with an error of `Cents::parse`.
    pub fn parse(
        direction: MoneyDirection,
        form: &BudgetLineForm<'_>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let name = errors.take(parse_name(form.name).map_err(|code| ("name", code)));
        let item = errors.take(parse_item(direction, form.item, name.is_some()).map(Some));
        // Only once the choice is valid: a person who has not chosen yet is not told to write a
        // name.
        if item == Some(BudgetItem::Other) && name.is_none() {
            errors.take::<()>(Err(("name", "transition-budget-name-missing")));
        }
        let amount = errors.take(
            Cents::parse(form.amount)
                .map(Some)
                .map_err(|code| ("amount", code)),
        );
        errors.finish(item.zip(amount).map(|(item, amount)| Self {
            direction,
            item,
            name,
            amount,
        }))
    }
}

/// Own words without a choice name the line too.
fn parse_item(
    direction: MoneyDirection,
    typed: &str,
    has_name: bool,
) -> Result<BudgetItem, FieldError> {
    if typed.is_empty() && has_name {
        return Ok(BudgetItem::Other);
    }
    BudgetItem::parse(typed)
        // The list of a direction offers its own suggestions only, but the form can be sent with
        // any slug. Rent among the money that comes in would be shown among the pay.
        .filter(|item| item.direction().is_none_or(|its| its == direction))
        .ok_or(("item", "transition-budget-item"))
}

fn parse_name(typed: &str) -> Result<Option<String>, ErrorCode> {
    let name = normalize_text(typed);
    match name.chars().count() {
        0 => Ok(None),
        count if count > MAX_NAME_CHARS => Err("transition-budget-name-long"),
        _ => Ok(Some(name)),
    }
}

/// The sums of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BudgetTotals {
    pub money_in: Cents,
    pub money_out: Cents,
    /// `money_in` without `money_out`; below zero when more goes out.
    pub left: Cents,
}

impl BudgetTotals {
    /// The sums of these lines; `None` if a sum is larger than can be counted.
    pub fn add_up(lines: impl IntoIterator<Item = (MoneyDirection, Cents)>) -> Option<Self> {
        let (mut money_in, mut money_out) = (0_i64, 0_i64);
        for (direction, Cents(cents)) in lines {
            let sum = match direction {
                MoneyDirection::In => &mut money_in,
                MoneyDirection::Out => &mut money_out,
            };
            // The form and the table bound each line; the check keeps sums of any other amounts
            // from overflowing.
            *sum = sum.checked_add(cents)?;
        }
        Some(Self {
            money_in: Cents(money_in),
            money_out: Cents(money_out),
            left: Cents(money_in.checked_sub(money_out)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::transition::money::MAX_CENTS;

    fn parse(item: &str, name: &str, amount: &str) -> Result<BudgetLineInput, Vec<FieldError>> {
        let form = BudgetLineForm { item, name, amount };
        BudgetLineInput::parse(MoneyDirection::Out, &form)
    }

    #[test]
    fn a_line_has_a_suggested_name_or_own_words() {
        let rent = parse("rent", "", "$650").unwrap();
        assert_eq!(
            (rent.item, rent.name, rent.amount),
            (BudgetItem::Rent, None, Cents(65_000))
        );
        for item in ["other", ""] {
            let own = parse(item, " \u{200F}Gym\r\n", "20").unwrap();
            assert_eq!(own.item, BudgetItem::Other);
            assert!(own.name.unwrap().contains("Gym"));
        }
    }

    #[test]
    fn every_invalid_field_is_reported() {
        assert_eq!(
            parse("", "", ""),
            Err(vec![
                ("item", "transition-budget-item"),
                ("amount", "transition-money-missing")
            ])
        );
        // Money that comes in is no line of money that goes out.
        assert_eq!(
            parse("job", "", "1"),
            Err(vec![("item", "transition-budget-item")])
        );
        assert_eq!(
            parse("other", "", "-1"),
            Err(vec![
                ("name", "transition-budget-name-missing"),
                ("amount", "transition-money-negative")
            ])
        );
        let long = "x".repeat(MAX_NAME_CHARS + 1);
        assert_eq!(
            parse("rent", &long, "1"),
            Err(vec![("name", "transition-budget-name-long")])
        );
    }

    #[test]
    fn each_direction_has_suggestions_and_own_words() {
        for direction in [MoneyDirection::In, MoneyDirection::Out] {
            let choices = BudgetItem::choices(direction);
            assert!(choices.len() > 5);
            assert_eq!(choices.last(), Some(&BudgetItem::Other));
        }
    }

    #[test]
    fn what_is_too_large_to_count_is_no_sum() {
        let two = [
            (MoneyDirection::In, Cents(i64::MAX)),
            (MoneyDirection::In, Cents(1)),
        ];
        assert_eq!(BudgetTotals::add_up(two), None);
        let apart = [
            (MoneyDirection::In, Cents(i64::MIN)),
            (MoneyDirection::Out, Cents(1)),
        ];
        assert_eq!(BudgetTotals::add_up(apart), None);
    }

    proptest! {
        #[test]
        fn a_budget_adds_up(
            money_in in proptest::collection::vec(0..=MAX_CENTS, 0..MAX_LINES),
            money_out in proptest::collection::vec(0..=MAX_CENTS, 0..MAX_LINES),
        ) {
            let lines = money_in
                .iter()
                .map(|cents| (MoneyDirection::In, Cents(*cents)))
                .chain(money_out.iter().map(|cents| (MoneyDirection::Out, Cents(*cents))));
            let totals = BudgetTotals::add_up(lines).unwrap();
            let sum = |amounts: &[i64]| amounts.iter().map(|cents| i128::from(*cents)).sum::<i128>();
            prop_assert_eq!(i128::from(totals.money_in.0), sum(&money_in));
            prop_assert_eq!(i128::from(totals.money_out.0), sum(&money_out));
            prop_assert_eq!(i128::from(totals.left.0), sum(&money_in) - sum(&money_out));
        }
    }
}

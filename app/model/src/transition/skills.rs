//! The checklist of skills that a young person needs to live on their own.

use strum::VariantArray;

use crate::slug_enum::slug_enum;

slug_enum! {
    /// A group of skills that is folded on the page.
    #[derive(Hash, VariantArray)]
    pub enum SkillGroup {
        Food = "food",
        Home = "home",
        Health = "health",
        Money = "money",
        /// Getting around, and staying safe online.
        Around = "around",
        /// People and work.
        People = "people",
    }
}

slug_enum! {
    /// A skill of the checklist.
    #[derive(Hash, VariantArray)]
    pub enum LifeSkill {
        Cook = "cook",
        ShopFood = "shop_food",
        KeepFood = "keep_food",
        WashClothes = "wash_clothes",
        Clean = "clean",
        FindPlace = "find_place",
        ReadLease = "read_lease",
        SmallRepairs = "small_repairs",
        SeeDoctor = "see_doctor",
        TakeMedicine = "take_medicine",
        UseInsurance = "use_insurance",
        FeelLow = "feel_low",
        BankAccount = "bank_account",
        PayBills = "pay_bills",
        KeepPapers = "keep_papers",
        FileTaxes = "file_taxes",
        RideBus = "ride_bus",
        DriverLicense = "driver_license",
        SafeOnline = "safe_online",
        SpotScams = "spot_scams",
        AskHelp = "ask_help",
        SayNo = "say_no",
        CallOffice = "call_office",
        ApplyJob = "apply_job",
        Interview = "interview",
    }
}

impl LifeSkill {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    pub const fn group(self) -> SkillGroup {
        match self {
            Self::Cook | Self::ShopFood | Self::KeepFood => SkillGroup::Food,
            Self::WashClothes
            | Self::Clean
            | Self::FindPlace
            | Self::ReadLease
            | Self::SmallRepairs => SkillGroup::Home,
            Self::SeeDoctor | Self::TakeMedicine | Self::UseInsurance | Self::FeelLow => {
                SkillGroup::Health
            }
            Self::BankAccount | Self::PayBills | Self::KeepPapers | Self::FileTaxes => {
                SkillGroup::Money
            }
            Self::RideBus | Self::DriverLicense | Self::SafeOnline | Self::SpotScams => {
                SkillGroup::Around
            }
            Self::AskHelp | Self::SayNo | Self::CallOffice | Self::ApplyJob | Self::Interview => {
                SkillGroup::People
            }
        }
    }
}

impl SkillGroup {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    pub fn skills(self) -> impl Iterator<Item = LifeSkill> {
        LifeSkill::ALL
            .iter()
            .copied()
            .filter(move |skill| skill.group() == self)
    }
}

slug_enum! {
    /// What the young person says about a skill. A skill without a row was not answered.
    #[derive(Hash, VariantArray)]
    pub enum SkillState {
        Can = "can",
        Learning = "learning",
        NotYet = "not_yet",
        /// It is not for them, or they do not want to say.
        Skip = "skip",
    }
}

impl SkillState {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_skill_is_in_one_group_and_no_group_is_empty() {
        let grouped: usize = SkillGroup::ALL
            .iter()
            .map(|group| group.skills().count())
            .sum();
        assert_eq!(grouped, LifeSkill::ALL.len());
        assert!(
            SkillGroup::ALL
                .iter()
                .all(|group| group.skills().count() >= 3)
        );
    }
}

use super::*;
use model::role::Role;

#[test]
fn the_choice_of_readers_is_read_back_from_its_audience() {
    let maria = ContactReaders::OnlyWith(PersonId(uuid::Uuid::from_u128(1)));
    for readers in [ContactReaders::Team, maria] {
        let key = audience::audience_key(&mut reader_entries(readers));
        assert_eq!(readers_of(&key), Some(readers));
    }
    // Made by an import: saving the form may show no reader more.
    assert_eq!(readers_of(Role::Worker.slug()), None);
}

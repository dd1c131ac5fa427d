"""The sample people pass every rule that real papers must pass, and are nobody."""

from datetime import date

from ivr.cli.demo.people import FIRST_COURTS, OTHER_COURTS, as_csv
from ivr.domain.idnumber import resident_id
from ivr.domain.number import enrollable
from ivr.domain.papers import checked
from ivr.flows.enrolment_rows import read_rows
from ivr.flows.read_papers import read_papers

EVERYBODY = (*FIRST_COURTS, *OTHER_COURTS)
TODAY = date(2026, 3, 1)


def test_twenty_people_of_one_court_and_two_of_another_have_papers_that_are_in_order() -> None:
    assert (len(FIRST_COURTS), len(OTHER_COURTS)) == (20, 2)
    for person in EVERYBODY:
        checked(read_papers(person.texts(TODAY)))


def test_their_numbers_lie_in_the_unassigned_block_and_their_id_numbers_in_no_province() -> None:
    assert all(enrollable(person.number).startswith("+86154") for person in EVERYBODY)
    assert all(resident_id(person.texts(TODAY)["id_number"]).startswith("990000") for person in EVERYBODY)


def test_no_two_of_them_share_a_number_an_account_or_an_id_number() -> None:
    for field in ("number", "account", "id_number", "name", "case_number"):
        assert len({person.texts(TODAY)[field] for person in EVERYBODY}) == len(EVERYBODY)


def test_the_file_of_them_is_one_that_the_import_reads() -> None:
    assert len(read_rows(as_csv(FIRST_COURTS, TODAY))) == 20

"""How a feature hands over what a model wrote, and how an output ends."""

import pytest
from django.db import IntegrityError, transaction

from tests import families
from tests.workspace.outputs import work
from tests.workspace.outputs.test_approving import approve_as_read, edit, output, robin
from workspace.governance.models import AuditEntry
from workspace.outputs import features
from workspace.outputs.actions import erase, retire
from workspace.outputs.models import Approval, Output, Reading, Version
from workspace.outputs.standing import standings

__all__ = ["output", "robin"]  # fixtures

pytestmark = pytest.mark.django_db


def test_one_source_has_one_output(output, robin):
    with pytest.raises(IntegrityError), transaction.atomic():
        work.draft(robin, source_id=output.source_id)


def test_without_a_use_it_is_kept_all_the_same(robin):
    loose = families.chat(robin)
    made = work.draft(robin, use_case=None, case=None, vault=loose.vault)
    Output.objects.filter(pk=made.pk).update(use_case=None)
    made.refresh_from_db()
    approve_as_read(made, robin)
    made.refresh_from_db()
    assert made.state == "approved"


def test_what_an_engine_says_of_itself_is_cut_to_fit(robin):
    made = work.draft(robin, engine_name="x" * 200, model="y" * 200, version="z" * 200)
    assert (len(made.engine_name), len(made.model), len(made.version)) == (80, 120, 120)


def test_an_unknown_kind_is_shown_without_sources(output):
    output.kind = "nobody.knows"
    feature = features.feature_of(output)
    assert feature.sources(output) == {}
    assert feature.address(output) == ""


def test_a_retired_source_takes_its_untouched_draft_along(output, robin):
    edited, done = work.draft(robin), work.draft(robin)
    edit(edited, "Own words.", robin)
    approve_as_read(done, robin)
    retire(kind=work.KIND, source_ids=[o.source_id for o in (output, edited, done)])
    assert set(Output.objects.all()) == {edited, done}


def test_erasing_takes_everything_but_the_record(output, robin):
    edit(output, "Own words.", robin)
    approve_as_read(output, robin)
    pk = str(output.pk)
    erase(output, by=robin)
    for model in (Output, Version, Reading, Approval):
        assert not model.objects.exists()
    assert AuditEntry.objects.filter(object_id=pk, action="output.approved").exists()


def test_where_outputs_stand_in_few_queries(output, robin, django_assert_max_num_queries):
    done = work.draft(robin)
    approve_as_read(done, robin)
    with django_assert_max_num_queries(5):
        found = standings(work.KIND, [output.source_id, done.source_id, "nothing"])
    assert set(found) == {output.source_id, done.source_id}
    assert found[output.source_id].state == "draft"
    assert (found[done.source_id].by, found[done.source_id].as_drafted) == ("Robin Ashgrove", True)


def test_changed_since_it_was_approved_is_a_draft_again(output, robin):
    approve_as_read(output, robin)
    edit(output, "Own words.", robin)
    found = standings(work.KIND, [output.source_id])[output.source_id]
    assert (found.state, found.by) == ("draft", "Robin Ashgrove")
    assert Output.objects.usable().get() == output
    assert not Output.objects.only_drafts().exists()

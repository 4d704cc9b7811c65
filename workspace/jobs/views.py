"""A job as its owner's screen sees it: the event stream, its state, a stop button."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from workspace.accounts.models import User

from . import actions, sse
from .models import Job


def _mine(request: HttpRequest, job_id: UUID) -> Job:
    assert isinstance(request.user, User)
    job: Job = get_object_or_404(Job.objects.visible_to(request.user), pk=job_id)
    return job


@require_GET
def status(request: HttpRequest, job_id: UUID) -> JsonResponse:
    job = _mine(request, job_id)
    progress = {"done": job.progress_done, "total": job.progress_total}
    return JsonResponse({"state": job.state, "reason": job.reason, "progress": progress})


@require_GET
def events(request: HttpRequest, job_id: UUID) -> StreamingHttpResponse:
    job = _mine(request, job_id)
    if job.kind.startswith("chat."):  # chat has a stream of its own, which looks at the case too
        raise Http404
    return sse.event_stream(request, job)


@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = _mine(request, job_id)
    assert isinstance(request.user, User)
    actions.cancel(job=job, by=request.user)
    return HttpResponse(status=204)

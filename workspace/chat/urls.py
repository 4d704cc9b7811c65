"""Addresses of governed chat."""

from django.urls import path

from .views import (
    answers,
    conversations,
    declined,
    deleting,
    documents,
    passed,
    previews,
    prompts,
    purposes,
    suggesting,
)

app_name = "chat"
urlpatterns = [
    path("", conversations.home, name="home"),
    path("chats/search/", conversations.find, name="search"),
    path("chats/passed/", passed.passed, name="passed"),
    path("chats/start/", conversations.start, name="start"),
    path("chats/<uuid:pk>/", conversations.conversation, name="conversation"),
    path("chats/<uuid:pk>/delete/", deleting.delete, name="delete"),
    path("chats/<uuid:pk>/purpose/", purposes.purpose, name="purpose"),
    path("chats/<uuid:pk>/purpose/<slug:slug>/", purposes.override, name="override"),
    path("chats/<uuid:pk>/draft/", previews.draft, name="draft"),
    path("chats/<uuid:pk>/preview/", previews.preview, name="preview"),
    path("chats/<uuid:pk>/who/<uuid:subject>/", previews.who, name="who"),
    path("chats/<uuid:pk>/correct/", previews.correct, name="correct"),
    path("chats/<uuid:pk>/suggest/<uuid:alias>/", suggesting.suggest, name="suggest"),
    path("chats/<uuid:pk>/declined/", declined.declined, name="declined"),
    path("chats/<uuid:pk>/disputed/", declined.disputed, name="disputed"),
    path("chats/<uuid:pk>/send/", previews.send, name="send"),
    path("chats/<uuid:conversation>/D<int:number>/", documents.document, name="document"),
    path("chats/<uuid:conversation>/D<int:number>/state/", documents.state, name="document_state"),
    path("chats/<uuid:conversation>/D<int:number>/detach/", documents.detach, name="detach"),
    path("turns/<uuid:pk>/", answers.finished, name="turn"),
    path("turns/<uuid:pk>/stream/", answers.stream, name="stream"),
    path("turns/<uuid:pk>/stop/", answers.stop, name="stop"),
    path("turns/<uuid:pk>/retry/", answers.retry, name="retry"),
    path("turns/<uuid:pk>/evidence/", declined.evidence, name="evidence"),
    path("turns/<uuid:pk>/feedback/", answers.feedback, name="feedback"),
    path("turns/<uuid:pk>/seen/", answers.seen, name="seen"),
    path("prompts/", prompts.prompts, name="prompts"),
    path("words/", suggesting.suggestions, name="suggestions"),
    path("words/read/", suggesting.read, name="suggestions_read"),
    path("words/<uuid:pk>/withdraw/", suggesting.withdraw, name="withdraw"),
    path("uses/", purposes.uses, name="uses"),
]
